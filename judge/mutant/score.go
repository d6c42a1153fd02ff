package mutant

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// Options say how mutants are judged. The zero value judges one at a time, and looks for nothing that tells survivors apart.
type Options struct {
	Jobs  int // how many mutants are judged at the same time
	Draws int // on how many generated inputs a survivor is compared with its original; zero for none
	// Watch is told whenever a mutant has been judged, by one goroutine at a time; nil tells nobody.
	Watch func(Progress)
	// Machine names what verdicts depend on besides the problem and the solutions; what is kept is found again only by the same.
	Machine string
	Fresh   bool // judge again what was judged before
	// Place is asked for before each mutant is judged, and what it gives is called after; nil asks nobody.
	Place func(context.Context) (leave func(), err error)
	// Equivalents are what the problem's author says; nil for nothing.
	Equivalents *Equivalents
}

// Progress says how much is done: Done of Total mutants, of which Kept had been judged before; or of Total searches for an input.
type Progress struct {
	Done, Kept, Total int
	Searches          bool
}

// Score is how many mutants the cases of a problem kill. Those that do not compile count nowhere but in Stillborn.
type Score struct {
	Mutants    int        `json:"mutants"`
	Killed     int        `json:"killed"`
	Equivalent int        `json:"equivalent"` // which survive, and of which the author says that they are no mistakes
	Stillborn  int        `json:"stillborn"`
	Survivors  []Survivor `json:"survivors"` // in the order of their files and lines
	Judged     int        `json:"judged"`    // now; the others had been before
	PerSecond  float64    `json:"mutants_per_second,omitempty"`
	Faults     []error    `json:"-"` // what is wrong with what the author says of them
}

// Survivor is a mutant that every case accepts.
type Survivor struct {
	Submission string `json:"submission"` // "accepted/heap.py"
	Operator   string `json:"operator"`
	Line       int    `json:"line"`
	Diff       string `json:"diff"`
	// Text is the first line that it changes, and Becomes what that is then, as equivalent.yaml has them.
	Text    string `json:"text"`
	Becomes string `json:"becomes"`
	// Equal is on how many generated inputs it did as its original does; Differs says that on one it did not.
	Equal   int  `json:"equal_on"`
	Differs bool `json:"differs"`

	mutant Mutant
}

// Ratio is the share of the mutants that are mistakes which are killed; 1 where there are none.
func (s *Score) Ratio() float64 {
	if s.Mutants == s.Equivalent {
		return 1
	}
	return float64(s.Killed) / float64(s.Mutants-s.Equivalent)
}

// scoring is a score that is being made.
type scoring struct {
	judge   *judge.Judge
	problem *problems.Problem
	opts    Options
	trials  *judge.Trials

	mu       sync.Mutex
	score    *Score
	progress Progress
	started  time.Time
}

// job is one mutant to judge.
type job struct {
	submission string
	mutant     Mutant
}

// Measure judges the mutants of solutions, given by the names of their files. The same text is judged once. The error is as of
// judge.Submit, but what is wrong with the solutions and with what the author says of them is in the score.
func Measure(ctx context.Context, j *judge.Judge, p *problems.Problem, solutions map[string][]byte, opts Options) (*Score, error) {
	s := &scoring{judge: j, problem: p, opts: opts, score: &Score{Survivors: []Survivor{}}}
	var err error
	if s.trials, err = j.Trials(ctx, p, opts.Machine); err != nil {
		return nil, err
	}
	s.trials.Fresh = opts.Fresh
	names := slices.Sorted(maps.Keys(solutions))
	made := make([][]Mutant, len(names))
	err = parallel(ctx, opts.Jobs, len(names), func(ctx context.Context, b *judge.Bench, i int) (err error) {
		made[i], err = s.mutantsOf(ctx, b, names[i], solutions[names[i]])
		return err
	}, s.trials)
	if err != nil {
		return nil, err
	}
	var jobs []job
	seen := map[string]bool{}
	for i, name := range names {
		for _, m := range made[i] {
			if !seen[string(m.Source)] {
				seen[string(m.Source)] = true
				jobs = append(jobs, job{name, m})
			}
		}
	}
	s.progress.Total = len(jobs)
	s.started = time.Now()
	err = parallel(ctx, opts.Jobs, len(jobs), func(ctx context.Context, b *judge.Bench, i int) error { return s.judgeOne(ctx, b, jobs[i]) }, s.trials)
	if err != nil {
		return nil, err
	}
	if s.score.Judged = s.progress.Done - s.progress.Kept; s.score.Judged > 0 {
		s.score.PerSecond = float64(s.score.Judged) / time.Since(s.started).Seconds()
	}
	if err := s.compare(ctx, solutions); err != nil {
		return nil, err
	}
	slices.SortFunc(s.score.Survivors, func(a, b Survivor) int {
		return cmp.Or(cmp.Compare(a.Submission, b.Submission), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Diff, b.Diff))
	})
	s.score.Faults = append(s.score.Faults, opts.Equivalents.mistakes()...)
	return s.score, nil
}

// mutantsOf makes the mutants of a solution that is accepted.
func (s *scoring) mutantsOf(ctx context.Context, b *judge.Bench, name string, source []byte) ([]Mutant, error) {
	t, err := b.Judge(ctx, source)
	if err != nil {
		return nil, err
	}
	if t.Verdict != judge.Accepted {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.score.Faults = append(s.score.Faults, &testcases.FileError{File: name,
			Message: "is not accepted (" + string(t.Verdict) + "), so that its mutants say nothing"})
		return nil, nil
	}
	kind := s.problem.Kind
	return Make(ctx, s.judge.Runners[kind.Language()], kind, source)
}

func (s *scoring) judgeOne(ctx context.Context, b *judge.Bench, j job) error {
	if s.opts.Place != nil {
		leave, err := s.opts.Place(ctx)
		if err != nil {
			return err
		}
		defer leave()
	}
	t, err := b.Judge(ctx, j.mutant.Source)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count(j, t)
	s.progress.Done++
	if t.Kept {
		s.progress.Kept++
	}
	if s.opts.Watch != nil {
		s.opts.Watch(s.progress)
	}
	return nil
}

func (s *scoring) count(j job, t judge.Trial) {
	said := s.opts.Equivalents.find(j.submission, j.mutant)
	if said != nil {
		said.found++
	}
	if t.Stillborn {
		s.score.Stillborn++
		return
	}
	s.score.Mutants++
	switch {
	case t.Verdict != judge.Accepted:
		s.score.Killed++
		if said != nil {
			said.killed = true
		}
	case said != nil:
		s.score.Equivalent++
	default:
		m := j.mutant
		_, before, after := m.change()
		s.score.Survivors = append(s.score.Survivors, Survivor{
			Submission: j.submission, Operator: m.Operator, Line: m.Line, Diff: m.Diff(j.submission), Text: before, Becomes: after, mutant: m,
		})
	}
}

// parallel does n things on some benches. The first error ends it.
func parallel(ctx context.Context, jobs, n int, do func(ctx context.Context, b *judge.Bench, i int) error, t *judge.Trials) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var mu sync.Mutex
	next := 0
	take := func() int {
		mu.Lock()
		defer mu.Unlock()
		next++
		return next - 1
	}
	var workers sync.WaitGroup
	for range min(max(jobs, 1), n) {
		workers.Go(func() {
			b := t.Bench()
			defer b.Close()
			for i := take(); i < n && ctx.Err() == nil; i = take() {
				if err := do(ctx, b, i); err != nil {
					stop(err)
				}
			}
		})
	}
	workers.Wait()
	return context.Cause(ctx)
}
