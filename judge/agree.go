package judge

import (
	"context"
	"errors"
	"fmt"
	"path"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// Disagreement is a case to which two reference solutions do not give the same answer.
type Disagreement struct {
	First, Second string // their files
	// Case is what the second's answer is worth where the first's is right, as a report tells it: what a hidden case holds is not in it.
	Case CaseReport
	File string // of the case
}

// Agree asks the reference solutions of a problem that names several whether they give the same answers, by the problem's own
// rule: to each of its cases, whatever that wants, and to so many inputs that its generator makes, which are nobody's secret. Where
// one names no further reference there is nothing to ask. The error is as of Submit.
func (j *Judge) Agree(ctx context.Context, p *problems.Problem, draws int) ([]Disagreement, error) {
	if len(p.Seconds) == 0 {
		return nil, nil
	}
	seats := make([]*seat, len(p.Seconds))
	for i, second := range p.Seconds {
		seats[i] = &seat{runner: j.Runners[p.Kind.Language()], problem: p, source: second.Source}
		defer seats[i].leave()
	}
	drawn, err := drawn(ctx, p, draws)
	if err != nil {
		return nil, err
	}
	with := *p
	with.Cases = append(append([]testcases.Case{}, p.Cases...), drawn...)
	for i := range with.Cases { // what a case wants itself is asked of every submission, and these are some
		with.Cases[i].Want, with.Cases[i].FromReference = testcases.Blob{}, true
	}
	var found []Disagreement
	for c, err := range j.Prepared(ctx, &with) {
		if err != nil {
			return found, err
		}
		for i, s := range seats {
			r, err := j.second(ctx, s, c)
			if err != nil {
				return found, err
			}
			if r.Verdict != Accepted {
				found = append(found, Disagreement{p.Reference.File, p.Seconds[i].File, r, c.File})
			}
		}
	}
	return found, nil
}

// second says what a further reference's answer is worth.
func (j *Judge) second(ctx context.Context, s *seat, c testcases.Case) (CaseReport, error) {
	o, err := j.run(ctx, s, c)
	if ctx.Err() != nil {
		return CaseReport{}, context.Cause(ctx)
	}
	if err != nil {
		return CaseReport{}, fmt.Errorf("reference solution: %w", err)
	}
	if c, err = j.measured(ctx, s.problem, c, o, s.runtime); err != nil {
		return CaseReport{}, err
	}
	diff, err := compareAnswer(ctx, s.problem, c, o)
	if err != nil {
		return CaseReport{}, err
	}
	return caseReport(s.problem, Submission{Source: s.source}, c, o, diff), nil
}

// drawn makes cases of the problem's generator. Not every seed gives an input, but the error is of the last where none does. What
// sessions do at the same time is no input that two solutions must answer alike.
func drawn(ctx context.Context, p *problems.Problem, count int) ([]testcases.Case, error) {
	if !p.Generates() || p.Kind == problems.Concurrent {
		return nil, nil
	}
	var cases []testcases.Case
	var last error
	for i := range int64(count) {
		input, err := p.Draw(ctx, firstSeed+i, nil)
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		var fault *testcases.FileError
		if err != nil && !errors.As(err, &fault) {
			return nil, err
		}
		if last = err; err == nil {
			cases = append(cases, testcases.Case{Name: fmt.Sprintf("drawn/%02d", i+1), Group: "drawn", Input: input, FromReference: true,
				File: path.Join(p.Dir, "problem.yaml")})
		}
	}
	if cases == nil {
		return nil, last
	}
	return cases, nil
}
