package problems

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"

	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// Given reads an input that a person wrote at a command line: for a whole program the one text; for a function all arguments by name,
// or one text for each argument; for a class its calls. Values are written as in the files of cases, of which JSON is a part. The
// error says what is expected.
func (p *Problem) Given(texts []string) (testcases.Case, error) {
	c := testcases.Case{Name: "your input"}
	input, err := p.given(texts)
	if err == nil {
		_, err = p.arrange(c, input)
	}
	if err != nil {
		var mistake *testcases.FileError
		if errors.As(err, &mistake) && mistake.Line == 0 {
			err = errors.New(strings.TrimPrefix(mistake.Message, "input: ")) // the place is none
		}
		return c, fmt.Errorf("%w\n%s", err, p.Shape())
	}
	c.Input = p.Stored(input)
	return c, nil
}

// Shape says how an input of the problem is written, a line each.
func (p *Problem) Shape() string {
	switch {
	case p.Kind.Language() == SQL:
		return "the input of a SQL problem is tables: name a sample case with --case"
	case p.Kind == Stdin:
		return "the input is the text that the program reads"
	case p.Kind == Class:
		return fmt.Sprintf("the input is the calls, the first of %s: [[name, [argument, ...]], ...]", p.Class.Constructor())
	}
	names := make([]string, len(p.Signature.Params))
	for i, param := range p.Signature.Params {
		names[i] = param.Name + ": " + param.Type
		if param.Type == "" {
			names[i] = param.Name + ": ..."
		}
	}
	return fmt.Sprintf("the input is the arguments by their names, {%s}, or one --input for each, in this order", strings.Join(names, ", "))
}

func (p *Problem) given(texts []string) (value.Dict, error) {
	switch {
	case p.Kind.Language() == SQL:
		return nil, errors.New("this input cannot be given here")
	case p.Kind == Function && len(texts) == len(p.Signature.Params) && len(texts) > 1:
		return p.arguments(texts)
	case len(texts) != 1 && p.Kind == Function:
		return nil, fmt.Errorf("%d inputs are given, and the number of parameters is %d", len(texts), len(p.Signature.Params))
	case len(texts) != 1:
		return nil, fmt.Errorf("%d inputs are given, and it is one", len(texts))
	case p.Kind == Stdin:
		text := texts[0]
		if !strings.HasSuffix(text, "\n") && text != "" { // as every line of a file ends
			text += "\n"
		}
		var stdin value.Value = value.Str(text)
		if !utf8.ValidString(text) {
			stdin = value.Bytes(text)
		}
		return value.Dict{{Key: value.Str("stdin"), Value: stdin}}, nil
	}
	v, err := readValue(texts[0])
	if err != nil {
		return nil, err
	}
	dict, named := v.(value.Dict)
	switch {
	case p.Kind == Class && !named:
		return value.Dict{{Key: value.Str("calls"), Value: v}}, nil
	case p.Kind == Class:
		return dict, nil
	case len(p.Signature.Params) == 1: // which may be a dict itself
		if _, ok := dict.Get(p.Signature.Params[0].Name); !ok || len(dict) != 1 {
			dict = value.Dict{{Key: value.Str(p.Signature.Params[0].Name), Value: v}}
		}
	case !named:
		return nil, fmt.Errorf("the only input is a %s, not arguments by their names, and there are %d parameters", value.TypeName(v), len(p.Signature.Params))
	}
	return dict, p.typed(dict)
}

// arguments reads a text for each argument.
func (p *Problem) arguments(texts []string) (value.Dict, error) {
	var dict value.Dict
	for i, param := range p.Signature.Params {
		v, err := readValue(texts[i])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", param.Name, err)
		}
		dict = append(dict, value.Entry{Key: value.Str(param.Name), Value: v})
	}
	return dict, p.typed(dict)
}

// typed says which argument is not of its parameter's type.
func (p *Problem) typed(input value.Dict) error {
	for _, param := range p.Signature.Params {
		v, ok := input.Get(param.Name)
		if !ok || param.Type == "" {
			continue // arrange says so
		}
		if err := fits(param.Type, v); err != nil {
			return fmt.Errorf("%s %w", param.Name, err)
		}
	}
	return nil
}

// written is a value as a person wrote it.
type written struct{ value.Value }

// UnmarshalYAML keeps the node's own types.
func (w *written) UnmarshalYAML(node ast.Node) (err error) {
	w.Value, err = value.FromYAML(node)
	return err
}

func readValue(text string) (value.Value, error) {
	switch strings.TrimSpace(text) {
	case "":
		return nil, errors.New("the input is empty")
	case "null", "None":
		return value.None{}, nil
	}
	var w written
	if _, err := testcases.DecodeYAML("value", []byte(text), &w); err != nil {
		return nil, err
	}
	return w.Value, nil
}
