package judge

import (
	"context"
	"fmt"
	"sync/atomic"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// plan is the cases of a problem, in their order, each ready to run: its input made, its expected answer known. They are
// made ready ahead of the run, while cells boot and other cases run.
type plan struct {
	ready chan planned
	left  []atomic.Bool // by case: it is not run, so it need not be ready
}

type planned struct {
	testcases.Case
	number int
	err    error
}

// ahead is how many cases wait ready; a large one holds some megabytes.
const ahead = 2

func (j *Judge) plan(ctx context.Context, p *problems.Problem) *plan {
	out := &plan{make(chan planned, ahead), make([]atomic.Bool, len(p.Cases))}
	go func() {
		defer close(out.ready)
		reference := &seat{runner: j.Runners[p.Kind.Language()], problem: p}
		defer reference.leave()
		for i, c := range p.Cases {
			if out.left[i].Load() {
				continue
			}
			c, err := j.prepare(ctx, p, c, reference)
			select {
			case out.ready <- planned{c, i, err}: // with an error too: the case may be left by then, and others not
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// leave says that a case is not run.
func (p *plan) leave(number int) { p.left[number].Store(true) }

// next waits for a case; those before it are run or left. The error is a problem fault, or the context's.
func (p *plan) next(ctx context.Context, number int) (testcases.Case, error) {
	for {
		select {
		case c, ok := <-p.ready:
			if ok && c.number == number {
				return c.Case, c.err
			}
			if !ok { // it ends early with its context alone
				<-ctx.Done()
			}
		case <-ctx.Done():
			return testcases.Case{}, context.Cause(ctx)
		}
	}
}

// wait returns when nothing works on the plan any more, which is soon after its context's end.
func (p *plan) wait() {
	for range p.ready {
	}
}

// prepare makes one case ready. What was computed before is looked up, and only where the reference's answer is not known
// is a cell taken.
func (j *Judge) prepare(ctx context.Context, p *problems.Problem, c testcases.Case, reference *seat) (testcases.Case, error) {
	var err error
	if !c.Generate.IsZero() {
		c.Input, err = j.computedFor(p, c, inputKey(p, c), func() (testcases.Blob, error) {
			made, err := p.Materialize(ctx, c)
			return made.Input, err
		})
	}
	if err == nil && c.FromReference && !p.Measures(c) {
		c.Want, err = j.computedFor(p, c, answerKey(p, c), func() (testcases.Blob, error) { return j.ask(ctx, reference, c) })
	}
	return c, err
}

// computedFor is computed for a case; of a sealed one nothing is kept.
func (j *Judge) computedFor(p *problems.Problem, c testcases.Case, key string, compute func() (testcases.Blob, error)) (testcases.Blob, error) {
	if p.Sealed && c.Hidden {
		return compute()
	}
	return j.computed(key, compute)
}

// computed looks something up, or computes and keeps it.
func (j *Judge) computed(key string, compute func() (testcases.Blob, error)) (testcases.Blob, error) {
	if known, ok := j.Cache.Get(key); ok {
		return known, nil
	}
	what, err := compute()
	if err == nil {
		j.Cache.Put(key, what)
	}
	return what, err
}

// ask runs the reference solution.
func (j *Judge) ask(ctx context.Context, reference *seat, c testcases.Case) (testcases.Blob, error) {
	p := reference.problem
	reference.source = p.Reference.Source
	o, err := j.run(ctx, reference, c)
	if err != nil {
		return testcases.Blob{}, fmt.Errorf("reference solution: %w", err)
	}
	if o.End != runners.Answered {
		return testcases.Blob{}, &testcases.FileError{File: c.File, Message: fmt.Sprintf(
			"want: reference, but the reference solution %s gave no answer (%s)", p.Reference.File, Decide(o, nil, p.Limits))}
	}
	return testcases.NewBlob(o.Answer), nil
}
