package verify

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/mutant"
	"github.com/coding-judge/judge/testcases"
)

// bar is the share of the mutants that a problem's cases must kill, of those that are mistakes.
const bar = 0.95

// compared is on how many generated inputs a mutant that survives is compared with what it was made of.
const compared = 500

// mutants judges the mutants of what is accepted.
func (v *Verifier) mutants(ctx context.Context, s *subject) error {
	if !v.Mutants {
		return nil
	}
	solutions := map[string][]byte{}
	for _, e := range s.entries {
		if e.right() && len(e.reports) > 0 && e.reports[0].Verdict == judge.Accepted {
			solutions[strings.TrimPrefix(e.File, "submissions/")] = e.Source
		}
	}
	if len(solutions) == 0 {
		return nil
	}
	v.mutating.Lock()
	defer v.mutating.Unlock()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	opts := mutant.Options{Jobs: v.Jobs, Draws: compared, Machine: v.Machine, Fresh: v.Fresh, Place: v.place, Watch: v.mutated()}
	said, err := v.equivalents(s)
	if err != nil {
		return err
	}
	opts.Equivalents = said
	score, err := mutant.Measure(ctx, v.Judge, s.problem, solutions, opts)
	var placed *testcases.FileError
	if errors.As(err, &placed) {
		s.result.fault(Schema, err)
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s: %w", s.result.Problem, err)
	}
	s.result.mutated(score, !v.Judge.Library.OnShelf(s.result.Problem))
	return nil
}

// equivalents reads what the author says of mutants. What is wrong with that is a finding, and then nothing is said.
func (v *Verifier) equivalents(s *subject) (*mutant.Equivalents, error) {
	data, file, err := v.Judge.Library.File(s.result.Problem, mutant.EquivalentFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	said, err := mutant.ReadEquivalents(file, data)
	if err != nil {
		s.result.fault(Schema, err)
		return nil, nil // it is told
	}
	return said, nil
}

// place waits until a mutant may be judged.
func (v *Verifier) place(ctx context.Context) (leave func(), err error) {
	select {
	case v.seats <- struct{}{}:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	v.alone.RLock()
	return func() {
		v.alone.RUnlock()
		<-v.seats
	}, nil
}

// mutated counts mutants as runs.
func (v *Verifier) mutated() func(mutant.Progress) {
	var last mutant.Progress
	return func(p mutant.Progress) {
		if last.Total == 0 {
			v.expect(p.Total)
		}
		v.done(p.Kept > last.Kept)
		last = p
	}
}

// mutated takes the score over. Other formats than judge's own have no place for what is equivalent, so that there it holds to nothing.
func (r *Result) mutated(score *mutant.Score, holds bool) {
	ratio := score.Ratio()
	r.Mutation, r.MutationScore = score, &ratio
	for _, err := range score.Faults {
		r.fault(Mutation, err)
	}
	if ratio < bar && holds {
		r.find(Mutation, "", "add cases that tell them apart: judge strengthen finds some; what does the same as its original belongs in "+mutant.EquivalentFile,
			"of %s the cases kill %.1f %%, and %.0f %% is what they must", count(score.Mutants-score.Equivalent, "mutant"), 100*ratio, 100*bar)
	}
}

// mutation is the part of a problem's line that tells of mutants.
func (r *Result) mutation() (mutants, killed string) {
	if r.Mutation == nil {
		return "–", "–"
	}
	return fmt.Sprint(r.Mutation.Mutants), fmt.Sprintf("%.1f %%", 100*r.Mutation.Ratio())
}

// survivors shows the mutants that survive.
func (r *Result) survivors(t *bytes.Buffer) {
	if r.Mutation == nil || len(r.Mutation.Survivors) == 0 {
		return
	}
	n := len(r.Mutation.Survivors)
	fmt.Fprintf(t, "\n%s  %s\n", bold.Render(r.Problem), faint.Render(count(n, "mutant")+" that every case accepts"))
	for _, x := range r.Mutation.Survivors {
		fmt.Fprintln(t)
		block(t, judge.Clean(x.Diff))
		switch {
		case x.Differs:
			block(t, "→ a generated input tells it from its original: judge strengthen makes a case of it")
		case x.Equal > 0:
			block(t, fmt.Sprintf("→ equal on %s: if it is equivalent, say so in %s", count(x.Equal, "generated input"), mutant.EquivalentFile))
			block(t, judge.Clean(x.Entry()))
		default:
			block(t, "→ if it is equivalent, say so in "+mutant.EquivalentFile)
			block(t, judge.Clean(x.Entry()))
		}
	}
}

// speed says how fast mutants were judged, where some were.
func speed(results []*Result) string {
	judged, took := 0, 0.0
	for _, r := range results {
		if m := r.Mutation; m != nil && m.PerSecond > 0 {
			judged += m.Judged
			took += float64(m.Judged) / m.PerSecond
		}
	}
	if judged == 0 {
		return ""
	}
	return faint.Render(fmt.Sprintf("  (%s judged, %.1f a second)", count(judged, "mutant"), float64(judged)/took))
}
