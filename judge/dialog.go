package judge

import (
	"bytes"
	"context"
	"errors"
	"sync"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// converse has a submission and the problem's validator speak with each other, each in its own cell, and judges both. The host
// carries what they say; neither sees the other's cell.
//
// What they come to does not depend on which of them gets a processor first. Each is told that the other has ended only once it
// has heard all and waits, so that what it does before, it does by itself: a validator that rejects without having been told judges
// what was said, whatever became of the submission; one that was told judges a submission that has said all that it ever will.
//
// The outcome is the submission's; what the validator said is left for assess. The error is ours.
func (a *assessor) converse(ctx context.Context, cell *seat, c testcases.Case) (runners.Outcome, error) {
	a.open()
	a.said, a.fault = nil, nil
	input, err := validatorInput(a.problem, c, nil)
	if err != nil {
		return runners.Outcome{}, err
	}
	d, err := a.dialog(ctx, cell, input, false)
	if err != nil && ctx.Err() == nil && !errors.Is(err, runners.ErrUnavailable) {
		cell.leave()
		a.cell.leave()
		if d, err = a.dialog(ctx, cell, input, false); errors.Is(d.broke, runners.ErrBroke) {
			cell.leave()
			return runners.Outcome{End: runners.Broke}, nil
		}
	}
	if err != nil {
		return runners.Outcome{}, err
	}
	if near(d.submission, a.problem.Limits) {
		if again, err := a.dialog(ctx, cell, input, true); err == nil && again.submission.CPU <= d.submission.CPU {
			d = again
		}
	}
	o := d.submission
	o.Dialog = d.said.text()
	if o.End != runners.Answered && !o.Told && d.validator.Told { // it failed by itself, whatever the validator makes of that
		return o, nil
	}
	a.said, a.fault = a.read(c, d.validator)
	if a.fault == nil && a.said.Exit == validatorRejects && !d.validator.Told { // by what was said
		o.End = runners.Answered
		o.CPU, o.Peak = min(o.CPU, a.problem.Limits.CPU), min(o.Peak, a.problem.Limits.Memory) // what it did then makes no difference
	}
	return o, nil
}

// dialog is what came of one.
type dialog struct {
	submission, validator runners.Outcome
	said                  transcript
	broke                 error // of the submission's cell
}

// dialog runs both sides; alone, with nothing else of this judge running. The error is ours.
func (a *assessor) dialog(ctx context.Context, cell *seat, input testcases.Blob, alone bool) (*dialog, error) {
	if alone {
		a.judge.measuring.Lock()
		defer a.judge.measuring.Unlock()
	} else {
		a.judge.measuring.RLock()
		defer a.judge.measuring.RUnlock()
	}
	d := &dialog{}
	submission, err := conversing(ctx, cell)
	if err != nil {
		return d, err
	}
	validator, err := conversing(ctx, a.cell)
	if err != nil {
		return d, err
	}
	head, err := printedText(input.Bytes())
	if err != nil {
		return d, err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	toSubmission, toValidator := newSpeech(), newSpeech()
	toValidator.say(head)
	var both sync.WaitGroup
	var errs [2]error
	both.Go(func() {
		defer toValidator.end()
		d.submission, errs[0] = submission.Converse(ctx, toSubmission.out, func(text []byte) {
			d.said.add('>', text)
			toValidator.say(text)
		})
		if errs[0] != nil {
			stop()
		}
	})
	both.Go(func() {
		defer toSubmission.end()
		d.validator, errs[1] = validator.Converse(ctx, toValidator.out, func(text []byte) {
			d.said.add('<', text)
			toSubmission.say(text)
		})
		if errs[1] != nil {
			stop()
		}
	})
	both.Wait()
	toSubmission.close()
	toValidator.close()
	d.broke = errs[0]
	return d, errors.Join(errs[:]...)
}

// conversing is the session of a seat, which is taken now if it is not.
func conversing(ctx context.Context, s *seat) (runners.Conversing, error) {
	if err := s.open(ctx); err != nil {
		return nil, err
	}
	c, ok := s.session.(runners.Conversing)
	if !ok {
		return nil, errors.New("this runner's programs cannot speak with others")
	}
	return c, nil
}

// transcript is what two programs said, its beginning at least, in the order in which the host heard it.
type transcript struct {
	mu   sync.Mutex
	b    bytes.Buffer
	side byte // who spoke last
	mid  bool // in the middle of a line
	full bool
}

// maxTranscript is how many bytes of a dialog are kept.
const maxTranscript = 32 << 10

// add notes what a side says: '<' is the validator, '>' the submission, as in the samples of packages.
func (t *transcript) add(side byte, text []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, line := range bytes.SplitAfter(text, []byte("\n")) {
		if len(line) == 0 || t.full {
			continue
		}
		if t.mid && side != t.side {
			t.b.WriteByte('\n')
			t.mid = false
		}
		if !t.mid {
			t.b.WriteByte(side)
		}
		if room := maxTranscript - t.b.Len(); len(line) > room {
			line, t.full = append(line[:max(room, 0):max(room, 0)], "…\n"...), true
		}
		t.b.Write(line)
		t.side, t.mid = side, !bytes.HasSuffix(line, []byte("\n"))
	}
}

func (t *transcript) text() []byte {
	t.mu.Lock()
	defer t.mu.Unlock()
	return bytes.Clone(t.b.Bytes())
}
