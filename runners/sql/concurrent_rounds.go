package sql

import (
	"context"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
)

const (
	// deadlockAfter is when the server looks for a deadlock: soon, for until it has ended one, a round is not at rest.
	deadlockAfter = 100 * time.Millisecond
	pollFirst     = 2 * time.Millisecond
	pollMost      = 20 * time.Millisecond
	latest        = 10 * time.Millisecond // that a session begins after the one before in disorder: a call takes about one
)

// perform goes through the rounds.
func (g *stage) perform(ctx context.Context, schedule problems.Schedule) error {
	for i, r := range schedule {
		queues := map[*client][]*call{}
		for _, c := range g.clients {
			for _, statement := range r.Statements[c.number] {
				k := &call{round: i + 1, session: c.number, statement: statement, watched: r.NeverWaits}
				queues[c] = append(queues[c], k)
				g.calls = append(g.calls, k)
			}
		}
		do := g.freely
		if r.Shuffled {
			order := rand.New(rand.NewPCG(uint64(r.Seed), uint64(i))) //nolint:gosec // the same order each time is what it is for
			do = func(ctx context.Context, queues map[*client][]*call) error { return g.oneByOne(ctx, queues, order) }
		}
		if err := do(ctx, queues); err != nil || g.over() {
			return err
		}
	}
	return nil
}

// freely has all sessions do what they have to do at once.
func (g *stage) freely(ctx context.Context, queues map[*client][]*call) error {
	clients := g.clients
	if g.runner.Disorder {
		clients = slices.Clone(clients)
		rand.Shuffle(len(clients), func(i, j int) { clients[i], clients[j] = clients[j], clients[i] })
	}
	for i, c := range clients {
		if g.runner.Disorder && i > 0 && rand.IntN(2) == 0 { //nolint:gosec // chance is what it is for
			time.Sleep(rand.N(latest)) //nolint:gosec // so is it here
		}
		switch {
		case len(queues[c]) == 0:
		case c.flying:
			c.later = append(c.later, queues[c]...)
		default:
			g.fly(ctx, c, queues[c])
		}
	}
	return g.settle(ctx)
}

// oneByOne begins one call at a time.
func (g *stage) oneByOne(ctx context.Context, queues map[*client][]*call, order *rand.Rand) error {
	for !g.over() {
		var ready []*client
		for _, c := range g.clients {
			if len(queues[c]) > 0 && !c.flying {
				ready = append(ready, c)
			}
		}
		if len(ready) == 0 {
			break
		}
		c := ready[order.IntN(len(ready))]
		g.fly(ctx, c, queues[c][:1])
		queues[c] = queues[c][1:]
		if err := g.settle(ctx); err != nil {
			return err
		}
	}
	for c, calls := range queues { // of those that still wait
		c.later = append(c.later, calls...)
	}
	return nil
}

func (g *stage) fly(ctx context.Context, c *client, calls []*call) {
	c.flying = true
	go func() {
		c.perform(ctx, calls)
		g.landed <- c // who started it waits for it
	}()
}

func (g *stage) land(ctx context.Context, c *client) {
	c.flying = false
	if calls := c.later; len(calls) > 0 && c.lost == nil && !g.over() {
		c.later = nil
		g.fly(ctx, c, calls)
	}
}

func (g *stage) flying() []*client {
	var all []*client
	for _, c := range g.clients {
		if c.flying {
			all = append(all, c)
		}
	}
	return all
}

// over says that there is no sense in going on.
func (g *stage) over() bool {
	if g.ended != runners.Answered {
		return true
	}
	for _, c := range g.clients {
		if !c.flying && c.lost != nil {
			return true
		}
	}
	return false
}

// settle returns when the sessions have come to rest, or when it is over.
func (g *stage) settle(ctx context.Context) error {
	pause := pollFirst
	poll := time.NewTimer(pause)
	defer poll.Stop()
	before := ""
	for len(g.flying()) > 0 && !g.over() {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case c := <-g.landed:
			g.land(ctx, c)
			before, pause = "", pollFirst
		case <-poll.C:
			h, err := g.locks(ctx)
			if err == nil {
				err = g.limit(ctx)
			}
			if err != nil {
				return err
			}
			// Processes are seen one after the other, so what one waits for may have gone on before the last was seen. Where
			// all wait as they did a moment ago, nothing has.
			rest := h.atRest(g.pids(true), g.pids(false))
			if rest && h.waits == before {
				g.waiting()
				return nil
			}
			if before = ""; rest {
				before = h.waits
			} else {
				pause = min(2*pause, pollMost)
			}
		}
		poll.Reset(pause)
	}
	return nil
}

// waiting notes who is kept waiting.
func (g *stage) waiting() {
	for _, c := range g.flying() {
		c.current.Load().waited = true
	}
}

func (g *stage) pids(flying bool) []uint32 {
	var all []uint32
	for _, c := range g.clients {
		if c.flying == flying {
			all = append(all, c.pid)
		}
	}
	return all
}
