package problems

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/coding-judge/judge/problems/script"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// Materialize gives the case with its input made: a generated case's data is drawn or its generator run, and what was made is
// checked.
// The error is a problem fault.
func (p *Problem) Materialize(ctx context.Context, c testcases.Case) (testcases.Case, error) {
	if c.Generate.IsZero() {
		return c, nil
	}
	made, err := p.generate(ctx, c)
	if err != nil {
		return c, err
	}
	input, err := p.arrange(c, made)
	if err != nil {
		return c, err
	}
	c.Input = p.Stored(input)
	return c, p.validate(ctx, c, input)
}

// Validate checks a case's input, which must be set, by the problem's own valid(input). The error is a problem fault.
func (p *Problem) Validate(ctx context.Context, c testcases.Case) error {
	input, err := p.Input(c)
	if err != nil {
		return err
	}
	return p.validate(ctx, c, input)
}

func (p *Problem) validate(ctx context.Context, c testcases.Case, input value.Dict) error {
	if !p.Script.Has(script.Valid) {
		return nil
	}
	verdict, err := p.Script.Valid(ctx, input)
	if err != nil {
		return withhold(c, err)
	}
	if !verdict.OK {
		message := cmp.Or(verdict.Message, "valid(input) is False")
		return withhold(c, c.Errorf(c.InputAt, "the input is not valid: %s", message))
	}
	return nil
}

// withhold keeps what is wrong with a hidden case's input, or what an author's program said about it, out of the error's
// text: it may hold the input.
func withhold(c testcases.Case, err error) error {
	var e *testcases.FileError
	if !c.Hidden || !errors.As(err, &e) {
		return err
	}
	return &testcases.FileError{
		File: e.File, Line: e.Line, Column: e.Column, Withheld: e.Message,
		Message: "the case " + c.Name + " is refused; it is hidden, so what is wrong with it is not shown here",
	}
}

// checkCase checks at load what can be checked without running anything.
func (p *Problem) checkCase(c testcases.Case) error {
	if !c.Generate.IsZero() {
		if err := p.checkGenerate(c); err != nil {
			return err
		}
	}
	switch {
	case p.Measures(c) && !c.FromReference:
		return c.Errorf(c.WantAt, "want: must be reference, for the case's plans are compared with those of the reference solution")
	case c.FromReference && p.Reference == nil:
		return c.Errorf(c.WantAt, "want: reference, but problem.yaml names no reference:")
	case c.Want.IsZero() && !c.FromReference && p.Compare.Rule != RuleChecker:
		return c.Errorf(testcases.Place{}, "want: is missing")
	}
	if !c.Input.IsZero() {
		if _, err := p.Input(c); err != nil {
			return err
		}
	}
	if c.Want.IsZero() {
		return nil
	}
	want, err := value.ParseJSON(c.Want.Bytes())
	if err == nil {
		err = p.checkWant(c, want)
	}
	if err != nil {
		return c.Errorf(c.WantAt, "want: %v", err)
	}
	return nil
}

// checkWant says what is wrong with the form of an expected answer.
func (p *Problem) checkWant(c testcases.Case, want value.Value) error {
	switch p.Kind {
	case Function:
		kind, _ := NodeType(p.Signature.Returns)
		return checkNodes(kind, want)
	case Class:
		return p.checkResults(c, want)
	case Stdin:
		if _, ok := text(want); !ok {
			return fmt.Errorf("is the text that the program writes, not %s; write it below `want: |`, or in quotes", value.TypeName(want))
		}
		return nil
	case Query:
		return p.Compare.check(want)
	}
	return ParseTables(want, p.Answers())
}

// Input gives the case's input as the problem's kind has it: for a function, the arguments in the order of its
// parameters; for a class, its calls:; for a whole program, its stdin:; for SQL, tables by name; for kind concurrent, these
// as tables: beside its schedule:.
func (p *Problem) Input(c testcases.Case) (value.Dict, error) {
	v, err := value.ParseJSON(c.Input.Bytes())
	if err != nil {
		return nil, c.Errorf(c.InputAt, "%v", err)
	}
	return p.arrange(c, v)
}

// Stored is an input as Case.Input has it, which Input gives back.
func (p *Problem) Stored(input value.Dict) testcases.Blob {
	var v value.Value = input
	if p.Kind == Stdin {
		v, _ = input.Get("stdin")
	}
	return testcases.NewBlob(value.AppendJSON(nil, v))
}

