package judge

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/judge/smallest"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/problems/script"
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
	last                  time.Duration // that the last try took
	space                 smallest.Space
	secrets               map[string]bool // the inputs of hidden cases, by their JSON form
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
		switch {
		case o.Fault != nil && nameless[o.Fault.Type]:
		case o.Fault != nil && !o.Fault.Static:
			return "error " + o.Fault.Type + " " + o.Fault.Code
		case o.Fault == nil && o.End == runners.Exited:
			return "exit"
		case o.Fault == nil && o.End == runners.Signaled:
			return fmt.Sprintf("signal %d", o.Code)
		}
	case TimeLimitExceeded:
		if o.End == runners.WallEnded && o.CPU <= l.CPU {
			return waits
		}
		return slow
	case WrongAnswer:
		if d == nil {
			return ""
		}
		return strings.Join(append([]string{differs(d)}, d.Tables...), " ")
	}
	return ""
}

// nameless are errors of Python's that say that something is not there, whatever the input is.
var nameless = map[string]bool{"ImportError": true, "ModuleNotFoundError": true, "NameError": true}

func differs(d *compare.Diff) string {
	switch {
	case d.Missing != nil || d.Extra != nil:
		return "rows"
	case d.Order:
		return "order"
	}
	return "form"
}

// explorable says whether there is a way to try other inputs than the case that failed. Without valid(input) nobody knows which inputs
// of a function or a program are ones that it has to take.
func (e *explorer) explorable(c testcases.Case) bool {
	p := e.problem
	if p.Reference == nil || e.manner == "" {
		return false
	}
	if p.Kind.Language() == problems.Python {
		return p.Script.Has(script.Valid) && p.Validator == nil
	}
	return (p.Kind == problems.Query || p.Kind == problems.Script) && !p.Measures(c) && !e.timed()
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
	switch e.problem.Kind {
	case problems.Function, problems.Class:
		return smallest.Values{Calls: e.problem.Kind == problems.Class}, nil
	case problems.Stdin:
		return smallest.Text{}, nil
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
	begun := time.Now()
	if begun.Add(e.last).After(e.until) {
		return false, errOver
	}
	defer func() { e.last = time.Since(begun) }()
	c := e.asCase(in)
	if e.tells(c, in) {
		return false, nil
	}
	if err := e.problem.Validate(ctx, c); err != nil || ctx.Err() != nil {
		return false, context.Cause(ctx) // it is none of the problem's inputs
	}
	e.tries++
	try := (*seat).try
	if e.problem.Kind == problems.Concurrent || e.any && e.problem.Kind.Language() == problems.Python { // the limits of a try are not those of a case
		try = (*seat).run
	}
	r, err := e.both(ctx, c, try)
	if errors.Is(err, runners.ErrRefused) {
		return false, nil
	}
	return err == nil && e.counts(r), err
}

// trivially is of how many parts an input is that tells nothing, though a hidden case may have the same.
const trivially = 3

// tells says whether an input is that of a hidden case: a generator may make it whatever the seed.
func (e *explorer) tells(c testcases.Case, in value.Dict) bool {
	return e.secrets[string(c.Input.Bytes())] && e.space.Parts(in) > trivially
}

// keep remembers what is not to be shown: the inputs of the hidden cases, and of one that was generated.
func (e *explorer) keep(space smallest.Space, f testcases.Case) {
	e.space, e.secrets = space, map[string]bool{}
	for _, c := range append(slices.Clone(e.problem.Cases), f) {
		if in, err := e.problem.Input(c); c.Hidden && !c.Input.IsZero() && err == nil {
			e.secrets[string(e.problem.Stored(in).Bytes())] = true
		}
	}
}

// counts says whether runs failed in the way that is looked for.
func (e *explorer) counts(r runs) bool {
	switch {
	case e.any:
		return Decide(r.got, r.diff, e.problem.Limits) != Accepted
	case e.timed():
		return e.lags(r)
	}
	return manner(r.got, r.diff, e.problem.Limits) == e.manner
}

// runs are those of both solutions on an input. There is no diff where the submission gives no answer.
type runs struct {
	want, got runners.Outcome
	diff      *compare.Diff
}

func (e *explorer) asCase(in value.Dict) testcases.Case {
	return testcases.Case{Name: "a counterexample", File: path.Join(e.problem.Dir, "problem.yaml"), Input: e.problem.Stored(in)}
}

// both runs the submission and the reference solution at the same time, and compares.
func (e *explorer) both(ctx context.Context, c testcases.Case, run func(*seat, context.Context, testcases.Case) (runners.Outcome, error)) (runs, error) {
	e.judge.measuring.RLock()
	defer e.judge.measuring.RUnlock()
	var r runs
	var wantErr error
	var asked sync.WaitGroup
	asked.Go(func() { r.want, wantErr = run(e.reference, ctx, c) })
	got, err := run(e.submission, ctx, c)
	r.got = got
	asked.Wait()
	if err = errors.Join(err, wantErr); err != nil {
		return r, err
	}
	if r.want.End != runners.Answered {
		return runs{}, fmt.Errorf("%w: the reference solution has no answer", runners.ErrRefused)
	}
	c.Want = testcases.NewBlob(r.want.Answer)
	r.diff, err = compareAnswer(ctx, e.problem, c, got)
	return r, err
}
