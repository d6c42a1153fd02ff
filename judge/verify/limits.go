package verify

import (
	"context"
	"fmt"
	"time"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
)

// Resolution is what the limits that are proposed are multiples of.
const Resolution = 100 * time.Millisecond

// Fit is Kattis's rule for time limits: the smallest multiple of the resolution that is at least twice what the slowest accepted
// submission takes.
func Fit(accepted time.Duration) time.Duration {
	return max((2*accepted+Resolution-1)/Resolution, 1) * Resolution
}

// Raised is the time that a submission which is to be too slow must take under a limit: half as much again.
func Raised(limit time.Duration) time.Duration { return limit + limit/2 }

// Times are a problem's time limit and what it is measured by.
type Times struct {
	CPU         float64 `json:"cpu_ms"` // the limit
	Accepted    float64 `json:"accepted_ms"`
	AcceptedBy  string  `json:"accepted_by,omitempty"` // the accepted submission that takes longest
	Slow        float64 `json:"slow_ms,omitempty"`
	SlowBy      string  `json:"slow_by,omitempty"` // of those which are to be too slow the fastest; empty where there are none
	SlowAtLeast bool    `json:"slow_at_least,omitempty"`
	Smallest    float64 `json:"smallest_ms"` // the limit that Fit gives
}

// raised is the problem with a limit that is higher by the margin.
func raised(p *problems.Problem) *problems.Problem { return limited(p, Raised(p.Limits.CPU)) }

// limits sees that the time limit leaves room: accepted submissions take at most half of it, and those which are to be too slow half
// as much again.
func (v *Verifier) limits(ctx context.Context, s *subject) error {
	limit := s.problem.Limits.CPU
	t := &Times{CPU: ms(limit)}
	s.result.Limits = t
	for _, e := range s.entries {
		var err error
		switch {
		case len(e.reports) == 0:
		case e.right() && e.reports[0].Verdict == judge.Accepted:
			err = v.fast(ctx, s, t, e)
		case e.raised != nil:
			err = v.tooSlow(ctx, s, t, e)
		}
		if err != nil {
			return err
		}
	}
	t.Smallest = ms(Fit(duration(t.Accepted)))
	return nil
}

// fast sees that a submission which is accepted takes at most half of the limit.
func (v *Verifier) fast(ctx context.Context, s *subject, t *Times, e *entry) error {
	took := longest(e.reports[0])
	if 2*took > t.CPU {
		r, err := v.measured(ctx, s, s.problem, e)
		if err != nil {
			return s.blame(e, err)
		}
		if r.Verdict == judge.Accepted {
			took = min(took, longest(r))
		}
	}
	if took > t.Accepted || t.AcceptedBy == "" {
		t.Accepted, t.AcceptedBy = took, e.File
	}
	if 2*took > t.CPU {
		s.result.find(Limit, e.File, fmt.Sprintf("set limits.cpu to at least %v, or make the largest cases smaller", Fit(duration(took))),
			"takes %s, which is more than half of the limit, %s: on a slower day it may be too slow", shownTime(took), shownTime(t.CPU))
	}
	return nil
}

// tooSlow sees that a submission which is to be too slow takes half as much again as the limit.
func (v *Verifier) tooSlow(ctx context.Context, s *subject, t *Times, e *entry) error {
	r := e.raised
	if r.Verdict != judge.TimeLimitExceeded && e.reports[0].Verdict != judge.TimeLimitExceeded {
		return nil // it is not too slow at all, which has been told
	}
	if r.Verdict != judge.TimeLimitExceeded { // what else runs may have made it faster or slower than it is
		again, err := v.measured(ctx, s, raised(s.problem), e)
		if err != nil {
			return s.blame(e, err)
		}
		r = again
	}
	took, more := longest(r), r.Verdict == judge.TimeLimitExceeded
	if more {
		took = max(took, ms(Raised(duration(t.CPU)))) // it may have waited, and not worked
	}
	if t.SlowBy == "" || took < t.Slow {
		t.Slow, t.SlowBy, t.SlowAtLeast = took, e.File, more
	}
	if !more {
		s.result.find(Limit, e.File, "make the largest cases larger, so that slow solutions are slower, or limits.cpu smaller",
			"takes %s, which is less than %s, half as much again as the limit: on a faster machine it may be accepted", shownTime(took), shownTime(ms(Raised(duration(t.CPU)))))
	}
	return nil
}

// measured judges a submission once more while nothing else of this check runs.
func (v *Verifier) measured(ctx context.Context, s *subject, p *problems.Problem, e *entry) (*judge.Report, error) {
	v.expect(1)
	key := v.key(s, p, e, "alone")
	if r, ok := v.kept(key); ok {
		v.done(true)
		return r, nil
	}
	v.alone.Lock()
	defer v.alone.Unlock()
	return v.judge(ctx, p, e, key)
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func duration(ms float64) time.Duration { return time.Duration(ms * float64(time.Millisecond)) }

// shownTime writes a time with three digits: 2.51 s, 340 ms.
func shownTime(ms float64) string {
	if ms < 1000 {
		return fmt.Sprintf("%.3g ms", ms)
	}
	return fmt.Sprintf("%.3g s", ms/1000)
}
