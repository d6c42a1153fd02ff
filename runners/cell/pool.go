package cell

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

// bootTimeout bounds the boot of a cell that nobody waits for yet.
const bootTimeout = time.Minute

// maxWait is how old a cell that was booted ahead may get. It is well below the time after which a cell that nobody wants
// ends by itself.
const maxWait = 2 * time.Minute

// Pool is an Engine that boots cells ahead: whoever takes a cell of some spec finds the next one of the same spec booting
// already. For one submission that costs a cell nobody takes; it is meant for many.
type Pool struct {
	Engine
	Ahead int // how many cells are kept ready of each spec
	// Specs is of how many specs cells are kept ready; those of the one that was not asked for longest are destroyed first. Zero
	// sets no bound.
	Specs int

	mu     sync.Mutex
	ready  map[string][]*booting // by Spec.Key, the oldest first
	recent []string              // the keys of ready, the one that was asked for last at the end
	closed bool
	boots  sync.WaitGroup
	life   context.Context // ends with the pool; it stands for no caller's, for who takes a cell is not who asked for it
	end    context.CancelFunc
}

// booting is a cell that is on its way; done is closed when it is there.
type booting struct {
	since time.Time
	done  chan struct{}
	cell  Cell
	err   error
}

// Boot takes a cell that is ready or on its way, and boots one where there is none.
func (p *Pool) Boot(ctx context.Context, s Spec) (Cell, error) {
	for {
		b := p.take(s)
		if b == nil {
			return p.Engine.Boot(ctx, s)
		}
		select {
		case <-b.done:
		case <-ctx.Done():
			p.put(s, b)
			return nil, context.Cause(ctx)
		}
		switch {
		case b.err != nil: // what stood in its way may be gone; if not, booting says so
			return p.Engine.Boot(ctx, s)
		case time.Since(b.since) < maxWait && !ended(b.cell):
			return b.cell, nil
		}
		if err := b.cell.Close(); err != nil {
			return nil, err
		}
	}
}

// ended says whether a cell is known to have ended while it waited, as all do when the engine's connection is cut.
func ended(c Cell) bool {
	e, ok := c.(Ender)
	return ok && e.Ended()
}

// take gives the oldest cell of a spec, nil where there is none, and has the missing ones booted.
func (p *Pool) take(s Spec) (first *booting) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil
	}
	if p.ready == nil {
		p.ready = map[string][]*booting{}
		p.life, p.end = context.WithCancel(context.Background())
	}
	key := s.Key()
	p.recent = append(slices.DeleteFunc(p.recent, func(k string) bool { return k == key }), key)
	for p.Specs > 0 && len(p.recent) > p.Specs {
		p.forget(p.recent[0])
	}
	if list := p.ready[key]; len(list) > 0 {
		first, p.ready[key] = list[0], list[1:]
	}
	for len(p.ready[key]) < p.Ahead {
		b := &booting{since: time.Now(), done: make(chan struct{})}
		p.ready[key] = append(p.ready[key], b)
		p.boots.Go(func() {
			defer close(b.done)
			ctx, cancel := context.WithTimeoutCause(p.life, bootTimeout, fmt.Errorf("the cell did not boot in %v", bootTimeout))
			defer cancel()
			b.cell, b.err = p.Engine.Boot(ctx, s)
		})
	}
	return first
}

// forget destroys the cells of a spec, those that are on their way when they come.
func (p *Pool) forget(key string) {
	for _, b := range p.ready[key] {
		p.boots.Go(func() {
			<-b.done
			if b.cell != nil {
				_ = b.cell.Close() // an engine that can't remove it says so to the next
			}
		})
	}
	delete(p.ready, key)
	p.recent = slices.DeleteFunc(p.recent, func(k string) bool { return k == key })
}

// put gives back a cell that its taker no longer waits for.
func (p *Pool) put(s Spec, b *booting) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ready == nil { // the pool was closed meanwhile
		if b.cell != nil {
			_ = b.cell.Close()
		}
		return
	}
	key := s.Key()
	if !slices.Contains(p.recent, key) { // it was forgotten meanwhile
		p.recent = append([]string{key}, p.recent...)
	}
	p.ready[key] = append([]*booting{b}, p.ready[key]...)
}

// Close destroys the cells that nobody took; twice does no harm. Those that were taken are their takers'.
func (p *Pool) Close() error {
	p.mu.Lock()
	p.closed = true
	if p.end != nil {
		p.end()
	}
	p.mu.Unlock()
	p.boots.Wait()
	p.mu.Lock()
	defer p.mu.Unlock()
	var errs []error
	for _, list := range p.ready {
		for _, b := range list {
			if b.cell != nil {
				errs = append(errs, b.cell.Close())
			}
		}
	}
	p.ready = nil
	return errors.Join(errs...)
}
