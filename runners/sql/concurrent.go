package sql

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// A concurrent submission is a script, most often of functions, which runs as a script does. Then the sessions of the case's
// schedule, each a connection of the submission's role, make their calls; then the probes are asked.
//
// Nothing is left to chance that decides about a submission. A round ends when it has come to rest, which is seen in the
// server's table of locks and not by the clock: each call is done, or waits for a session that is done. So a transaction
// that is open over rounds meets the calls of others at the same point every time, on a machine however busy; and in a
// shuffled round one call is begun at a time, when all others are at rest, in an order that its seed decides.

// stage is where a schedule is performed. All of it belongs to one goroutine, the conductor, which also is the watch.
type stage struct {
	*session
	admin   *pgx.Conn
	clients []*client // of the sessions that the schedule has, in order
	calls   []*call   // in the order of the schedule
	landed  chan *client
	abort   context.CancelFunc

	start   time.Time
	measure time.Time // when the usage was last read
	used    map[uint32]*span
	ended   runners.End // CPUEnded or WallEnded where a limit was reached, else Answered
	gaveUp  bool        // a process would not end
	room    atomic.Int64
}

// play performs a schedule. Its answer is a part of one: the entries of results, errors and waits.
func (s *session) play(ctx context.Context, db string, schedule problems.Schedule) (o runners.Outcome, sound bool, err error) {
	admin, err := s.server.Admin(ctx)
	if err != nil {
		return o, false, fmt.Errorf("%w: %w", errBroken, err)
	}
	run, abort := context.WithCancel(ctx)
	defer abort()
	g := &stage{session: s, admin: admin, landed: make(chan *client), abort: abort, used: map[uint32]*span{}}
	g.room.Store(s.limits.Answer)
	defer g.hangUp()
	if err := g.connect(run, db, schedule); err != nil {
		return o, false, err
	}
	g.start = time.Now()
	err = g.perform(run, schedule)
	left := map[*client]*call{}
	for _, c := range g.flying() {
		left[c] = c.current.Load()
	}
	err = errors.Join(err, g.end(run))
	wall := time.Since(g.start)
	if ctx.Err() != nil {
		return o, false, context.Cause(ctx)
	}
	o = g.outcome(wall)
	if err != nil {
		return o, false, g.lost(err)
	}
	if err := g.judge(&o, left); err != nil {
		return o, false, err
	}
	return o, !g.gaveUp && !admin.IsClosed(), nil
}

// connect opens the sessions that the schedule has.
func (g *stage) connect(ctx context.Context, db string, schedule problems.Schedule) error {
	needed := map[int]bool{}
	for _, r := range schedule {
		for _, n := range r.Sessions() {
			needed[n] = true
		}
	}
	for n := range int(g.problem.Concurrency.Sessions) {
		if !needed[n+1] {
			continue
		}
		c := &client{number: n + 1, retry: g.problem.Concurrency.Retry, room: &g.room}
		if err := g.session.connect(ctx, &c.line, db, g.writing()); err != nil {
			return fmt.Errorf("%w: connect as the submission: %w", errBroken, cause(ctx, err))
		}
		c.pid = c.conn.PID()
		g.clients = append(g.clients, c)
		g.used[c.pid] = &span{}
	}
	if err := g.read(ctx, func(s *span, u usage) { s.before, s.last = u, u }); err != nil {
		return fmt.Errorf("%w: %w", errBroken, err)
	}
	return nil
}

// hangUp closes the sessions. What they have not committed is undone.
func (g *stage) hangUp() {
	for _, c := range g.clients {
		hangUp(c.conn)
	}
}

// schedule reads the case's.
func (s *session) schedule(c testcases.Case) (problems.Schedule, error) {
	input, err := s.problem.Input(c)
	if err != nil {
		return nil, err
	}
	return s.problem.ScheduleOf(input)
}

// scheduled performs a schedule after a script that came to o, and takes back what its calls have set for the role.
func (s *session) scheduled(ctx context.Context, db string, schedule problems.Schedule, o runners.Outcome) (runners.Outcome, bool, error) {
	p, sound, err := s.play(ctx, db, schedule)
	p.CPU, p.Wall, p.Peak = o.CPU+p.CPU, o.Wall+p.Wall, max(o.Peak, p.Peak)
	if err == nil && sound {
		err = s.restore(ctx, db)
	}
	return p, sound && err == nil, err
}
