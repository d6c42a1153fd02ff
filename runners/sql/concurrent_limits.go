package sql

import (
	"context"
	"fmt"
	"time"

	"github.com/coding-judge/judge/runners"
)

// The limits are of all sessions of a schedule together.

// limit reads what the sessions have used, once in a while, and notes which limit they have reached.
func (g *stage) limit(ctx context.Context) error {
	if time.Since(g.measure) < watchEvery {
		return nil
	}
	err := g.read(ctx, func(s *span, u usage) { s.take(u) })
	g.measure = time.Now()
	switch {
	case err != nil:
		return err
	case g.cpu() >= g.limits.CPUGuard():
		g.ended = runners.CPUEnded
	case waited(time.Since(g.start), g.limits, g.spans()...):
		g.ended = runners.WallEnded
	}
	return nil
}

// read reads the usage of all sessions' processes.
func (g *stage) read(ctx context.Context, note func(*span, usage)) error {
	if !g.server.Superuser {
		return nil
	}
	for pid, s := range g.used {
		u, err := usageOf(ctx, g.admin, pid)
		if err != nil {
			return err
		}
		note(s, u)
	}
	return nil
}

// take takes a later measurement; that of a process which has ended is nothing.
func (s *span) take(u usage) {
	if u.known == s.before.known && u.cpu >= s.last.cpu {
		s.last = u
	}
}

// cpu is what the sessions have used. Where it can't be measured it is nothing: most of their time they may have waited.
func (g *stage) cpu() time.Duration {
	var sum time.Duration
	for _, s := range g.used {
		sum += max(0, s.last.cpu-s.before.cpu)
	}
	return sum
}

func (g *stage) spans() (out []span) {
	for _, s := range g.used {
		out = append(out, *s)
	}
	return out
}

// end ends the sessions that still are in the middle of a call, and takes the last measurement.
func (g *stage) end(ctx context.Context) error {
	if ctx.Err() != nil {
		g.drain()
		return context.Cause(ctx)
	}
	err := g.terminate(ctx)
	if err != nil && !g.admin.IsClosed() {
		g.drain()
		return err
	}
	// Where the server is lost, each session will hear of it in its own way: only those who are told of a crash are not its cause.
	g.await()
	return err
}

func (g *stage) terminate(ctx context.Context) error {
	if g.admin.IsClosed() { // which was found out before
		return nil
	}
	if err := g.read(ctx, func(s *span, u usage) { s.take(u) }); err != nil {
		return err
	}
	for _, c := range g.flying() {
		c.later = nil
		if _, err := g.admin.Exec(ctx, "select pg_terminate_backend($1)", int32(c.pid)); err != nil {
			return fmt.Errorf("end a session: %w", cause(ctx, err))
		}
	}
	return nil
}

// await waits for the sessions that have been ended.
func (g *stage) await() {
	late := time.NewTimer(giveUp)
	defer late.Stop()
	for len(g.flying()) > 0 {
		select {
		case c := <-g.landed:
			c.flying = false
		case <-late.C:
			g.gaveUp = true
			g.drain()
		}
	}
}

// drain lets go of the connections, and waits for those who use them.
func (g *stage) drain() {
	g.abort()
	for len(g.flying()) > 0 {
		c := <-g.landed
		c.flying = false
	}
}
