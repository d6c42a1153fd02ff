package sql

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
)

// How a statement is ended that has reached a limit.
const (
	watchEvery = 50 * time.Millisecond
	wallGrace  = 500 * time.Millisecond // for statement_timeout, which knows the wall limit too
	termAfter  = time.Second            // from a cancel that had no effect
	giveUp     = 5 * time.Second        // from the cancel: the server is beyond hope
	askTimeout = 30 * time.Second       // of a question to the server, on a machine however busy
)

// watch measures a server process while it runs a statement, and ends the statement at the limits.
type watch struct {
	admin    *pgx.Conn
	pid      uint32
	readable bool // whether the process's usage is
	limits   problems.Limits
	before   usage
	start    time.Time
	abort    context.CancelFunc // lets go of the statement's connection

	// What came of it, to be read when run has returned.
	last   usage
	ended  runners.End // CPUEnded or WallEnded where it ended the statement, else Answered
	gaveUp bool        // the process would not end
	err    error       // the watch itself failed
}

// run watches until ctx ends.
func (w *watch) run(ctx context.Context) {
	ticker := time.NewTicker(watchEvery)
	defer ticker.Stop()
	var since time.Time // the cancel
	terminated := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		// Not under ctx: an interrupted call would cost the connection, and it takes no time.
		own, cancel := context.WithTimeout(context.WithoutCancel(ctx), askTimeout)
		u, err := w.usage(own)
		if err == nil {
			w.last = u
			switch {
			case w.ended == runners.Answered:
				if w.ended = w.reached(u); w.ended != runners.Answered {
					since = time.Now()
					_, err = w.admin.Exec(own, "select pg_cancel_backend($1)", int32(w.pid))
				}
			case time.Since(since) > giveUp:
				w.gaveUp = true
			case time.Since(since) > termAfter && !terminated:
				terminated = true
				_, err = w.admin.Exec(own, "select pg_terminate_backend($1)", int32(w.pid))
			}
		}
		cancel()
		if err != nil || w.gaveUp {
			w.err = err
			w.abort()
			return
		}
	}
}

// reached says which limit the statement has reached; Answered where none.
func (w *watch) reached(u usage) runners.End {
	wall := time.Since(w.start)
	switch {
	case u.known && u.cpu-w.before.cpu >= w.limits.CPUGuard():
		return runners.CPUEnded
	case !w.before.known && wall >= w.limits.CPUGuard():
		return runners.CPUEnded
	case waited(wall, w.limits, span{before: w.before, last: u}):
		return runners.WallEnded
	}
	return runners.Answered
}
