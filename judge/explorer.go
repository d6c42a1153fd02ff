package judge

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/judge/smallest"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// explorer asks a submission and the reference solution, each in a cell of its own, about inputs that are no cases.
type explorer struct {
	judge                 *Judge
	problem               *problems.Problem
	submission, reference *seat
	manner                string    // of the failures that count
	any                   bool      // every failure counts
	started, until        time.Time // between which there is time to try
	tries                 int
}

// errOver ends a search for which there is no more time.
var errOver = errors.New("there is no more time")

// over takes errOver for what it is, an end like another.
func over(err error) error {
	if errors.Is(err, errOver) {
		return nil
	}
	return err
}

// manner says in which way a run failed: two failures of the same manner are taken to show the same mistake. It is empty where
// the run did not fail, or where the input has no part in it or is not what matters.
func manner(o runners.Outcome, d *compare.Diff, l problems.Limits) string {
	switch Decide(o, d, l) {
	case RunTimeError:
		if o.Fault != nil && !o.Fault.Static {
			return "error " + o.Fault.Type + " " + o.Fault.Code
		}
	case WrongAnswer:
		if d == nil {
			return ""
		}
		return strings.Join(append([]string{differs(d)}, d.Tables...), " ")
	}
	return ""
}

func differs(d *compare.Diff) string {
	switch {
	case d.Missing != nil || d.Extra != nil:
		return "rows"
	case d.Order:
		return "order"
	}
	return "form"
}

// explorable says whether there is a way to try other inputs than the case that failed.
func explorable(p *problems.Problem, c testcases.Case) bool {
	return p.Reference != nil && (p.Kind == problems.Query || p.Kind == problems.Script) && !p.Measures(c)
}

// open takes the cells, both at once, and gives the space of the problem's inputs.
func (e *explorer) open(ctx context.Context) (smallest.Space, error) {
	var opening sync.WaitGroup
	errs := make([]error, 2)
	for i, s := range []*seat{e.submission, e.reference} {
		opening.Go(func() { errs[i] = s.open(ctx) })
	}
	opening.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	var space smallest.Tables
	if r, ok := e.reference.session.(runners.Related); ok && shrinkable(e.problem) {
		keys, err := r.ForeignKeys(ctx)
		if err != nil {
			return nil, err
		}
		space.ForeignKeys = keys
	}
	return space, nil
}

// fails tries an input.
func (e *explorer) fails(ctx context.Context, in value.Dict) (bool, error) {
	if time.Now().After(e.until) {
		return false, errOver
	}
	c := e.asCase(in)
	if err := e.problem.Validate(ctx, c); err != nil || ctx.Err() != nil {
		return false, context.Cause(ctx) // it is none of the problem's inputs
	}
	e.tries++
	try := (*seat).try
	if e.problem.Kind == problems.Concurrent { // whose sessions can't be tried
		try = (*seat).run
	}
	o, d, err := e.both(ctx, c, try)
	if errors.Is(err, runners.ErrRefused) {
		return false, nil
	}
	return err == nil && e.counts(o, d), err
}

// counts says whether a run failed in the way that is looked for.
func (e *explorer) counts(o runners.Outcome, d *compare.Diff) bool {
	if e.any {
		return Decide(o, d, e.problem.Limits) != Accepted
	}
	return manner(o, d, e.problem.Limits) == e.manner
}

func (e *explorer) asCase(in value.Dict) testcases.Case {
	return testcases.Case{Name: "a counterexample", File: path.Join(e.problem.Dir, "problem.yaml"), Input: e.problem.Stored(in)}
}

// both runs the submission and the reference solution at the same time, and compares. There is no diff where the reference
// gives no answer.
func (e *explorer) both(ctx context.Context, c testcases.Case, run func(*seat, context.Context, testcases.Case) (runners.Outcome, error)) (runners.Outcome, *compare.Diff, error) {
	e.judge.measuring.RLock()
	defer e.judge.measuring.RUnlock()
	var want runners.Outcome
	var wantErr error
	var asked sync.WaitGroup
	asked.Go(func() { want, wantErr = run(e.reference, ctx, c) })
	got, err := run(e.submission, ctx, c)
	asked.Wait()
	if err = errors.Join(err, wantErr); err != nil {
		return got, nil, err
	}
	if want.End != runners.Answered {
		return runners.Outcome{}, nil, fmt.Errorf("%w: the reference solution has no answer", runners.ErrRefused)
	}
	c.Want = testcases.NewBlob(want.Answer)
	d, err := compareAnswer(ctx, e.problem, c, got)
	return got, d, err
}

// confirm runs an input as cases are run, and shows what comes of it; nil where that is something else than when it was tried.
func (e *explorer) confirm(ctx context.Context, in value.Dict) (*Counterexample, error) {
	c := e.asCase(in)
	var want runners.Outcome
	got, d, err := e.both(ctx, c, func(s *seat, ctx context.Context, c testcases.Case) (runners.Outcome, error) {
		o, err := s.run(ctx, c)
		if s == e.reference {
			want = o
		}
		return o, err
	})
	if err != nil || manner(got, d, e.problem.Limits) != e.manner {
		return nil, err
	}
	x := &Counterexample{Note: Clean(message(Decide(got, d, e.problem.Limits), got, d, e.problem.Limits))}
	x.Tables = showInput(e.problem, c).Tables
	if got.End != runners.Answered {
		x.Error = describeFault(got.Fault, e.submission.source)
	}
	return x, e.show(x, want, got)
}

// show puts both answers into a counterexample; of a script the first that differs.
func (e *explorer) show(x *Counterexample, want, got runners.Outcome) error {
	expected, err := value.ParseJSON(want.Answer)
	if err != nil {
		return err
	}
	answer, err := value.ParseJSON(got.Answer)
	if err != nil { // it ended with an error
		answer = value.None{}
	}
	for _, probe := range e.problem.Answers() {
		w, ok := expected.(value.Dict)
		if !ok || e.problem.Kind != problems.Script {
			break
		}
		g, _ := answer.(value.Dict)
		of, _ := w.Get(probe.Name)
		has, _ := g.Get(probe.Name)
		if d, err := compare.Rows(of, has, rowsOptions(probe.Within(e.problem.Compare.TableRule))); err == nil && d.Equal {
			continue
		}
		x.Probe, expected, answer = probe.Name, of, has
		break
	}
	x.Expected = &Answer{Table: compare.ShowTable(expected, showRows)}
	if x.Error == nil {
		x.Got = &Answer{Table: compare.ShowTable(answer, showRows)}
	}
	return nil
}
