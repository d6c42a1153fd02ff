package value

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"unicode/utf8"
)

// ParseJSON reads exactly one value. The bytes may come from a submission: anything that is not the form that
// json.go describes is an error, and nothing is guessed. That is why it is not encoding/json, which keeps the last of
// two equal keys, replaces broken UTF-8 and knows no bounds but one on depth.
func ParseJSON(data []byte) (Value, error) {
	if !utf8.Valid(data) {
		return nil, errors.New("parse value: not UTF-8")
	}
	p := parser{data: data}
	v, err := p.value(0)
	if err == nil && (p.peek() != 0 || p.at < len(data)) {
		err = errors.New("something follows it")
	}
	if err != nil {
		return nil, fmt.Errorf("parse value: byte %d: %w", p.at, err)
	}
	return v, nil
}

type parser struct {
	data []byte
	at   int
}

// peek gives the next byte that is not white space; zero at the end.
func (p *parser) peek() byte {
	for ; p.at < len(p.data); p.at++ {
		if c := p.data[p.at]; c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return c
		}
	}
	return 0
}

func (p *parser) expect(c byte) error {
	if got := p.peek(); got != c {
		return unexpected(got, string(c))
	}
	p.at++
	return nil
}

func unexpected(c byte, want string) error {
	if c == 0 {
		return fmt.Errorf("it ends where %s is expected", want)
	}
	return fmt.Errorf("unexpected %q where %s is expected", c, want)
}

func (p *parser) value(depth int) (Value, error) {
	if depth > MaxDepth {
		return nil, fmt.Errorf("nested deeper than %d", MaxDepth)
	}
	switch c := p.peek(); {
	case c == '[':
		items, err := p.items(depth)
		return List(items), err
	case c == '{':
		return p.object(depth)
	case c == '"':
		s, err := p.text()
		return Str(s), err
	case c == '-' || '0' <= c && c <= '9':
		return p.number()
	case p.word("null"):
		return None{}, nil
	case p.word("true"):
		return Bool(true), nil
	case p.word("false"):
		return Bool(false), nil
	default:
		return nil, unexpected(c, "a value")
	}
}

func (p *parser) word(w string) bool {
	ok := bytes.HasPrefix(p.data[p.at:], []byte(w))
	if ok {
		p.at += len(w)
	}
	return ok
}

func (p *parser) items(depth int) ([]Value, error) {
	items := []Value{}
	err := p.list(func() error {
		v, err := p.value(depth + 1)
		items = append(items, v)
		return err
	})
	return items, err
}

// list reads [item, …].
func (p *parser) list(item func() error) error {
	if err := p.expect('['); err != nil {
		return err
	}
	if p.peek() == ']' {
		p.at++
		return nil
	}
	for {
		if err := item(); err != nil {
			return err
		}
		if p.peek() != ',' {
			return p.expect(']')
		}
		p.at++
	}
}

// object reads {"tag":content}.
func (p *parser) object(depth int) (v Value, err error) {
	p.at++
	if c := p.peek(); c != '"' {
		return nil, unexpected(c, "a tag")
	}
	tag, err := p.text()
	if err != nil {
		return nil, err
	}
	if err := p.expect(':'); err != nil {
		return nil, err
	}
	switch tag {
	case "dict":
		v, err = p.entries(depth)
	case "tuple", "set", "frozenset":
		var items []Value
		items, err = p.items(depth)
		switch tag {
		case "tuple":
			v = Tuple(items)
		case "set":
			v = Set(items)
		default:
			v = FrozenSet(items)
		}
	default:
		if v, err = p.value(depth + 1); err == nil {
			v, err = fromTagged(tag, v)
		}
	}
	if err != nil {
		return nil, err
	}
	return v, p.expect('}')
}

func (p *parser) entries(depth int) (Value, error) {
	dict := Dict{}
	err := p.list(func() error {
		var pair []Value
		err := p.list(func() error {
			v, err := p.value(depth + 1)
			pair = append(pair, v)
			return err
		})
		if err != nil {
			return err
		}
		if len(pair) != 2 {
			return errors.New("an entry is not a pair")
		}
		dict = append(dict, Entry{pair[0], pair[1]})
		return nil
	})
	return dict, err
}

// fromTagged reads the tags whose content is text.
func fromTagged(tag string, content Value) (Value, error) {
	switch text, _ := content.(Str); tag {
	case "int":
		return parseHex(string(text))
	case "decimal":
		if _, ok := content.(Str); ok {
			return ParseDecimal(string(text))
		}
	case "float":
		switch text {
		case "nan":
			return Float(math.NaN()), nil
		case "inf":
			return Float(math.Inf(1)), nil
		case "-inf":
			return Float(math.Inf(-1)), nil
		}
	case "bytes":
		if _, ok := content.(Str); ok {
			b, err := base64.StdEncoding.Strict().DecodeString(string(text))
			return Bytes(b), err
		}
	case "object":
		if pair, ok := content.(List); ok && len(pair) == 2 {
			name, ok1 := pair[0].(Str)
			repr, ok2 := pair[1].(Str)
			if ok1 && ok2 {
				return Object{Type: string(name), Repr: string(repr)}, nil
			}
		}
	}
	return nil, fmt.Errorf("no such value: {%q: …}", shorten(tag))
}

// text reads a string; the next byte is its first quote.
func (p *parser) text() (string, error) {
	start := p.at
	plain := true
	for p.at++; p.at < len(p.data); p.at++ {
		switch c := p.data[p.at]; {
		case c == '"':
			p.at++
			if plain {
				return string(p.data[start+1 : p.at-1]), nil
			}
			var s string
			if err := json.Unmarshal(p.data[start:p.at], &s); err != nil {
				return "", errors.New("a string with a wrong escape")
			}
			return s, nil
		case c == '\\':
			plain = false
			p.at++ // what is escaped, a quote perhaps
		case c < ' ':
			return "", errors.New("a control character in a string")
		}
	}
	return "", errors.New("a string without an end")
}
