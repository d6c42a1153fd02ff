package testcases

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"github.com/coding-judge/judge/testcases/value"
)

// Document is a YAML file that was read; it knows where its keys stand.
type Document struct {
	source source
	body   ast.Node
}

// DecodeYAML reads exactly one YAML document into a struct, strictly: an unknown key, a doubled key, a wrong
// type, an anchor or anything but text is a *FileError with its place and a snippet.
func DecodeYAML(file string, data []byte, into any) (*Document, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if err := checkText(file, data); err != nil {
		return nil, err
	}
	src := source{file, string(data)}
	tokens := lexer.Tokenize(src.text)
	if err := checkTokens(tokens); err != nil {
		return nil, src.wrap(err)
	}
	parsed, err := parser.Parse(tokens, 0)
	if err != nil {
		return nil, src.wrap(err)
	}
	var body ast.Node
	for _, doc := range parsed.Docs {
		switch {
		case doc.Body == nil || doc.Body.Type() == ast.DirectiveType:
		case body != nil:
			return nil, src.errorAt(doc.Body.GetToken(), "a second YAML document; a file holds one")
		default:
			body = doc.Body
		}
	}
	if body == nil || body.Type() == ast.NullType || body.Type() == ast.CommentType {
		return nil, &FileError{File: file, Message: "the file is empty"}
	}
	dec := yaml.NewDecoder(bytes.NewReader(nil), yaml.Strict())
	if err := decode(dec, body, into); err != nil {
		return nil, src.wrap(err)
	}
	return &Document{src, body}, nil
}

// decode keeps to the file what the library panics at, such as a tag with nothing behind it where a list belongs.
func decode(dec *yaml.Decoder, body ast.Node, into any) (err error) {
	defer func() {
		if what := recover(); what != nil {
			err = fmt.Errorf("cannot be read as YAML (%v); is there a tag with no value behind it?", what)
		}
	}()
	return dec.DecodeFromNode(body, into)
}

// Errorf gives a *FileError at a key, such as "compare.rule", or "groups.1.name" in the second item of a list; where that is not there, at the nearest key around it.
func (d *Document) Errorf(key, format string, args ...any) *FileError {
	var at *token.Token
	if entry := find(d.body, strings.Split(key, ".")); entry != nil {
		at = entry.Key.GetToken()
	}
	return d.source.errorAt(at, fmt.Sprintf(format, args...))
}

// Place tells where a key stands, as Errorf finds it.
func (d *Document) Place(key string) Place {
	entry := find(d.body, strings.Split(key, "."))
	if entry == nil {
		return Place{}
	}
	position := entry.Key.GetToken().Position
	return Place{position.Line, position.Column}
}

// isNull says whether a key is there and its value is written as null. The library does not tell that to a struct.
func (d *Document) isNull(key string) bool {
	entry := find(d.body, []string{key})
	return entry != nil && entry.Value.GetToken().Type == token.NullType
}

// find gives the entry of the last of the keys that is there, each in the mapping of the one before, or its number in a list; nil
// for none.
func find(node ast.Node, keys []string) *ast.MappingValueNode {
	if list, ok := node.(*ast.SequenceNode); ok && len(keys) > 0 {
		if i, err := strconv.Atoi(keys[0]); err == nil && i >= 0 && i < len(list.Values) {
			return find(list.Values[i], keys[1:])
		}
	}
	mapping, ok := node.(*ast.MappingNode)
	if !ok || len(keys) == 0 {
		return nil
	}
	for _, entry := range mapping.Values {
		if entry.Key.GetToken().Value != keys[0] {
			continue
		}
		if inner := find(entry.Value, keys[1:]); inner != nil {
			return inner
		}
		return entry
	}
	return nil
}

// checkText keeps out what is no text: the library would replace it, and a snippet would print it.
func checkText(file string, data []byte) error {
	line := 1
	for i, column := 0, 1; i < len(data); column++ {
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case r == '\n':
			line, column = line+1, 0
		case r == utf8.RuneError && size == 1:
			return &FileError{File: file, Line: line, Column: column, Message: "not UTF-8; save the file as UTF-8 text"}
		case r < ' ' && r != '\t' && r != '\r' || r == 0x7f:
			return &FileError{File: file, Line: line, Column: column,
				Message: fmt.Sprintf("a control character (%U); in a string in double quotes, write it as an escape", r)}
		}
		i += size
	}
	return nil
}

// checkTokens keeps from the parser what it can't read in reasonable time, and what no file here needs.
func checkTokens(tokens token.Tokens) error {
	depth := 0
	for _, tk := range tokens {
		switch tk.Type {
		case token.SequenceStartType, token.MappingStartType:
			if depth++; depth > value.MaxDepth {
				return syntaxError(tk, fmt.Sprintf("nested deeper than %d", value.MaxDepth))
			}
		case token.SequenceEndType, token.MappingEndType:
			depth--
		case token.AnchorType, token.AliasType, token.MergeKeyType:
			return syntaxError(tk, "anchors, aliases and merge keys are not read; write the value out")
		}
	}
	return nil
}

func syntaxError(tk *token.Token, message string) *yaml.SyntaxError {
	return &yaml.SyntaxError{Token: tk, Message: message}
}

// source is a file's name and text, for messages.
type source struct{ file, text string }

// wrap turns an error of the YAML library into a *FileError; others are only given the file's name.
func (s source) wrap(err error) *FileError {
	var (
		placed  yaml.Error
		typeErr *yaml.TypeError
	)
	if !errors.As(err, &placed) {
		return &FileError{File: s.file, Message: err.Error()}
	}
	message := strings.ReplaceAll(placed.GetMessage(), "\t", `\t`) // it quotes the character that it stumbles over
	if errors.As(err, &typeErr) {
		message = "expected " + kindName(typeErr.DstType) + ", got " + kindName(typeErr.SrcType)
	}
	return s.errorAt(placed.GetToken(), message)
}

// errorAt makes the snippet itself: the library takes quadratic time for a long line.
func (s source) errorAt(tk *token.Token, message string) *FileError {
	if tk == nil {
		return &FileError{File: s.file, Message: message}
	}
	at := Place{tk.Position.Line, tk.Position.Column}
	return &FileError{File: s.file, Line: at.Line, Column: at.Column, Message: message, Snippet: Snippet(s.text, at)}
}

// kindName says in YAML's words what the library says in Go's.
func kindName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice, reflect.Array:
		return "a list"
	case reflect.Map, reflect.Struct:
		return "a mapping"
	case reflect.Float32, reflect.Float64:
		return "a number"
	case reflect.Pointer:
		return kindName(t.Elem())
	}
	return "an integer"
}

// Int is an integer in a YAML file. The library would take 1.5 for an int, as 1.
type Int int

// UnmarshalYAML takes integers alone.
func (i *Int) UnmarshalYAML(node ast.Node) error {
	v, err := value.FromYAML(node)
	if err != nil {
		return err
	}
	n, ok := v.(value.Int)
	if !ok {
		return syntaxError(node.GetToken(), "expected an integer, got "+value.TypeName(v))
	}
	*i = Int(n)
	return nil
}
