package judge

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// grower measures a submission, the reference solution, and a program that does nothing, each in a cell of its own, on inputs that
// grow. All that it knows of a run is what the supervisor of its cell saw: the submission has no say in how long it took. What that
// program takes is in all times alike: a process, and an input that is read.
type grower struct {
	judge                       *Judge
	problem                     *problems.Problem
	submission, reference, idle *seat
	measured                    []sizeTimes
	late                        bool // there was no time for the sizes that are not in measured
}

// sizeTimes are the runs at a size.
type sizeTimes struct {
	size                        int
	submission, reference, idle *timing // of the first two nil where it was not run
}

// timing are the runs of one program at a size.
type timing struct {
	verdict Verdict // of the first that has no time, or else of the first
	cpu     []time.Duration
	spent   time.Duration // by the clock
}

// How often a program runs at a size: mostRuns times, but no more once it has taken so much time.
const (
	mostRuns  = 7
	twoRuns   = 300 * time.Millisecond // after which two are enough
	oneRun    = 1500 * time.Millisecond
	noiseLess = 0.1 // milliseconds; no time is more exact
	unsure    = 0.05
)

func (t *timing) enough() bool {
	switch n := len(t.cpu); {
	case n == 0:
		return false
	case !timed(t.verdict), n >= mostRuns, t.spent > oneRun:
		return true
	default:
		return n >= 2 && t.spent > twoRuns
	}
}

// best is the least, for nothing makes a machine faster than it is.
func (t *timing) best() time.Duration {
	if t == nil || len(t.cpu) == 0 {
		return 0
	}
	return slices.Min(t.cpu)
}

// spread is how far the best may be off, in milliseconds: the middle of the runs is so much above it, or of a single run a part of it.
func (t *timing) spread() float64 {
	if len(t.cpu) < 2 {
		return unsure * ms(t.best())
	}
	sorted := slices.Sorted(slices.Values(t.cpu))
	return ms(sorted[len(sorted)/2]-sorted[0]) / 2
}

// time is what a program took without what doing nothing takes.
func (s sizeTimes) time(t *timing) *GrowthTime {
	if t == nil {
		return nil
	}
	out := &GrowthTime{Runs: len(t.cpu), Verdict: t.verdict, Noise: round(t.spread()+s.idle.spread()+noiseLess, 3)}
	if timed(t.verdict) {
		out.CPU = round(ms(t.best())-ms(s.idle.best()), 3)
	}
	return out
}

// grow measures how the submission's time grows. What goes wrong in it says nothing of the submission, so the error is the context's
// only.
func (j *Judge) grow(ctx context.Context, r *Report, cell *seat) error {
	p := cell.problem
	why := ""
	switch {
	case p.Scaling == nil && p.Kind.Language() != problems.Python:
		why = "growth is measured of Python submissions only; --plan shows how a query is executed"
	case p.Scaling == nil:
		why = "the problem does not say how its inputs grow: problem.yaml declares no scaling:"
	case p.Reference == nil:
		why = "there is no reference solution to compare with: problem.yaml names no reference:"
	case r.Verdict == CompileError:
		why = "what does not compile takes no time"
	}
	if why != "" {
		r.Growth = &GrowthReport{Message: why}
		return nil
	}
	other := func(source []byte) *seat { return &seat{runner: cell.runner, problem: p, source: source} }
	g := &grower{judge: j, problem: p, submission: cell, reference: other(p.Reference.Source), idle: other(idleProgram(p))}
	defer g.reference.leave()
	defer g.idle.leave()
	err := g.measure(ctx)
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil:
		r.Growth = &GrowthReport{Message: Clean(fmt.Sprintf("it could not be measured, which says nothing about the submission: %v", err))}
	default:
		r.Growth = g.report(string(cell.source))
	}
	return nil
}

