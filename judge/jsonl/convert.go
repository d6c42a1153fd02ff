package jsonl

import (
	"context"
	_ "embed" // the program
	"errors"
	"fmt"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

//go:embed convert.py
var program []byte

// converting is the problem that convert.py is a submission to.
var converting = &problems.Problem{
	Slug: "jsonl", Kind: problems.Function, Limits: limits(),
	Signature: problems.Signature{Name: "convert", Params: []problems.Param{
		{Name: "program", Type: "str"}, {Name: "test", Type: "str"}, {Name: "asserts", Type: "list[str]"}, {Name: "name", Type: "str"},
		{Name: "text", Type: "str"},
	}},
}

func limits() problems.Limits {
	l := problems.DefaultLimits()
	l.CPU, l.Memory = 20*time.Second, 1<<30
	l.Wall = problems.WallFor(l.CPU)
	return l
}

// RefusedError says why a task is not made a problem.
type RefusedError struct {
	Task   Task
	Reason string
}

func (e *RefusedError) Error() string { return e.Task.ID + ": " + e.Reason }

// pair is what a task's tests ask for in one place.
type pair struct {
	args     value.Dict
	want     value.Value
	rule     string
	abs, rel float64
}

// converted is a task whose tests have been taken apart.
type converted struct {
	Task
	doc             string
	params          []problems.Param
	returns         string
	examples, pairs []pair
}

// convert takes the tests of tasks apart in a cell and gives each result, in order, to use; where a task can't be a problem, the
// error is a *RefusedError. It ends with the first error of use, or of the judge's own.
func convert(ctx context.Context, runner runners.Runner, tasks []Task, use func(converted, error) error) (err error) {
	var session runners.Session
	defer func() {
		if session != nil {
			err = errors.Join(err, session.Close())
		}
	}()
	for _, t := range tasks {
		if session == nil {
			if session, err = runner.Prepare(ctx, converting, program); err != nil {
				return err
			}
		}
		asserts := make(value.List, len(t.Asserts))
		for i, a := range t.Asserts {
			asserts[i] = value.Str(a)
		}
		input := value.AppendJSON(nil, value.Dict{
			{Key: value.Str("program"), Value: value.Str(t.Solution)}, {Key: value.Str("test"), Value: value.Str(t.Test)},
			{Key: value.Str("asserts"), Value: asserts}, {Key: value.Str("name"), Value: value.Str(t.Function)},
			{Key: value.Str("text"), Value: value.Str(t.Prompt)},
		})
		o, err := session.Run(ctx, testcases.Case{Name: t.ID, Input: testcases.NewBlob(input)})
		if err != nil {
			return fmt.Errorf("%s: %w", t.ID, err)
		}
		if o.End == runners.Broke { // a task that breaks its cell costs the next ones only a new one
			_ = session.Close()
			session = nil
		}
		c, err := read(t, o)
		if err := use(c, err); err != nil {
			return err
		}
	}
	return nil
}

// read reads what convert.py says of a task. It ran the task's code, so nothing is taken on trust.
func read(t Task, o runners.Outcome) (converted, error) {
	refuse := func(format string, args ...any) (converted, error) {
		return converted{}, &RefusedError{t, fmt.Sprintf(format, args...)}
	}
	if o.End != runners.Answered {
		if o.Fault != nil {
			return refuse("its program or its tests fail: %s: %s", o.Fault.Type, o.Fault.Message)
		}
		return refuse("its tests, with its own solution, do not end well within %v and %d MiB", converting.Limits.CPU, converting.Limits.Memory>>20)
	}
	v, err := value.ParseJSON(o.Answer)
	if err != nil {
		return refuse("what its tests ask for cannot be read: %v", err)
	}
	c, reason, err := decode(v)
	switch {
	case err != nil:
		return refuse("%v", err)
	case reason != "":
		return refuse("%s", reason)
	case len(c.pairs) == 0:
		return refuse("its tests assert nothing of the function")
	}
	c.Task = t
	return c, nil
}
