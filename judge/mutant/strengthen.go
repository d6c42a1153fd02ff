package mutant

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"path"
	"slices"
	"sync"
	"time"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// Strength is what a search for cases came to.
type Strength struct {
	Before *Score
	// Accepted are submissions in folders of wrong ones that every case accepts.
	Accepted []string
	// Cases are new ones, that which kills most first. None of them is more than the others do together.
	Cases []NewCase
	// Left are the targets that no input was found for.
	Left []Target
	// Disputed says of inputs on which accepted submissions do not agree, so that they make no cases.
	Disputed []string
	// After is how many mutants the new cases kill, of those that survive.
	After int
}

// Target is a source that should fail a case and does not.
type Target struct {
	Name   string // "accepted/heap.py, line 12 (boundary)", or "wrong_answer/last.py"
	Diff   string // of a mutant
	source []byte
	right  []byte // what its answers are compared with
	mutant bool
}

// NewCase is a case that kills targets.
type NewCase struct {
	Kills []Target
	Input testcases.Blob
	Want  testcases.Blob
}

// strengthBudget is how long inputs are tried on one target.
const strengthBudget = 60 * time.Second

// mayPass are the folders whose submissions some case need not find: they are slow or large, which no small input shows.
var mayPass = []judge.Verdict{judge.Accepted, judge.TimeLimitExceeded, judge.MemoryLimitExceeded, judge.OutputLimitExceeded, judge.CompileError, "mixed"}

// Strengthen looks for inputs that kill the mutants of a problem which survive, and its wrong submissions which are accepted.
// Submissions are all that ship with the problem, by "folder/file". Options.Draws is how many inputs are tried on each.
func Strengthen(ctx context.Context, j *judge.Judge, p *problems.Problem, submissions map[string][]byte, opts Options) (*Strength, error) {
	s := &strengthening{judge: j, problem: p, opts: opts, accepted: map[string][]byte{}}
	for name, source := range submissions {
		if path.Dir(name) == string(judge.Accepted) {
			s.accepted[name] = source
		}
	}
	measure := opts
	measure.Draws = 0
	var err error
	if s.out.Before, err = Measure(ctx, j, p, s.accepted, measure); err != nil {
		return nil, err
	}
	for _, step := range []func(context.Context, map[string][]byte) error{s.target, s.search, s.choose} {
		if err := step(ctx, submissions); err != nil {
			return nil, err
		}
	}
	return &s.out, nil
}

type strengthening struct {
	judge    *judge.Judge
	problem  *problems.Problem
	opts     Options
	accepted map[string][]byte
	targets  []Target
	found    []NewCase // with what each kills
	out      Strength

	mu       sync.Mutex
	searches int // that have ended
}

// target collects the targets.
func (s *strengthening) target(ctx context.Context, submissions map[string][]byte) error {
	for _, x := range s.out.Before.Survivors {
		s.targets = append(s.targets, Target{
			Name: fmt.Sprintf("%s, line %d (%s)", x.Submission, x.Line, x.Operator), Diff: x.Diff, source: x.mutant.Source, mutant: true,
			right: s.right(submissions[x.Submission]),
		})
	}
	trials, err := s.judge.Trials(ctx, s.problem, s.opts.Machine)
	if err != nil {
		return err
	}
	bench := trials.Bench()
	defer bench.Close()
	for _, name := range slices.Sorted(maps.Keys(submissions)) {
		if slices.Contains(mayPass, judge.Verdict(path.Dir(name))) {
			continue
		}
		t, err := bench.Judge(ctx, submissions[name])
		if err != nil {
			return err
		}
		if t.Verdict == judge.Accepted {
			s.out.Accepted = append(s.out.Accepted, name)
			s.targets = append(s.targets, Target{Name: name, source: submissions[name], right: s.right(nil)})
		}
	}
	return nil
}

// right is what answers are compared with: the reference solution, else what a mutant was made of, else any that is accepted.
func (s *strengthening) right(original []byte) []byte {
	switch names := slices.Sorted(maps.Keys(s.accepted)); {
	case s.problem.Reference != nil:
		return s.problem.Reference.Source
	case original != nil || len(names) == 0:
		return original
	default:
		return s.accepted[names[0]]
	}
}

