package python

import (
	"context"
	"errors"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/wire"
)

// Converse runs a whole program that speaks with another one. A cell that breaks is not replaced: the other program has heard
// half of a dialog.
func (s *session) Converse(ctx context.Context, says runners.Speaker, hears runners.Listener) (runners.Outcome, error) {
	if s.closed || !s.program.Stdin {
		return runners.Outcome{}, errors.New("converse: the session is closed, or not of a whole program")
	}
	if s.cell == nil {
		if err := s.boot(ctx); err != nil {
			return runners.Outcome{}, err
		}
	}
	if err := s.compile(ctx); err != nil {
		return runners.Outcome{}, s.left(err)
	}
	if s.refused != nil {
		return *s.refused, nil
	}
	r, err := s.limited(ctx, func(l wire.Limits) (r result, err error) {
		r.Result, r.answer, r.stderr, err = s.host.Converse(l, []byte{'|'}, says, hears)
		return r, err
	})
	if err != nil {
		return runners.Outcome{}, s.left(err)
	}
	o := s.outcome(r)
	if o.End == runners.Answered {
		o.Answer = nil
		if len(r.answer) > 0 && r.answer[0] == 'A' {
			o.Answer = r.answer[1:]
		}
	}
	o.Told = r.Told
	return o, nil
}

// left destroys a cell that broke.
func (s *session) left(err error) error {
	if errors.Is(err, errBroken) && s.cell != nil {
		return errors.Join(err, s.discard())
	}
	return err
}
