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
// to be measured anew. The slowest accepted submission decides.
func (v *Verifier) own(ctx context.Context, s *subject) error {
	if !s.problem.Limits.Auto {
		return nil
	}
	here, err := v.Judge.Calibration(ctx, s.problem.Kind.Language())
	if err != nil {
		return err
	}
	p := *s.problem
	if l := p.Limits; l.Calibration > 0 && !v.Measure {
		p.Limits = l.Within(judge.Scale(l.CPU, l.Calibration, here))
		s.problem = &p
		return nil
	}
	p.Limits = p.Limits.Within(longestLimit)
	p.Limits.Wall = problems.WallFor(longestLimit)
	slowest := time.Duration(0)
	for _, e := range s.entries {
		if !e.right() {
			continue
		}
		v.expect(1)
		r, err := v.judged(ctx, s, &p, e, "measured")
		if err != nil {
			return s.blame(e, err)
		}
		if r.Verdict == judge.Accepted {
			slowest = max(slowest, duration(longest(r)))
		}
	}
	p.Limits.Wall = problems.WallFor(Fit(slowest))
	p.Limits = p.Limits.Within(Fit(slowest))
	s.problem, s.calibration = &p, here
	return nil
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
