package python

import (
	"context"
	"errors"
	"time"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// How long a try may take, of processor time and in all.
const (
	tryCPU  = 200 * time.Millisecond
	tryWall = time.Second
)

// Try runs the submission on an input, as a case is run but for the limits of time. What it says is no more of a hint than what Run
// says, for each try has a process of its own.
func (s *session) Try(ctx context.Context, input testcases.Blob) (runners.Outcome, error) {
	if s.closed {
		return runners.Outcome{}, errors.New("try: the session is closed")
	}
	defer s.shortly()()
	if s.cell == nil {
		if err := s.boot(ctx); err != nil {
			return runners.Outcome{}, err
		}
	}
	o, err := s.run(ctx, testcases.Case{Name: "a try", Input: input})
	if err != nil {
		return o, s.left(err)
	}
	return o, nil
}

// shortly has the limits of a try hold until what it gives is called.
func (s *session) shortly() (end func()) {
	usual := s.limits
	s.limits.CPU, s.limits.Wall = min(usual.CPU, tryCPU), min(usual.Wall, tryWall)
	return func() { s.limits = usual }
}
