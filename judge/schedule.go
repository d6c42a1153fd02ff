package judge

import (
	"context"
	"errors"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// seat is a submission's place in a cell, taken when first needed.
type seat struct {
	runner  runners.Runner
	problem *problems.Problem
	source  []byte
	session runners.Session // nil until the first run, and after a fault

	engine, runtime string   // where the session runs, and on what
	weaker          []string // what is not guaranteed there
}

// open takes the place, unless it is taken.
func (s *seat) open(ctx context.Context) error {
	if s.session != nil {
		return nil
	}
	session, err := s.runner.Prepare(ctx, s.problem, s.source)
	if err != nil {
		return err
	}
	s.session = session
	if d, ok := session.(runners.Described); ok {
		s.engine, s.runtime = d.Describe()
	}
	if w, ok := session.(runners.Weaker); ok {
		s.weaker = w.Weaker()
	}
	return nil
}

func (s *seat) run(ctx context.Context, c testcases.Case) (runners.Outcome, error) {
	if err := s.open(ctx); err != nil {
		return runners.Outcome{}, err
	}
	return s.session.Run(ctx, c)
}

// try runs what is no case, in the fastest way that there is.
func (s *seat) try(ctx context.Context, c testcases.Case) (runners.Outcome, error) {
	if err := s.open(ctx); err != nil {
		return runners.Outcome{}, err
	}
	if t, ok := s.session.(runners.Trier); ok {
		return t.Try(ctx, c.Input)
	}
	return s.session.Run(ctx, c)
}

// change puts another source, of the same author, in the seat.
func (s *seat) change(ctx context.Context, source []byte) {
	s.source = source
	if s.session == nil {
		return
	}
	if r, ok := s.session.(runners.Replaceable); ok && r.Replace(ctx, source) == nil {
		return
	}
	s.leave()
}

// leave gives the cell up; the next run takes a fresh one.
func (s *seat) leave() {
	if s.session != nil {
		_ = s.session.Close() // an engine that can't remove a cell has said so by an error of Run, or says so to the next
		s.session = nil
	}
}

// run runs a case. A fault of ours gets one more try on a fresh cell. A run that passed a limit by little is measured
// again with nothing else of this judge running, and the better of the two counts.
func (j *Judge) run(ctx context.Context, s *seat, c testcases.Case) (runners.Outcome, error) {
	o, err := j.among(ctx, s, c)
	if err != nil && ctx.Err() == nil && !errors.Is(err, runners.ErrUnavailable) {
		s.leave()
		o, err = j.among(ctx, s, c)
	}
	if err != nil || !near(o, s.problem.Limits) {
		return o, err
	}
	j.measuring.Lock()
	defer j.measuring.Unlock()
	again, err := s.run(ctx, c)
	if err != nil || again.CPU > o.CPU {
		return o, nil // the first measure stands
	}
	return again, nil
}

// among runs a case beside whatever else runs.
func (j *Judge) among(ctx context.Context, s *seat, c testcases.Case) (runners.Outcome, error) {
	j.measuring.RLock()
	defer j.measuring.RUnlock()
	return s.run(ctx, c)
}

// near says whether a busy machine may have made the difference: a run that ended by itself beyond the CPU limit, or one
// that worked, not waited, and was ended at the wall limit.
func near(o runners.Outcome, l problems.Limits) bool {
	switch o.End {
	case runners.CPUEnded, runners.MemoryEnded:
		return false
	case runners.WallEnded:
		return o.CPU > l.CPU/4
	}
	return o.CPU > l.CPU
}
