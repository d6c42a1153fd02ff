package docker_test

import (
	"context"
	"io"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/coding-judge/judge/runners/cell"
	"github.com/coding-judge/judge/runners/cell/docker"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
)

// spec is a cell that nobody else boots: spares are found by what they are made of.
func spec(t *testing.T) cell.Spec { return named(t.Name()) }

func named(test string) cell.Spec {
	s := waiting
	s.Env = append([]string{"TEST=" + test}, s.Env...)
	return s
}

func echoes(t *testing.T, c cell.Cell) {
	t.Helper()
	if _, err := c.Write([]byte("hello")); err != nil {
		t.Error(err)
	}
	got := make([]byte, 5)
	if _, err := io.ReadFull(c, got); err != nil || string(got) != "hello" {
		t.Errorf("the cell answers %q, %v", got, err)
	}
}

// Who claims and leaves containers that nothing is known of has nothing to connect to.
func take(string, map[string]string) error { return nil }
func let() error                           { return nil }

func TestSpareIsTakenOnce(t *testing.T) {
	t.Parallel()
	engine := dockertest.Open(t)
	engine.Spares, engine.SpareLock = 1, t.TempDir()+"/lock"
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	s := spec(t)
	for range 2 { // the second finds that there is one
		if err := engine.Spare(ctx, s); err != nil {
			t.Fatal(err)
		}
	}
	var (
		cells  [3]cell.Cell
		judges sync.WaitGroup
	)
	for i := range cells {
		judges.Go(func() {
			c, err := engine.Boot(ctx, s)
			if err != nil {
				t.Error(err)
				return
			}
			cells[i] = c
			t.Cleanup(func() { _ = c.Close() })
			echoes(t, c)
		})
	}
	judges.Wait()
	names := map[string]bool{}
	for _, c := range cells {
		if c != nil {
			names[docker.NameOf(c)] = true
		}
	}
	if len(names) != len(cells) {
		t.Errorf("%d judges have %d cells", len(cells), len(names))
	}
	if name, err := engine.Claim(ctx, docker.SpareKey(ctx, engine, s), take); name != "" || err != nil {
		t.Errorf("there is still a spare: %s, %v", name, err)
	}
	for _, c := range cells {
		if c != nil {
			_ = c.Close()
			if err := engine.Gone(ctx, docker.NameOf(c)); err != nil {
				t.Error(err)
			}
		}
	}
}

// A claim is one step: of many judges that want the same spare, one has it.
func TestClaimIsAtomic(t *testing.T) {
	t.Parallel()
	engine := dockertest.Open(t)
	engine.Spares, engine.SpareLock = 1, t.TempDir()+"/lock"
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	s := spec(t)
	key := docker.SpareKey(ctx, engine, s)
	if err := engine.Spare(ctx, s); err != nil {
		t.Fatal(err)
	}
	var (
		judges sync.WaitGroup
		mu     sync.Mutex
		won    []string
	)
	for range 8 {
		judges.Go(func() {
			name, err := engine.Claim(ctx, key, take)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			if name != "" {
				won = append(won, name)
			}
		})
	}
	judges.Wait()
	if len(won) != 1 {
		t.Errorf("%d of 8 judges have the spare: %v", len(won), won)
	}
	// And what was left again is found again, once.
	if left, err := engine.Leave(ctx, won[0], key, let); !left || err != nil {
		t.Fatal(left, err)
	}
	name, err := engine.Claim(ctx, key, take)
	if name == "" || err != nil {
		t.Fatal(name, err)
	}
	// Killed while it waits: nobody gets a dead one.
	if _, err := engine.Leave(ctx, name, key, let); err != nil {
		t.Fatal(err)
	}
	list, err := engine.Containers(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range list {
		if c.Spare && c.Left {
			t.Errorf("a waiting spare counts as left: %+v", c)
		}
	}
	if err := engine.Kill(ctx, engine.SpareName(key)); err != nil {
		t.Fatal(err)
	}
	if name, err := engine.Claim(ctx, key, take); name != "" || err != nil {
		t.Errorf("a dead spare was claimed: %q, %v", name, err)
	}
}

func TestNoSpares(t *testing.T) {
	t.Parallel()
	engine := dockertest.Open(t)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	s := spec(t)
	if err := engine.Spare(ctx, s); err != nil {
		t.Fatal(err)
	}
	if err := engine.Kill(ctx, engine.SpareName(docker.SpareKey(ctx, engine, s))); err == nil {
		t.Error("a spare was booted that nobody asked for")
	}
}

// What a judge left that was killed at a bad moment is removed by the next.
func TestSweep(t *testing.T) {
	t.Parallel()
	engine := dockertest.Open(t)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	ended := exec.Command("true")
	if err := ended.Run(); err != nil {
		t.Fatal(err)
	}
	live, dead := boot(t, engine), boot(t, engine)
	name := docker.OwnerName(ended.Process.Pid)
	if err := engine.Rename(ctx, docker.NameOf(dead), name); err != nil {
		t.Fatal(err)
	}
	if err := engine.Sweep(ctx); err != nil {
		t.Fatal(err)
	}
	if engine.Has(ctx, name) {
		t.Error("the container of a judge that has ended is there")
	}
	if !engine.Has(ctx, docker.NameOf(live)) {
		t.Error("the container of a judge that lives is gone")
	}
}
