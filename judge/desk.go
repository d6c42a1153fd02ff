package judge

import (
	"bytes"
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// Desk judges one person's submissions to a problem, one after the other, as fast as can be: the cases are made ready once, cells stay
// where their language lets them take another source, and there may be several of them, which run cases at the same time. A run near a
// limit is measured again alone, as of Submit, so a verdict is the same.
type Desk struct {
	judge   *Judge
	problem *problems.Problem
	cases   []testcases.Case
	known   []known // by case
	places  []*place
	explain *seat          // in which counterexamples are looked for, so that the end of a search costs no place
	gone    sync.WaitGroup // cells that nobody waits for are given up in it
}

// known is how an answer to a case was judged. A solution that is changed gives most answers as before, and to judge those of large
// cases takes longer than to run them.
type known struct {
	answer []byte // nil for none
	diff   *compare.Diff
}

// place is one of a desk's cells, with what judges its answers.
type place struct {
	cell    *seat
	answers *assessor
}

// Desk makes a problem's cases ready. No cell is taken before there is a submission. The error is as of Submit.
func (j *Judge) Desk(ctx context.Context, p *problems.Problem, cells int) (*Desk, error) {
	p, err := j.scaled(ctx, p)
	if err != nil {
		return nil, err
	}
	d := &Desk{judge: j, problem: p, explain: &seat{runner: j.Runners[p.Kind.Language()], problem: p}}
	for c, err := range j.Prepared(ctx, p) {
		if err != nil {
			return nil, err
		}
		d.cases = append(d.cases, c)
	}
	d.known = make([]known, len(d.cases))
	for range cells {
		d.places = append(d.places, &place{
			cell: &seat{runner: j.Runners[p.Kind.Language()], problem: p}, answers: &assessor{judge: j, problem: p},
		})
	}
	return d, nil
}

// Close gives the cells up.
func (d *Desk) Close() {
	for _, p := range d.places {
		p.cell.leave()
		p.answers.close()
	}
	d.explain.leave()
	d.gone.Wait()
}

// lose gives up a cell that is of no more use, without waiting for its end.
func (d *Desk) lose(s *seat) {
	session := s.session
	s.session = nil
	if session != nil {
		d.gone.Go(func() { _ = session.Close() })
	}
}

// ended is what came of a case, and where it ran.
type ended struct {
	failure
	engine, runtime string
	weaker          []string
	err             error
}

// run runs case number i and has its answer judged.
func (d *Desk) run(ctx context.Context, p *place, i int) (r ended) {
	r.Case = d.cases[i]
	if r.outcome, r.err = p.answers.run(ctx, p.cell, r.Case); r.err != nil {
		return r
	}
	r.engine, r.runtime, r.weaker = p.cell.engine, p.cell.runtime, p.cell.weaker
	// Only what the answer alone decides can be known: a validator is a program, and plans are measured.
	kept := d.problem.Validator == nil && !d.problem.Measures(r.Case) && r.outcome.End == runners.Answered
	if k := d.known[i]; kept && k.answer != nil && bytes.Equal(k.answer, r.outcome.Answer) {
		r.diff = k.diff
		return r
	}
	if r.Case, r.err = d.judge.measured(ctx, d.problem, r.Case, r.outcome, p.cell.runtime); r.err != nil {
		return r
	}
	if r.diff, r.err = p.answers.assess(ctx, r.Case, r.outcome); r.err == nil && kept && ctx.Err() == nil {
		d.known[i] = known{r.outcome.Answer, r.diff}
	}
	return r
}

// grace is how long a case may still run when its submission is ended: most are done sooner, and their cells stay.
const grace = 200 * time.Millisecond

// patient is a context that ends when another has ended for the time of grace.
func patient(ctx context.Context) (context.Context, context.CancelFunc) {
	hard, end := context.WithCancelCause(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		wait := time.NewTimer(grace)
		defer wait.Stop()
		select {
		case <-wait.C:
			end(context.Cause(ctx))
		case <-hard.Done():
		}
	})
	return hard, func() { stop(); end(context.Canceled) }
}

// Submit judges a submission as Judge.Submit does. When its context ends, no further case is begun; a cell whose case then takes long is
// lost.
func (d *Desk) Submit(ctx context.Context, s Submission) (*Report, error) {
	if err := takes(d.problem, s); err != nil {
		return nil, err
	}
	hard, end := patient(ctx)
	defer end()
	left := make([]atomic.Bool, len(d.cases)) // it is not run any more
	results := make([]chan ended, len(d.cases))
	for i := range results {
		results[i] = make(chan ended, 1)
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for _, p := range d.places {
		wg.Go(func() {
			p.cell.change(hard, s.Source)
			for i := int(next.Add(1)) - 1; i < len(d.cases) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				if left[i].Load() {
					continue
				}
				r := d.run(hard, p, i)
				results[i] <- r
				if r.err != nil {
					d.lose(p.cell)
				}
			}
		})
	}
	report, failed, err := d.merge(ctx, s, results, left)
	for i := range left {
		left[i].Store(true)
	}
	if err == nil && d.judge.Watch != nil {
		d.judge.Watch(Progress{Cases: len(d.cases), Report: report})
	}
	wg.Wait() // for a case that makes no difference any more
	if err != nil {
		return report, err
	}
	if failed == nil {
		return report, nil
	}
	d.explain.change(ctx, s.Source)
	if d.explain.open(ctx) == nil {
		d.judge.inspect(ctx, d.explain, failed.Case, report.Cases[failed.at].Error)
	}
	if err := d.judge.explain(ctx, report, d.explain, failed); err != nil {
		d.lose(d.explain)
		return nil, err
	}
	return report, nil
}

// merge makes the report of the cases' results, in their order.
func (d *Desk) merge(ctx context.Context, s Submission, results []chan ended, left []atomic.Bool) (*Report, *failure, error) {
	p := d.problem
	report := newReport(p, s)
	var failed *failure // the first
	for i, c := range d.cases {
		if skips(p.Groups, report.Cases, c.Group, s.All) {
			left[i].Store(true)
			report.skip(p, c, Skipped)
			continue
		}
		if d.judge.Watch != nil {
			d.judge.Watch(Progress{Next: i + 1, Cases: len(d.cases), Name: shownName(p, c), Report: report})
		}
		var r ended
		select {
		case r = <-results[i]:
		case <-ctx.Done():
		}
		var broken *testcases.FileError
		switch {
		case ctx.Err() != nil:
			return nil, nil, context.Cause(ctx)
		case errors.As(r.err, &broken):
			return nil, nil, r.err
		case r.err != nil:
			report.fault(p, i, r.err)
			return report, nil, r.err
		}
		report.Engine, report.Runtime, report.Weaker = r.engine, r.runtime, r.weaker
		report.add(caseReport(p, s, r.Case, r.outcome, r.diff))
		if failed == nil && Decide(r.outcome, r.diff, p.Limits) != Accepted {
			failed = &r.failure
		}
	}
	report.Verdict = Total(report.Cases)
	report.score(p)
	return report, failed, nil
}
