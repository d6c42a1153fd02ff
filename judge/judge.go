// Package judge judges submissions: it takes one through problem, test plan, cell, outcome and verdict to a report.
//
// It knows neither containers nor terminals. What runs a language is a runners.Runner, what shows a report is package
// report; a command, a server and a batch all call Submit.
package judge

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// Judge judges submissions. Its methods may be called from several goroutines; its fields are not changed after.
type Judge struct {
	Library *problems.Library
	Runners map[problems.Language]runners.Runner
	Cache   Cache
	// Compiler runs whole programs in Python where there is a C++ compiler, which validators in C++ need; nil where there is none.
	Compiler runners.Runner
	// Watch is told of each case before it runs, and of the search for a counterexample; nil tells nobody. It is called by the
	// goroutine that called Submit.
	Watch func(Progress)
	// Explain is how long a smallest counterexample is looked for; zero for not at all.
	Explain time.Duration

	// Machine names what times are measured on: what is measured is kept under it.
	Machine string

	speeds    speeds
	programs  programs
	measuring sync.RWMutex // held for reading by every run, and for writing by one that is measured alone
}

// Progress says what comes next: case Next (from 1) of Cases, or when these are done (Next is zero) the search for a counterexample.
type Progress struct {
	Next, Cases int
	Name        string // of the case, as reports have it
	Explains    bool
	Does        string // something else, in words; empty where it is none
	// Report is what is known so far; its verdict is set when all cases are done. It is to be read only during the call.
	Report *Report
}

// Submit judges a submission. The error is a fault of somebody else than who submitted:
//
//   - *problems.UnknownError: no such problem
//   - *InputError: the submission is not in the problem's language
//   - *testcases.FileError: the problem itself is broken
//   - anything else is the judge's own; the report then says judge_error, where it came far enough to have one
func (j *Judge) Submit(ctx context.Context, s Submission) (*Report, error) {
	problem, err := j.Library.Find(s.Problem, s.File, s.Source)
	if err != nil {
		return nil, err
	}
	return j.SubmitTo(ctx, problem, s)
}

// SubmitTo judges a submission to a problem that need not be the library's, such as one with other limits. The error is as of
// Submit.
func (j *Judge) SubmitTo(ctx context.Context, problem *problems.Problem, s Submission) (*Report, error) {
	if err := takes(problem, s); err != nil {
		return nil, err
	}
	problem, err := j.scaled(ctx, problem)
	if err != nil {
		return nil, err
	}

	planning, stop := context.WithCancel(ctx)
	plan := j.plan(planning, problem)
	defer plan.wait()
	defer stop()
	cell := &seat{runner: j.Runners[s.Language], problem: problem, source: s.Source}
	defer cell.leave()
	answers := &assessor{judge: j, problem: problem}
	defer answers.close()

	report := newReport(problem, s)
	var failed *failure       // the first
	var shown *testcases.Case // the last that may be
	for i, c := range problem.Cases {
		if skips(problem.Groups, report.Cases, c.Group, s.All) {
			plan.leave(i)
			report.skip(problem, c, Skipped)
			continue
		}
		if j.Watch != nil {
			j.Watch(Progress{Next: i + 1, Cases: len(problem.Cases), Name: shownName(problem, c), Report: report})
		}
		c, err := plan.next(ctx, i)
		if err != nil {
			return nil, err
		}
		outcome, err := answers.run(ctx, cell, c)
		report.Engine, report.Runtime, report.Weaker = cell.engine, cell.runtime, cell.weaker
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		if err != nil {
			report.fault(problem, i, err)
			return report, err
		}
		c, err = j.measured(ctx, problem, c, outcome, cell.runtime)
		if err != nil {
			return nil, err
		}
		if !c.Hidden {
			shown = &c
		}
		diff, err := answers.assess(ctx, c, outcome)
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		var broken *testcases.FileError
		if errors.As(err, &broken) {
			return nil, err
		}
		if err != nil {
			report.fault(problem, i, err)
			return report, err
		}
		report.add(caseReport(problem, s, c, outcome, diff))
		if failed == nil && Decide(outcome, diff, problem.Limits) != Accepted {
			failed = &failure{c, outcome, diff, i}
		}
	}
	report.Verdict = Total(report.Cases)
	report.score(problem)
	stop()
	plan.wait()
	if failed != nil {
		j.inspect(ctx, cell, failed.Case, report.Cases[failed.at].Error)
	}
	if err := j.explain(ctx, report, cell, failed); err != nil {
		return nil, err
	}
	if s.Profile {
		if err := j.profile(ctx, report, cell); err != nil {
			return nil, err
		}
	}
	if s.Growth {
		if err := j.grow(ctx, report, cell); err != nil {
			return nil, err
		}
	}
	if s.Plan {
		report.Plans = j.plans(ctx, problem, cell, shown)
	}
	return report, nil
}

// takes says whether a submission is in the language that a problem takes.
func takes(p *problems.Problem, s Submission) error {
	if want := p.Kind.Language(); s.Language != want {
		return &InputError{s.File, fmt.Sprintf("problem %s takes %s, and this is %s: submit a %s file, or name another problem with -p",
			p.Slug, want, s.Language, want.Ext())}
	}
	return nil
}
