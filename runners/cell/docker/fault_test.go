package docker_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coding-judge/judge/runners/cell"
	"github.com/coding-judge/judge/runners/cell/docker"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
)

// impatience is what a faulty engine is given for what is carried out to the end. It is more than a busy one needs.
const impatience = 6 * time.Second

// An engine that answers errors, whose connection is cut before or after it did what it was asked to, or that is silent: what
// was asked for fails with an error, in no more time than it has, or is had in another way, and no container is left.
func TestFaultyEngine(t *testing.T) {
	t.Parallel()
	direct := dockertest.Open(t)
	boots := func(ctx context.Context, t *testing.T, e *docker.Engine, s cell.Spec) error {
		c, err := e.Boot(ctx, s)
		if err == nil {
			echoes(t, c)
			err = c.Close()
		}
		return err
	}
	claims := func(ctx context.Context, t *testing.T, e *docker.Engine, s cell.Spec) error {
		e.Spares = 1
		return boots(ctx, t, e, s)
	}
	leaves := func(ctx context.Context, t *testing.T, e *docker.Engine, s cell.Spec) error {
		e.Spares = 1
		c, err := e.Boot(ctx, s)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		id := direct.ID(ctx, docker.NameOf(c))
		_, err = e.Leave(ctx, id, docker.SpareKey(ctx, e, s), let)
		if direct.Has(t.Context(), id) {
			t.Error("others may claim what could not be left")
		}
		return err
	}
	tests := []struct {
		name string
		do   func(context.Context, *testing.T, *docker.Engine, cell.Spec) error
		at   string // what the method or the path of the requests holds that meet the fault
		once bool   // only the first one does
		want outcome
	}{
		{"image", boots, "/images/", false, fails},
		{"create", boots, "/create", false, fails},
		{"attach", boots, "/attach", false, fails},
		{"start", boots, "/start", false, fails},
		{"find a spare", claims, "-0/json", false, succeeds},
		{"attach to a spare", claims, "/attach", true, succeeds},
		{"claim", claims, "/rename", false, succeeds},
		{"leave", leaves, "/rename", false, fails},
		{"remove", boots, http.MethodDelete, false, failsAtLast},
	}
	for _, test := range tests {
		faults := faults
		if test.at == "/create" {
			faults = append(slices.Clone(faults), late)
		}
		for _, fault := range faults {
			t.Run(test.name+" "+fault, func(t *testing.T) {
				t.Parallel()
				ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
				defer cancel()
				interrupted, interrupt := context.WithCancelCause(ctx)
				defer interrupt(nil)
				var hits atomic.Int32
				proxy := newProxy(t, direct.Host(), func(r *http.Request) string {
					if !strings.Contains(r.Method+" "+r.URL.Path, test.at) || hits.Add(1) > 1 && test.once {
						return ""
					}
					if fault == silence || fault == silentAfter || fault == late {
						interrupt(errInterrupted)
					}
					return fault
				})
				engine := behind(t, proxy, impatience)
				s := spec(t)
				mark := fmt.Sprintf("%s %s %d", test.name, fault, os.Getpid())
				s.Command = []string{"sh", "-c", "exec cat # " + mark}
				engine.SpareLock = t.TempDir() + "/lock"
				next := dockertest.Open(t)
				next.Spares, next.SpareLock = 1, engine.SpareLock
				if test.want == succeeds {
					if err := next.Spare(ctx, s); err != nil {
						t.Fatal(err)
					}
				}
				start := time.Now()
				err := test.do(interrupted, t, engine, s)
				closed := engine.Close()
				took := time.Since(start)
				test.want.check(interrupted, t, err, closed)
				if hits.Load() == 0 {
					t.Error("the fault was not met")
				}
				if took > 10*impatience {
					t.Errorf("it took %v", took)
				}
				if test.want == succeeds { // where nobody took the spare, it is the next judge's
					if err := boots(ctx, t, next, s); err != nil {
						t.Error(err)
					}
				}
				if fault == late {
					proxy.Done(ctx, t)
				}
				none(ctx, t, direct, mark)
			})
		}
	}
}

// A question that a silent engine does not answer ends in a time that the error names.
func TestSilentEngine(t *testing.T) {
	t.Parallel()
	const patience = 100 * time.Millisecond
	engine := behind(t, newProxy(t, dockertest.Open(t).Host(), func(*http.Request) string { return silence }), patience)
	engine.Spares, engine.SpareLock = 1, t.TempDir()+"/lock"
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for name, ask := range map[string]func() error{
		"ping":       func() error { return engine.Ping(ctx) },
		"version":    func() error { _, err := engine.Version(ctx); return err },
		"image":      func() error { _, _, err := engine.Image(ctx, []string{"a"}); return err },
		"present":    func() error { _, _, err := engine.Present(ctx, []string{"a"}); return err },
		"containers": func() error { _, err := engine.Containers(ctx); return err },
		"sweep":      func() error { return engine.Sweep(ctx) },
		"claim":      func() error { _, err := engine.Claim(ctx, "a", take); return err },
		"leave":      func() error { _, err := engine.Leave(ctx, "a", "a", let); return err },
	} {
		if err := ask(); err == nil || !strings.Contains(err.Error(), "the engine did not answer for 100ms") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := engine.Close(); err != nil {
		t.Error(err)
	}
}

// outcome is what becomes of a step that meets a fault.
type outcome int

const (
	fails       outcome = iota // with an error
	succeeds                   // in another way, unless who asked is interrupted
	failsAtLast                // it is done, but Close tells that the engine did not remove what was there
)

var errInterrupted = errors.New("the test interrupts")

func (want outcome) check(ctx context.Context, t *testing.T, err, closed error) {
	t.Helper()
	switch interrupted := ctx.Err() != nil; {
	case want == failsAtLast:
		if err != nil || closed == nil {
			t.Errorf("%v, and Close: %v", err, closed)
		}
		return
	case want == succeeds && !interrupted:
		if err != nil {
			t.Error(err)
		}
	case err == nil:
		t.Error("it succeeded")
	case interrupted && !errors.Is(err, errInterrupted) && !strings.Contains(err.Error(), "the engine did not answer for "+impatience.String()):
		t.Errorf("interrupted: %v", err)
	}
	if closed != nil {
		t.Errorf("close: %v", closed)
	}
}

// none waits until there is no container that runs a command.
func none(ctx context.Context, t *testing.T, engine *docker.Engine, mark string) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		names, err := engine.Marked(ctx, mark)
		if err == nil && len(names) == 0 {
			return
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("left: %v, %v", names, err)
		}
	}
}