func (g *grower) measure(ctx context.Context) error {
	started := time.Now()
	submission, reference := true, true // they still run
	for _, size := range g.problem.Scaling.Sizes {
		if !submission && !reference {
			break
		}
		if g.late = time.Since(started) > growthBudget && len(g.measured) > 0; g.late {
			break
		}
		if g.judge.Watch != nil {
			g.judge.Watch(Progress{Does: fmt.Sprintf("measuring at n = %s", rowCount(float64(size)))})
		}
		c, err := g.input(ctx, size)
		if err != nil {
			return err
		}
		at := sizeTimes{size: size, idle: &timing{}}
		if submission {
			at.submission = &timing{}
		}
		if reference {
			at.reference = &timing{}
		}
		if err := g.at(ctx, &c, at, started); err != nil {
			return err
		}
		g.measured = append(g.measured, at)
		submission = submission && timed(at.submission.verdict)
		reference = reference && timed(at.reference.verdict)
	}
	return nil
}

// input makes an input, or finds it where it was made before.
func (g *grower) input(ctx context.Context, size int) (c testcases.Case, err error) {
	c = g.problem.Grown(size)
	c.Input, err = g.judge.computed(inputKey(g.problem, c), func() (testcases.Blob, error) {
		made, err := g.problem.Materialize(ctx, c)
		return made.Input, err
	})
	return c, err
}

// at has the programs run in turns, so that what slows the machine down for a while slows all of them down.
func (g *grower) at(ctx context.Context, c *testcases.Case, at sizeTimes, started time.Time) error {
	for round := range mostRuns {
		if round > 0 && time.Since(started) > growthBudget {
			return nil
		}
		for _, who := range []struct {
			seat *seat
			took *timing
		}{{g.idle, at.idle}, {g.reference, at.reference}, {g.submission, at.submission}} {
			if who.took == nil || who.took.enough() {
				continue
			}
			o, err := g.alone(ctx, who.seat, *c)
			if err != nil {
				return err
			}
			if who.seat == g.idle && o.End != runners.Answered {
				return fmt.Errorf("a program that does nothing ended without an answer (%s)", Decide(o, nil, g.problem.Limits))
			}
			if who.seat == g.reference && round == 0 && o.End == runners.Answered {
				c.Want = testcases.NewBlob(o.Answer)
			}
			if err := g.add(ctx, who.took, *c, o); err != nil {
				return err
			}
		}
	}
	return nil
}

// add takes a run down. Whether its answer is right is asked of the first alone, for it costs time.
func (g *grower) add(ctx context.Context, t *timing, c testcases.Case, o runners.Outcome) error {
	t.cpu, t.spent = append(t.cpu, o.CPU), t.spent+o.Wall
	diff, err := &compare.Diff{Equal: true}, error(nil)
	if t.verdict == "" && !c.Want.IsZero() {
		diff, err = compareAnswer(ctx, g.problem, c, o)
	}
	if v := Decide(o, diff, g.problem.Limits); t.verdict == "" || !timed(v) {
		t.verdict = v
	}
	return err
}

// alone runs a case while nothing else of this judge runs. A fault of ours gets one more try on a fresh cell.
func (g *grower) alone(ctx context.Context, s *seat, c testcases.Case) (runners.Outcome, error) {
	if err := s.open(ctx); err != nil {
		return runners.Outcome{}, err
	}
	g.judge.measuring.Lock()
	defer g.judge.measuring.Unlock()
	o, err := s.run(ctx, c)
	if err != nil && ctx.Err() == nil && !errors.Is(err, runners.ErrUnavailable) {
		s.leave()
		o, err = s.run(ctx, c)
	}
	return o, err
}

// idleProgram takes what a submission takes and does nothing with it.
func idleProgram(p *problems.Problem) []byte {
	switch p.Kind {
	case problems.Class:
		var b strings.Builder
		fmt.Fprintf(&b, "class %s:\n    def __init__(self, *arguments): ...\n", p.Class.Name)
		for _, m := range p.Class.Methods {
			fmt.Fprintf(&b, "    def %s(self, *arguments): ...\n", m.Name)
		}
		return []byte(b.String())
	case problems.Stdin:
		return []byte("pass\n")
	}
	return fmt.Appendf(nil, "def %s(*arguments): ...\n", p.Signature.Name)
}
