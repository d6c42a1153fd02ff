package judge

import (
	"context"
	"errors"
	"time"

	"github.com/coding-judge/judge/judge/smallest"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// Search looks for an input that the problem's generator makes and on which a source fails.
type Search struct {
	Problem *problems.Problem
	Right   []byte // what the answers are compared with, or shown by: the reference solution, or another that is accepted
	Source  []byte
	Draws   int           // how many inputs are made
	Budget  time.Duration // after which no further one is tried
	Shrink  bool          // make the input that is found as small as it can be
}

// Difference is an input that tells a source from one that is right.
type Difference struct {
	Input   testcases.Blob
	Want    testcases.Blob // what is right
	Verdict Verdict        // on the source
}

// Searchable says whether there is a way to look for inputs.
func Searchable(p *problems.Problem) bool { return p.Generates() && p.Kind != problems.Index }

// Difference searches. It is nil where none was found among the inputs that were tried, of which the number is given too.
func (j *Judge) Difference(ctx context.Context, s Search) (found *Difference, tried int, err error) {
	runner := j.Runners[s.Problem.Kind.Language()]
	e := &explorer{
		judge: j, problem: s.Problem, any: true,
		submission: &seat{runner: runner, problem: s.Problem, source: s.Source},
		reference:  &seat{runner: runner, problem: s.Problem, source: s.Right},
	}
	defer e.submission.leave()
	defer e.reference.leave()
	space, err := e.open(ctx)
	if err != nil {
		return nil, 0, err
	}
	e.started = time.Now()
	e.until = e.started.Add(s.Budget)
	fails := smallest.Remember(e.fails)
	in, err := e.firstDrawn(ctx, s.Draws, fails)
	switch {
	case in == nil:
	case err != nil: // it can't be tried: the source takes too long, or breaks what it is tried in
		found, err = e.decide(ctx, in)
	default:
		if !s.Shrink || !shrinkable(s.Problem) {
			space = nil
		}
		found, err = e.settle(ctx, space, in, fails)
	}
	if ctx.Err() != nil {
		return nil, e.tries, context.Cause(ctx)
	}
	return found, e.tries, over(err)
}

// settle makes an input that fails smaller, where there is a space to do it in, and runs what comes of it as cases are run. What was
// tried quickly is only a hint: where the small one fails no longer, the one that it was made of may.
func (e *explorer) settle(ctx context.Context, space smallest.Space, in value.Dict, fails smallest.Fails) (*Difference, error) {
	if space != nil {
		small, _ := smallest.Shrink(ctx, space, in, fails) // what it came to until its end, whatever that was
		if found, err := e.decide(ctx, small); found != nil || err != nil {
			return found, err
		}
	}
	return e.decide(ctx, in)
}

func shrinkable(p *problems.Problem) bool {
	return p.Kind == problems.Query || p.Kind == problems.Script
}

// firstDrawn gives the first input that fails, of so many that are made, or that can't be tried.
func (e *explorer) firstDrawn(ctx context.Context, draws int, fails smallest.Fails) (value.Dict, error) {
	most := e.problem.Sizes()
	usual := 0
	for _, size := range sizes {
		usual += size.draws
	}
	seed := int64(firstSeed)
	for _, size := range sizes {
		for range (size.draws*draws + usual - 1) / usual {
			seed++
			wanted := map[string]int{}
			for name, usual := range most {
				if wanted[name] = size.rows; e.problem.Data == nil {
					wanted[name] = min(size.rows, usual)
				}
			}
			in, err := e.drawn(ctx, seed, wanted)
			if ctx.Err() != nil {
				return nil, context.Cause(ctx)
			}
			if err != nil || in == nil {
				continue // not every seed gives an input
			}
			if ok, err := fails(ctx, in); errors.Is(err, errOver) {
				return nil, nil
			} else if ok || err != nil {
				return in, err
			}
		}
	}
	return nil, nil
}

// decide runs an input as a case is run; nil where the source does not fail it then.
func (e *explorer) decide(ctx context.Context, in value.Dict) (*Difference, error) {
	c := e.asCase(in)
	r, err := e.both(ctx, c, (*seat).run)
	if errors.Is(err, runners.ErrRefused) {
		return nil, nil
	}
	verdict := Decide(r.got, r.diff, e.problem.Limits)
	if err != nil || verdict == Accepted {
		return nil, err
	}
	return &Difference{Input: c.Input, Want: testcases.NewBlob(r.want.Answer), Verdict: verdict}, nil
}
