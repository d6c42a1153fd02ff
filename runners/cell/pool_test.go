package cell_test

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"testing"

	"github.com/coding-judge/judge/runners/cell"
)

// fakeEngine boots cells that do nothing, and counts them.
type fakeEngine struct {
	mu           sync.Mutex
	booted, open int
	fail         error
	ended        int           // the first so many cells have ended
	gate         chan struct{} // boots wait for it, if there is one
}

func (e *fakeEngine) Name() string { return "fake" }

func (e *fakeEngine) Boot(ctx context.Context, s cell.Spec) (cell.Cell, error) {
	if e.gate != nil {
		<-e.gate
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.fail != nil {
		return nil, e.fail
	}
	e.booted++
	e.open++
	return &fakeCell{engine: e, spec: s, number: e.booted}, nil
}

func (e *fakeEngine) counts() (booted, open int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.booted, e.open
}

type fakeCell struct {
	cell.Cell
	engine *fakeEngine
	spec   cell.Spec
	number int
	once   sync.Once
}

func (c *fakeCell) Ended() bool { return c.number <= c.engine.ended }

func (c *fakeCell) Close() error {
	c.once.Do(func() {
		c.engine.mu.Lock()
		defer c.engine.mu.Unlock()
		c.engine.open--
	})
	return nil
}

var (
	small = cell.Spec{Images: []string{"a"}, Memory: 1}
	large = cell.Spec{Images: []string{"a"}, Memory: 2}
)

func TestPool(t *testing.T) {
	t.Parallel()
	e := &fakeEngine{}
	p := &cell.Pool{Engine: e, Ahead: 2}
	seen := map[cell.Cell]bool{}
	for range 10 {
		c, err := p.Boot(t.Context(), small)
		if err != nil {
			t.Fatal(err)
		}
		if seen[c] {
			t.Error("a cell was given twice")
		}
		seen[c] = true
	}
	c, err := p.Boot(t.Context(), large)
	if err != nil {
		t.Fatal(err)
	}
	if c.(*fakeCell).spec.Memory != large.Memory {
		t.Error("the cell is of another spec")
	}
	seen[c] = true
	for range 2 {
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if booted, open := e.counts(); booted != 11+4 || open != len(seen) {
		t.Errorf("%d cells booted and %d are open; 2 of each spec were ahead", booted, open)
	}
	if _, err := p.Boot(t.Context(), small); err != nil {
		t.Errorf("a closed pool does not boot: %v", err)
	}
}

// Of more specs than are kept ready, the cells of the one that was not asked for longest end.
func TestPoolSpecs(t *testing.T) {
	t.Parallel()
	e := &fakeEngine{}
	p := &cell.Pool{Engine: e, Ahead: 2, Specs: 2}
	const all = 20
	for i := range all {
		for _, memory := range []int64{0, int64(i)} { // the first is asked for all the time
			if _, err := p.Boot(t.Context(), cell.Spec{Memory: memory}); err != nil {
				t.Fatal(err)
			}
		}
	}
	const given = 2 * all
	for { // what is forgotten ends beside us; without a bound this would not end
		if _, open := e.counts(); open <= given+2*2 {
			break
		}
		runtime.Gosched()
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if booted, open := e.counts(); open != given {
		t.Errorf("%d cells booted, %d are open of which %d were given", booted, open, given)
	}
}

func TestPoolParallel(t *testing.T) {
	t.Parallel()
	e := &fakeEngine{}
	p := &cell.Pool{Engine: e, Ahead: 1}
	var (
		wg   sync.WaitGroup
		mu   sync.Mutex
		seen = map[cell.Cell]bool{}
	)
	for range 50 {
		wg.Go(func() {
			c, err := p.Boot(context.Background(), small)
			mu.Lock()
			defer mu.Unlock()
			if err != nil || seen[c] {
				t.Errorf("%v, given before: %v", err, seen[c])
			}
			seen[c] = true
		})
	}
	wg.Wait()
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if _, open := e.counts(); open != 50 {
		t.Errorf("%d cells are open, not the 50 that were taken", open)
	}
}

func TestPoolFaults(t *testing.T) {
	t.Parallel()
	e := &fakeEngine{fail: errors.New("boom")}
	p := &cell.Pool{Engine: e, Ahead: 1}
	for range 3 {
		if _, err := p.Boot(t.Context(), small); !errors.Is(err, e.fail) {
			t.Errorf("got %v", err)
		}
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
}

// Who waits for a cell that is on its way and gives up leaves it to the next.
func TestPoolCancel(t *testing.T) {
	t.Parallel()
	e := &fakeEngine{}
	p := &cell.Pool{Engine: e, Ahead: 1}
	if _, err := p.Boot(t.Context(), small); err != nil { // and the next one is ahead
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	why := errors.New("gave up")
	cancel(why)
	if c, err := p.Boot(ctx, small); err == nil { // it may have been ready already
		_ = c.Close()
	} else if !errors.Is(err, why) {
		t.Errorf("got %v", err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if _, open := e.counts(); open != 1 {
		t.Errorf("%d cells are open", open)
	}
}

// Cells that have ended while they waited are given to nobody.
func TestPoolEnded(t *testing.T) {
	t.Parallel()
	e := &fakeEngine{ended: 3}
	p := &cell.Pool{Engine: e, Ahead: 2}
	if _, err := p.Boot(t.Context(), small); err != nil { // booted for the caller, who will see for himself
		t.Fatal(err)
	}
	c, err := p.Boot(t.Context(), small)
	if err != nil {
		t.Fatal(err)
	}
	if n := c.(*fakeCell).number; n <= e.ended {
		t.Errorf("cell %d has ended", n)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if _, open := e.counts(); open != 2 {
		t.Errorf("%d cells are open", open)
	}
}
