package problems

import (
	"context"
	"fmt"

	"github.com/coding-judge/judge/problems/script"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// Materialize gives the case with its input made: a generated case's generator is run, and the input is checked.
// The error is a problem fault.
func (p *Problem) Materialize(ctx context.Context, c testcases.Case) (testcases.Case, error) {
	if c.Generate.IsZero() {
		return c, nil
	}
	params, err := value.ParseJSON(c.Generate.Bytes())
	if err != nil {
		return c, fmt.Errorf("case %s: %w", c.Name, err)
	}
	made, err := p.Script.Generate(ctx, params.(value.Dict))
	if err != nil {
		return c, caseError(c, "%v", err)
	}
	input, err := p.arrange(c, made)
	if err != nil {
		return c, err
	}
	if err := p.validate(ctx, c, input); err != nil {
		return c, err
	}
	c.Input = testcases.NewBlob(value.AppendJSON(nil, input))
	return c, nil
}

func caseError(c testcases.Case, format string, args ...any) error {
	return &testcases.FileError{File: c.File, Message: fmt.Sprintf(format, args...)}
}

// checkCase checks at load what can be checked without running anything.
func (p *Problem) checkCase(c testcases.Case) error {
	switch {
	case !c.Generate.IsZero() && !p.Script.Has(script.Generate):
		return caseError(c, "generate: problem.star defines no generate(rng, …)")
	case c.FromReference && p.Reference == nil:
		return caseError(c, "want: reference, but problem.yaml names no reference:")
	case c.Want.IsZero() && !c.FromReference && p.Compare.Rule != RuleChecker:
		return caseError(c, "want: is missing")
	}
	if c.Input.IsZero() {
		return nil
	}
	input, err := value.ParseJSON(c.Input.Bytes())
	if err != nil {
		return caseError(c, "%v", err)
	}
	if _, err := p.arrange(c, input); err != nil {
		return err
	}
	if p.Kind == Query && !c.Want.IsZero() {
		want, err := value.ParseJSON(c.Want.Bytes())
		if err != nil {
			return caseError(c, "%v", err)
		}
		if _, err := ParseTable(want); err != nil {
			return caseError(c, "want: %v", err)
		}
	}
	return nil
}

// Input gives the case's input as the problem's kind has it: for a function, the arguments in the order of its
// parameters; for a query, tables by name.
func (p *Problem) Input(c testcases.Case) (value.Dict, error) {
	v, err := value.ParseJSON(c.Input.Bytes())
	if err != nil {
		return nil, caseError(c, "%v", err)
	}
	return p.arrange(c, v)
}

func (p *Problem) arrange(c testcases.Case, v value.Value) (value.Dict, error) {
	input, ok := v.(value.Dict)
	if !ok {
		return nil, caseError(c, "the input is a %s, not a mapping by name", value.TypeName(v))
	}
	if p.Kind == Query {
		for _, e := range input {
			if _, err := ParseTable(e.Value); err != nil {
				return nil, caseError(c, "table %s: %v", value.Python(e.Key, 40), err)
			}
		}
		return input, nil
	}
	args := make(value.Dict, 0, len(p.Signature.Params))
	for _, param := range p.Signature.Params {
		arg, ok := input.Get(param.Name)
		if !ok {
			return nil, caseError(c, "input: the argument %s is missing", param.Name)
		}
		args = append(args, value.Entry{Key: value.Str(param.Name), Value: arg})
	}
	if len(input) != len(args) {
		return nil, caseError(c, "input: there is an argument that %s does not have", p.Signature)
	}
	return args, nil
}

func (p *Problem) validate(ctx context.Context, c testcases.Case, input value.Dict) error {
	if !p.Script.Has(script.Valid) {
		return nil
	}
	verdict, err := p.Script.Valid(ctx, input)
	if err != nil {
		return err
	}
	if !verdict.OK {
		return caseError(c, "the input is not valid: %s", verdict.Message)
	}
	return nil
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
		row, ok := value.Items(line)
		if !ok || len(row) != len(columns) {
			return nil, fmt.Errorf("rows: row %d does not have %d values", i+1, len(columns))
		}
		t.Rows[i] = row
	}
	return t, nil
}
