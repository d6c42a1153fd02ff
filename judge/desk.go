package judge

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// Desk judges one person's submissions to a problem, one after the other, as fast as can be: the cases are made ready once, cells stay
// where their language lets them take another source, and there may be several of them, which run cases at the same time. A run near a
// limit is measured again alone, as of Submit, so a verdict is the same.
type Desk struct {
	judge   *Judge
	problem *problems.Problem
	cases   []testcases.Case
	places  []*place
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
	d := &Desk{judge: j, problem: p}
	for c, err := range j.Prepared(ctx, p) {
		if err != nil {
			return nil, err
		}
		d.cases = append(d.cases, c)
	}
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
}

// Warm takes the cells, so that the first submission need not wait for them. The error is ours.
func (d *Desk) Warm(ctx context.Context, source []byte) error {
	errs := make([]error, len(d.places))
	var wg sync.WaitGroup
	for i, p := range d.places {
		wg.Go(func() {
			p.cell.change(ctx, source)
			errs[i] = p.cell.open(ctx)
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// ended is what came of a case, and where it ran.
type ended struct {
	failure
	engine, runtime string
	weaker          []string
	err             error
}

// run runs a case and has its answer judged.
func (d *Desk) run(ctx context.Context, p *place, c testcases.Case) (r ended) {
	r.Case = c
	if r.outcome, r.err = p.answers.run(ctx, p.cell, c); r.err != nil {
		return r
	}
	r.engine, r.runtime, r.weaker = p.cell.engine, p.cell.runtime, p.cell.weaker
	if r.Case, r.err = d.judge.measured(ctx, d.problem, c, r.outcome, p.cell.runtime); r.err == nil {
		r.diff, r.err = p.answers.assess(ctx, r.Case, r.outcome)
	}
	return r
}

// Submit judges a submission as Judge.Submit does. One that is ended by its context costs the cells that it used.
func (d *Desk) Submit(ctx context.Context, s Submission) (*Report, error) {
	if err := takes(d.problem, s); err != nil {
		return nil, err
	}
	left := make([]atomic.Bool, len(d.cases)) // it is not run any more
	results := make([]chan ended, len(d.cases))
	for i := range results {
		results[i] = make(chan ended, 1)
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for _, p := range d.places {
		wg.Go(func() {
			p.cell.change(ctx, s.Source)
			for i := int(next.Add(1)) - 1; i < len(d.cases); i = int(next.Add(1)) - 1 {
				if left[i].Load() {
					continue
				}
				r := d.run(ctx, p, d.cases[i])
				results[i] <- r
				if r.err != nil { // the cell is of no more use
					p.cell.leave()
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
	return report, d.judge.explain(ctx, report, d.places[0].cell, failed)
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
			d.judge.Watch(Progress{Next: i + 1, Cases: len(d.cases), Report: report})
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
