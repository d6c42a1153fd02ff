package verify

import (
	"context"
	"fmt"
	"os"
	"path"
	"time"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
)

// longestLimit is the limit under which solutions are measured whose limit is still to be found.
const longestLimit = 30 * time.Second

// own gives a problem whose limit is measured the limit that it has on this machine, and measures that first where it was not, or is
// to be measured anew.
func (v *Verifier) own(ctx context.Context, s *subject) error {
	l := s.problem.Limits
	if !l.Auto {
		return nil
	}
	here, err := v.Judge.Calibration(ctx, s.problem.Kind.Language())
	if err != nil {
		return err
	}
	if l.Calibration > 0 && !v.Measure {
		s.problem = limited(s.problem, judge.Scale(l.CPU, l.Calibration, here))
		return nil
	}
	slowest, err := v.slowest(ctx, s, limited(s.problem, longestLimit))
	switch {
	case err != nil:
		return err
	case slowest == 0: // there is nothing to measure by, which is told
		s.problem = limited(s.problem, problems.DefaultLimits().CPU)
		return nil
	}
	s.problem, s.calibration = limited(s.problem, Fit(slowest)), here
	return nil
}

// slowest is what the slowest accepted submission takes, each measured while nothing else of this check runs; zero where none is
// accepted.
func (v *Verifier) slowest(ctx context.Context, s *subject, p *problems.Problem) (time.Duration, error) {
	slowest := time.Duration(0)
	for _, e := range s.entries {
		if !e.right() {
			continue
		}
		r, err := v.measured(ctx, s, p, e)
		if err != nil {
			if err = s.blame(e, err); err != nil {
				return 0, err
			}
			continue
		}
		if r.Verdict == judge.Accepted {
			slowest = max(slowest, duration(longest(r)))
		}
	}
	return slowest, nil
}

// limited is a problem with another limit.
func limited(p *problems.Problem, cpu time.Duration) *problems.Problem {
	q := *p
	q.Limits = p.Limits.Within(cpu)
	return &q
}

// keepMeasured writes a limit that was measured beside the problem, or says that it is not there.
func (v *Verifier) keepMeasured(_ context.Context, s *subject) error {
	if s.calibration == 0 {
		return nil
	}
	if !v.Measure {
		s.result.find(Limit, "problem.yaml", "let judge verify --measure keep it", "limits.cpu is auto, and the limit that was measured, %v, is kept nowhere", s.problem.Limits.CPU)
		return nil
	}
	file, ok := v.Judge.Library.MeasuredPath(s.result.Problem)
	if !ok {
		s.result.find(Limit, path.Join(s.problem.Dir, problems.MeasuredFile), "name the folder that it is in with --library", "the problem is built in, so its limit can't be kept")
		return nil
	}
	if err := os.WriteFile(file, problems.Measured(s.problem.Limits.CPU, s.calibration), 0o644); err != nil {
		return fmt.Errorf("keep the limit that was measured: %w", err)
	}
	return nil
}
