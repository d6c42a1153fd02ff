package runners

import (
	"context"
	"time"

	"github.com/coding-judge/judge/testcases"
)

// Profiler is a Session that can say which lines of the submission a case's time goes to.
type Profiler interface {
	// Profile runs a case in a cell of its own and watches its lines, which slows it down: its limit of processor time is another one.
	// The error is ours; the session is of as much use as before.
	Profile(ctx context.Context, c testcases.Case, cpu time.Duration) (Profile, error)
}

// Profile says where a run spent its time. All of it but the outcome's times is what the submission's own process says, bounded and of
// the right form, but not to be trusted: it can tell its author what it likes.
type Profile struct {
	Outcome Outcome       // how the run ended; of its answer nothing
	Lines   []LineTime    // those that ran, in ascending order; each is one of the source's
	Unseen  time.Duration // processor time at the end of which nothing is known
}

// LineTime is what a line took, without the functions of the submission that it calls.
type LineTime struct {
	Line int
	Hits int64
	Time time.Duration
}
