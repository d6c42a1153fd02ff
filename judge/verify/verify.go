// Package verify checks problems for their authors: that their files are right, that the statement and the submissions that
// ship with them say the same as their cases, and that their limits leave room on either side.
//
// What is wrong is a Finding. Nothing in a finding tells what a hidden case holds: an author's checks run in CI, whose logs others
// read.
package verify

import (
	"context"
	"errors"
	"sync"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases/sealed"
)

// Verifier checks the problems of a judge's library. Its fields are not changed after.
type Verifier struct {
	Judge *judge.Judge // which looks for no counterexamples
	// Jobs is how many submissions are judged at the same time, and Repeat how often each of them; at least 1.
	Jobs, Repeat int
	// Machine names what times are measured on and verdicts made by: the machine, the engine, its images and this program. What is
	// kept of a check is found again only by the same.
	Machine string
	// Fresh says that what is kept is not to be used.
	Fresh bool
	// Mutants says that the mutants of accepted submissions are judged too.
	Mutants bool
	// Measure says that the limits of problems which leave them to be measured (limits.cpu: auto) are to be measured anew, and written
	// beside them.
	Measure bool
	// Watch is told whenever a submission has been judged, by one goroutine at a time; nil tells nobody.
	Watch func(Progress)

	counter
	seats    chan struct{} // one taken by each submission that is being judged
	mutating sync.Mutex    // held by the problem whose mutants are judged: each of them keeps cells or servers for itself
	alone    sync.RWMutex  // held for reading by each of them, and for writing by one that is measured alone
}

// Progress says how much is done: Done of Total runs of a submission or mutant, as far as they are known, of which Kept had been done before.
type Progress struct{ Done, Kept, Total int }

// Verify checks problems. The results are in the order of the slugs. The error is a fault of the judge's, or *problems.UnknownError:
// what is wrong with a problem is in its result.
func (v *Verifier) Verify(ctx context.Context, slugs []string) ([]*Result, error) {
	v.progress = Progress{}
	v.seats = make(chan struct{}, max(v.Jobs, 1))
	subjects := make([]*subject, 0, len(slugs))
	results := make([]*Result, 0, len(slugs))
	for _, slug := range slugs {
		s, err := v.open(slug)
		if err != nil {
			return nil, err
		}
		results = append(results, s.result)
		if !s.result.Broken {
			subjects = append(subjects, s)
			v.expect(s.runs(v.rounds()))
		}
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var wait sync.WaitGroup
	for _, s := range subjects {
		wait.Go(func() {
			if err := v.check(ctx, s); err != nil {
				stop(err) // the others end too: a fault of the judge's is none of the problems'
			}
		})
	}
	wait.Wait()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	for _, r := range results {
		r.finish()
	}
	return results, nil
}

func (v *Verifier) rounds() int { return max(v.Repeat, 1) }

// open reads a problem with its submissions. The error is not the problem's.
func (v *Verifier) open(slug string) (*subject, error) {
	s := &subject{result: newResult(slug)}
	p, faults := v.Judge.Library.LoadAll(slug)
	for _, err := range faults {
		var unknown *problems.UnknownError
		if errors.As(err, &unknown) {
			return nil, err
		}
		s.result.Broken = true
		s.result.fault(Schema, err)
	}
	if s.result.Broken {
		return s, nil
	}
	if p.Locked {
		s.result.Broken = true
		s.result.find(Schema, sealed.File, "set JUDGE_IDENTITY to a key that opens them", "the hidden cases are sealed, so that there is little to check")
		return s, nil
	}
	var err error
	s.problem = p
	if s.digest, err = v.Judge.Library.Digest(slug); err != nil {
		return nil, err
	}
	files, err := v.Judge.Library.Submissions(slug)
	if err != nil {
		return nil, err
	}
	expected, err := v.Judge.Library.Expected(slug)
	if err != nil {
		return nil, err
	}
	s.result.Unsupported = p.Unsupported
	if s.packaged = expected != nil; s.packaged {
		s.foreign(files, expected)
	} else {
		s.collect(files)
	}
	return s, nil
}

// check does all that takes a cell, or time.
func (v *Verifier) check(ctx context.Context, s *subject) error {
	for _, step := range []func(context.Context, *subject) error{
		v.own,
		v.cases,   // first: it has the reference's answers made, which all submissions need
		v.entries, // submissions and starter
		v.limits,
		v.mutants,
		v.keepMeasured,
	} {
		if err := step(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// counter counts runs.
type counter struct {
	mu       sync.Mutex
	progress Progress
}

func (c *counter) expect(runs int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.progress.Total += runs
}

// done says that a run is done.
func (v *Verifier) done(kept bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.progress.Done++
	if kept {
		v.progress.Kept++
	}
	if v.Watch != nil {
		v.Watch(v.progress)
	}
}
