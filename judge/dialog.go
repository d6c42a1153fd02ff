package judge

import (
	"bytes"
	"context"
	"errors"
	"sync"

	"github.com/coding-judge/judge/problems"
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
// Who makes no difference any more is ended: a submission that was rejected so, and a validator that waits for one that failed.
//
// The outcome is the submission's; what the validator said is left for assess. The error is ours.
func (a *assessor) converse(ctx context.Context, cell *seat, c testcases.Case) (runners.Outcome, error) {
	a.said, a.fault = nil, nil
	if err := a.open(ctx); err != nil {
		return runners.Outcome{}, err
	}
	input, err := validatorInput(a.problem, c, nil)
	if err != nil {
		return runners.Outcome{}, err
	}
	d, err := a.dialog(ctx, cell, c, input, false)
	if err != nil && ctx.Err() == nil && !errors.Is(err, runners.ErrUnavailable) {
		cell.leave()
		a.cell.leave()
		if d, err = a.dialog(ctx, cell, c, input, false); errors.Is(d.broke, runners.ErrBroke) {
			cell.leave()
			return runners.Outcome{End: runners.Broke}, nil
		}
	}
	if err != nil {
		return runners.Outcome{}, err
	}
	if !d.settled() && near(d.submission, a.problem.Limits) {
		if again, err := a.dialog(ctx, cell, c, input, true); err == nil && again.submission.CPU <= d.submission.CPU {
			d = again
		}
	}
	a.said, a.fault = d.judgement, d.fault
	return d.outcome(a.problem.Limits), nil
}

// dialog is what came of one.
type dialog struct {
	submission, validator runners.Outcome
	judgement             *validated // nil where the validator came to none
	fault                 error      // or the validator's mistake
	said                  []byte
	stuck                 runners.Stuck
	broke                 error // of the submission's cell
}

// settled tells whether the validator rejected what was said without having been told of the submission's end.
func (d *dialog) settled() bool {
	return d.judgement != nil && d.judgement.Exit == validatorRejects && !d.validator.Told
}

// failed tells whether the submission failed without having been told of the validator's end.
func (d *dialog) failed() bool { return d.submission.End != runners.Answered && !d.submission.Told }

// outcome is the submission's.
func (d *dialog) outcome(l problems.Limits) runners.Outcome {
	o := d.submission
	o.Dialog, o.Stuck = d.said, d.stuck
	switch {
	case d.stuck != runners.NotStuck:
		o.End, o.Fault = runners.WallEnded, nil
	case d.settled():
		o.End = runners.Answered
	default:
		return o
	}
	o.CPU, o.Peak = min(o.CPU, l.CPU), min(o.Peak, l.Memory) // what it did then makes no difference
	return o
}

// dialog runs both sides; alone, with nothing else of this judge running. The error is ours.
func (a *assessor) dialog(ctx context.Context, cell *seat, c testcases.Case, input testcases.Blob, alone bool) (*dialog, error) {
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
	first, err := printedText(input.Bytes())
	if err != nil {
		return d, err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	x := newExchange(first, a.problem.Limits.Wall)
	var both sync.WaitGroup
	var errs [2]error
	both.Go(func() {
		side := x.sides[submitted]
		d.submission, errs[submitted] = submission.Converse(ctx, side, side)
		if errs[submitted] != nil {
			stop()
		}
		side.end(false, d.failed())
	})
	both.Go(func() {
		side := x.sides[validates]
		d.validator, errs[validates] = validator.Converse(ctx, side, side)
		switch {
		case errs[validates] != nil:
			stop()
		case d.validator.End != runners.Stopped:
			d.judgement, d.fault = a.read(c, d.validator)
		}
		side.end(d.settled() || d.fault != nil, false)
	})
	both.Wait()
	d.said, d.stuck = x.close()
	if d.failed() && d.validator.Told || d.stuck != runners.NotStuck { // whatever the validator makes of that
		d.judgement, d.fault = nil, nil
	}
	d.broke = errs[submitted]
	err = errors.Join(errs[:]...)
	if err == nil && d.submission.End == runners.Answered && d.stuck == runners.NotStuck && d.judgement == nil && d.fault == nil {
		err = errors.New("the validator's cell ended it without having been asked")
	}
	return d, err
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
	b    bytes.Buffer
	side byte // who spoke last
	mid  bool // in the middle of a line
	full bool
}

// maxTranscript is how many bytes of a dialog are kept.
const maxTranscript = 32 << 10

// add notes what a side says: '<' is the validator, '>' the submission, as in the samples of packages.
func (t *transcript) add(side byte, text []byte) {
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
	return bytes.Clone(t.b.Bytes())
}