// search looks for an input for each target.
func (s *strengthening) search(ctx context.Context, _ map[string][]byte) error {
	if !judge.Searchable(s.problem) {
		return nil
	}
	found := make([]*judge.Difference, len(s.targets))
	trials, err := s.judge.Trials(ctx, s.problem, s.opts.Machine)
	if err != nil {
		return err
	}
	err = parallel(ctx, s.opts.Jobs, len(s.targets), func(ctx context.Context, _ *judge.Bench, i int) (err error) {
		t := s.targets[i]
		found[i], _, err = s.judge.Difference(ctx, judge.Search{
			Problem: s.problem, Right: t.right, Source: t.source, Draws: s.opts.Draws, Budget: strengthBudget, Shrink: true,
		})
		s.searched()
		return err
	}, trials)
	if err != nil {
		return err
	}
	for _, d := range found {
		if d != nil && !slices.ContainsFunc(s.found, func(c NewCase) bool { return bytes.Equal(c.Input.Bytes(), d.Input.Bytes()) }) {
			s.found = append(s.found, NewCase{Input: d.Input, Want: d.Want})
		}
	}
	slices.SortStableFunc(s.found, func(a, b NewCase) int { return cmp.Compare(len(a.Input.Bytes()), len(b.Input.Bytes())) })
	return nil
}

// searched says that the search for one input has ended.
func (s *strengthening) searched() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.searches++
	if s.opts.Watch != nil {
		s.opts.Watch(Progress{Done: s.searches, Total: len(s.targets), Searches: true})
	}
}

// choose takes of the inputs as few as kill all that the inputs kill together.
func (s *strengthening) choose(ctx context.Context, _ map[string][]byte) error {
	var fit []NewCase
	for _, c := range s.found {
		kills, agreed, err := s.try(ctx, c)
		if err != nil {
			return err
		}
		if agreed {
			c.Kills = kills
			fit = append(fit, c)
		}
	}
	left := map[string]bool{}
	for _, t := range s.targets {
		left[string(t.source)] = true
	}
	for {
		best, most := -1, 0
		for i, c := range fit { // the smaller first
			n := 0
			for _, t := range c.Kills {
				if left[string(t.source)] {
					n++
				}
			}
			if n > most {
				best, most = i, n
			}
		}
		if best < 0 {
			break
		}
		c := fit[best]
		c.Kills = slices.DeleteFunc(slices.Clone(c.Kills), func(t Target) bool { return !left[string(t.source)] })
		for _, t := range c.Kills {
			left[string(t.source)] = false
			if t.mutant {
				s.out.After++
			}
		}
		s.out.Cases = append(s.out.Cases, c)
	}
	for _, t := range s.targets {
		if left[string(t.source)] {
			s.out.Left = append(s.out.Left, t)
		}
	}
	return nil
}

// agreeing is how often each accepted submission must be right on a new case: sessions that run at the same time may once come
// another way.
const agreeing = 3

// try judges all targets, and all that is accepted, by one case.
func (s *strengthening) try(ctx context.Context, c NewCase) (kills []Target, agreed bool, err error) {
	with := *s.problem
	with.Cases = []testcases.Case{{
		Name: "a new case", Group: testcases.Hidden, Hidden: true, Input: c.Input, Want: c.Want, File: path.Join(with.Dir, "problem.yaml"),
	}}
	again := &judge.Judge{Library: s.judge.Library, Runners: s.judge.Runners, Compiler: s.judge.Compiler} // with a cache each would be asked once
	uncached, err := again.Trials(ctx, &with, "")
	if err != nil {
		return nil, false, err
	}
	bench := uncached.Bench()
	defer bench.Close()
	for _, name := range slices.Sorted(maps.Keys(s.accepted)) {
		for range agreeing {
			t, err := bench.Judge(ctx, s.accepted[name])
			if err != nil {
				return nil, false, err
			}
			if t.Verdict != judge.Accepted {
				s.out.Disputed = append(s.out.Disputed, fmt.Sprintf("%s: %s", name, t.Verdict))
				return nil, false, nil
			}
		}
	}
	for _, t := range s.targets {
		trial, err := bench.Judge(ctx, t.source)
		if err != nil {
			return nil, false, err
		}
		if trial.Verdict != judge.Accepted {
			kills = append(kills, t)
		}
	}
	return kills, true, nil
}
