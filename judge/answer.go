package judge

import (
	"context"
	"errors"
	"fmt"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// compareAnswer compares a run's answer by the problem's rule; nil where the run gave none. The error is a problem fault.
func compareAnswer(ctx context.Context, p *problems.Problem, c testcases.Case, o runners.Outcome) (*compare.Diff, error) {
	if o.End != runners.Answered {
		return nil, nil
	}
	got, err := value.ParseJSON(o.Answer)
	if err != nil { // it is beyond a bound, or the submission wrote it itself
		return &compare.Diff{Message: "the answer cannot be read: " + err.Error()}, nil //nolint:nilerr // theirs, not ours
	}
	var want value.Value = value.None{}
	if !c.Want.IsZero() {
		if want, err = value.ParseJSON(c.Want.Bytes()); err != nil {
			return nil, &testcases.FileError{File: c.File, Message: "want: cannot be read"}
		}
	}
	var diff compare.Diff
	switch p.Compare.Rule {
	case problems.RuleRows:
		compareAll := compareTables
		if p.Measures(c) {
			compareAll = compareMeasured
		}
		if diff, err = compareAll(p, want, got); err != nil {
			err = &testcases.FileError{File: c.File, Message: "want: " + err.Error()}
		}
	case problems.RuleChecker:
		diff, err = check(ctx, p, c, want, got)
	default:
		switch p.Kind {
		case problems.Class:
			diff, err = compareCalls(p, c, want, got)
		case problems.Stdin:
			diff, err = comparePrinted(p.CompareOf(c), want, got)
		default:
			diff, err = compareReturned(p.Compare, want, got)
			sayNodes(p.Signature.Returns, got, &diff)
		}
	}
	return &diff, err
}

// compareReturned compares what a function or a method returned.
func compareReturned(rule problems.Compare, want, got value.Value) (compare.Diff, error) {
	switch rule.Rule {
	case problems.RuleExact:
		return compare.Exact(want, got), nil
	case problems.RuleFloat:
		return compare.Float(want, got, compare.Tolerance(rule.Numbers())), nil
	case problems.RuleUnordered:
		return compare.Unordered(want, got), nil
	case problems.RuleSet:
		return compare.Set(want, got), nil
	}
	return compare.Diff{}, errNoRule(rule)
}

func errNoRule(rule problems.Compare) error { return fmt.Errorf("no such rule: %q", rule.Rule) }

// compareTables compares the one table of a query, or those of a problem's probes.
func compareTables(p *problems.Problem, want, got value.Value) (compare.Diff, error) {
	if p.Kind == problems.Query {
		return compare.Rows(want, got, rowsOptions(p.Compare.TableRule))
	}
	options := map[string]compare.RowsOptions{}
	for _, probe := range p.Answers() {
		options[probe.Name] = rowsOptions(probe.Within(p.Compare.TableRule))
	}
	return compare.Tables(want, got, options)
}

func rowsOptions(r problems.TableRule) compare.RowsOptions {
	o := compare.RowsOptions{OrderBy: r.OrderBy, Columns: r.Columns, ColumnOrder: r.ColumnOrder}
	if r.Tolerance != nil {
		o.Tolerance = compare.Tolerance{Abs: r.Tolerance.Abs, Rel: r.Tolerance.Rel}
	}
	return o
}

// check asks the problem's own checker.
func check(ctx context.Context, p *problems.Problem, c testcases.Case, want, got value.Value) (compare.Diff, error) {
	input, err := p.Input(c)
	if err != nil {
		return compare.Diff{}, err
	}
	judgement, err := p.Script.Check(ctx, input, want, got)
	var fault *testcases.FileError
	switch {
	case errors.As(err, &fault) && c.Hidden:
		return compare.Diff{}, &testcases.FileError{File: fault.File, Line: fault.Line, Column: fault.Column,
			Message:  "check failed on a hidden case; what it said may hold the case's content, so it is not shown",
			Withheld: fault.Message}
	case err != nil:
		return compare.Diff{}, err
	case judgement.OK:
		return compare.Diff{Equal: true}, nil
	}
	diff := compare.Diff{Message: judgement.Message, Got: value.Python(got, compare.ShowLimit)}
	if !c.Want.IsZero() {
		diff.Expected = value.Python(want, compare.ShowLimit)
	}
	return diff, nil
}
