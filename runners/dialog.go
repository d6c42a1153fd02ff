package runners

import (
	"context"
	"errors"
)

// Conversing is a Session whose program can speak with another one.
type Conversing interface {
	// Converse runs a case whose program reads what the speaker says instead of the case's input; the listener is told what it
	// does. Neither is asked or told anything once Converse has ended. The outcome's answer is none that the program wrote. The wall
	// limit is of silence on both sides, in which the program does not wait for input. The rest is as of Run.
	Converse(ctx context.Context, says Speaker, hears Listener) (Outcome, error)
}

// Speaker is what a program in a dialog is told by. It is asked by one goroutine, and no method waits.
type Speaker interface {
	// News has something to receive when there may be more to say than when the speaker was last asked, or more room for it.
	News() <-chan struct{}
	// Next gives what the program is to read next, at most so many bytes, and how many bytes of what it wrote have been taken since the
	// speaker was last asked: it is never more than a window of them ahead.
	Next(most int) (text []byte, taken int64)
	// Ending tells, once Next has given all text, whether it was all, of which the program is told when it waits for more; and
	// whether the program is to be ended: at once, or where it was all, instead of being told.
	Ending() (all, stop bool)
}

// Listener is told what a program in a dialog does, by one goroutine. No method waits.
type Listener interface {
	// Hear is told what the program writes; the slice is the listener's.
	Hear(text []byte)
	// Took is told how many more bytes of what the program was to read were taken.
	Took(bytes int64)
	// Quiet is told that the program has read all so far, so many bytes, and waits for more; and whether it is sure that nothing else
	// will wake it.
	Quiet(heard int64, sure bool)
}

// Stuck says how it came that two programs waited for each other.
type Stuck int

// What may be seen of it.
const (
	NotStuck  Stuck = iota
	Waiting         // each waits for the other to say something
	HalfLine        // and the last that the submission wrote was no whole line
	Unflushed       // and what the submission wrote before it waited came only once its input had ended
)

// ErrBroke marks an error of Converse that says that the cell ended, or does not keep to its protocol: perhaps the program's doing.
var ErrBroke = errors.New("the cell broke")
