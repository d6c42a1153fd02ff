package mutant

import (
	"context"
	_ "embed" // the program
	"errors"
	"fmt"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

//go:embed mutate.py
var mutate []byte

// mutating is the problem that mutate.py is a submission to.
var mutating = &problems.Problem{
	Slug: "mutants", Kind: problems.Function, Limits: problems.DefaultLimits(),
	Signature: problems.Signature{Name: "mutants", Params: []problems.Param{
		{Name: "source", Type: "str"}, {Name: "most", Type: "int"}, {Name: "program", Type: "bool"},
	}},
}

// makePython has the source taken apart in a cell: Python's own parser has had its faults, and the source is anybody's.
func makePython(ctx context.Context, runner runners.Runner, kind problems.Kind, source []byte) ([]Mutant, error) {
	session, err := runner.Prepare(ctx, mutating, mutate)
	if err != nil {
		return nil, err
	}
	input := value.AppendJSON(nil, value.Dict{
		{Key: value.Str("source"), Value: value.Str(source)}, {Key: value.Str("most"), Value: value.Int(maxMutants)},
		{Key: value.Str("program"), Value: value.Bool(kind == problems.Stdin)},
	})
	o, err := session.Run(ctx, testcases.Case{Name: "mutants", Input: testcases.NewBlob(input)})
	if err = errors.Join(err, session.Close()); err != nil {
		return nil, fmt.Errorf("make mutants: %w", err)
	}
	if o.End != runners.Answered {
		if o.Fault != nil {
			return nil, fmt.Errorf("make mutants: %s: %s", o.Fault.Type, o.Fault.Message)
		}
		return nil, errors.New("make mutants: the program in the cell gave no answer")
	}
	edits, err := readEdits(o.Answer, source)
	if err != nil {
		return nil, fmt.Errorf("make mutants: %w", err)
	}
	return apply(source, edits), nil
}

var errEdits = errors.New("the program in the cell answered something else than edits")

// readEdits reads what mutate.py says, which came out of a cell.
func readEdits(answer, source []byte) ([]edit, error) {
	v, err := value.ParseJSON(answer)
	if err != nil {
		return nil, err
	}
	list, ok := v.(value.List)
	if !ok || len(list) > maxMutants {
		return nil, errEdits
	}
	edits := make([]edit, len(list))
	for i, item := range list {
		fields, ok := item.(value.List)
		if !ok || len(fields) != 4 {
			return nil, errEdits
		}
		operator, ok1 := fields[0].(value.Str)
		start, ok2 := fields[1].(value.Int)
		end, ok3 := fields[2].(value.Int)
		text, ok4 := fields[3].(value.Str)
		if !ok1 || !ok2 || !ok3 || !ok4 || start < 0 || end < start || int64(end) > int64(len(source)) || !operators[string(operator)] {
			return nil, errEdits
		}
		edits[i] = edit{string(operator), int(start), int(end), string(text)}
	}
	return edits, nil
}

// operators are those of mutate.py.
var operators = map[string]bool{
	"comparison": true, "boundary": true, "arithmetic": true, "boolean": true, "constant": true, "statement": true, "argument": true,
	"order": true, "default": true,
}