// text gives a value as the bytes of a text; ok is false for what is none.
func text(v value.Value) (b []byte, ok bool) {
	switch v := v.(type) {
	case value.Str:
		return []byte(v), true
	case value.Bytes:
		return v, true
	}
	return nil, false
}

// Text gives what a case of a whole program has as its input.
func Text(input value.Dict) []byte {
	v, _ := input.Get("stdin")
	b, _ := text(v)
	return b
}

func (p *Problem) arrange(c testcases.Case, v value.Value) (value.Dict, error) {
	if _, ok := text(v); ok {
		v = value.Dict{{Key: value.Str("stdin"), Value: v}}
	}
	input, ok := v.(value.Dict)
	if !ok {
		return nil, c.Errorf(c.InputAt, "the input is a %s, not a mapping by name", value.TypeName(v))
	}
	for _, e := range input {
		if _, ok := e.Key.(value.Str); !ok {
			return nil, c.Errorf(c.InputAt, "input: a name is a string, not %s", value.TypeName(e.Key))
		}
	}
	if p.Kind.Language() == SQL {
		tables, err := p.TablesOf(input)
		if err == nil && p.Kind == Concurrent {
			_, err = p.ScheduleOf(input)
		}
		if err != nil {
			return nil, withhold(c, c.Errorf(c.InputAt, "%v", err))
		}
		for _, e := range tables {
			if _, err := ParseTable(e.Value); err != nil {
				return nil, c.Errorf(c.InputAt, "table %s: %v", e.Key, err)
			}
		}
		return input, nil
	}
	switch p.Kind {
	case Stdin:
		v, _ := input.Get("stdin")
		if _, ok := text(v); !ok || len(input) != 1 {
			return nil, c.Errorf(c.InputAt, "a case of this problem has stdin:, the text that the program reads, and no other input")
		}
		return input, nil
	case Class:
		if _, err := p.CallsOf(input); err != nil {
			return nil, withhold(c, c.Errorf(c.InputAt, "%v", err))
		}
		return input, nil
	}
	args := make(value.Dict, 0, len(p.Signature.Params))
	for _, param := range p.Signature.Params {
		arg, ok := input.Get(param.Name)
		if !ok {
			return nil, c.Errorf(c.InputAt, "input: the argument %s is missing", param.Name)
		}
		kind, _ := NodeType(param.Type)
		if err := checkNodes(kind, arg); err != nil {
			return nil, withhold(c, c.Errorf(c.InputAt, "input: the argument %s %v", param.Name, err))
		}
		args = append(args, value.Entry{Key: value.Str(param.Name), Value: arg})
	}
	for _, e := range input {
		if _, ok := args.Get(string(e.Key.(value.Str))); !ok {
			return nil, c.Errorf(c.InputAt, "input: %s is no argument of %s", e.Key, p.Signature)
		}
	}
	return args, nil
}

// Table is a table of a case, or an expected answer.
type Table struct {
	Columns []string
	Rows    [][]value.Value // each as long as Columns
}

// ParseTable reads {columns: [name, …], rows: [[value, …], …]}.
func ParseTable(v value.Value) (*Table, error) {
	dict, ok := v.(value.Dict)
	if !ok || len(dict) != 2 {
		return nil, fmt.Errorf("expected {columns: […], rows: […]}, got a %s", value.TypeName(v))
	}
	cols, _ := dict.Get("columns")
	rows, _ := dict.Get("rows")
	columns, ok1 := cols.(value.List)
	lines, ok2 := rows.(value.List)
	if !ok1 || !ok2 || len(columns) == 0 {
		return nil, fmt.Errorf("expected columns: and rows:, each a list")
	}
	t := &Table{Rows: make([][]value.Value, len(lines))}
	for _, c := range columns {
		name, ok := c.(value.Str)
		if !ok {
			return nil, fmt.Errorf("columns: a name is a string, not %s", value.TypeName(c))
		}
		t.Columns = append(t.Columns, string(name))
	}
	for i, line := range lines {
		row, ok := value.Ordered(line)
		if !ok || len(row) != len(columns) {
			return nil, fmt.Errorf("rows: row %d does not have %d values", i+1, len(columns))
		}
		t.Rows[i] = row
	}
	return t, nil
}
