package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/coding-judge/judge/runners/cell/docker"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
)

// A judge leaves a spare for the next one, clean removes it, and with cells.spare: 0 nothing is left.
func TestSpares(t *testing.T) {
	engine := dockertest.Open(t)
	home := t.TempDir() // judges with another home do not share spares
	engine.SpareLock = filepath.Join(home, ".cache", "judge", "spares.lock")
	judge := func(env string, args ...string) string {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), "judge", args...)
		cmd.Env = append(os.Environ(), "HOME="+home, "XDG_CACHE_HOME=", env)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("judge %v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	for _, file := range []string{"top-k-frequent/submissions/accepted/heap.py", "second-highest-salary/submissions/accepted/dense_rank.sql"} {
		t.Run(filepath.Ext(file), func(t *testing.T) {
			problem, _, _ := strings.Cut(file, "/")
			submit := []string{"submit", "-p", problem, filepath.Join("../../problems", file)}
			judge("JUDGE_CELLS_SPARE=0", submit...)
			if left := spareNames(t, engine); len(left) > 0 {
				t.Errorf("with spare: 0, there are %v", left)
			}
			judge("A=", submit...)
			name := waitForSpare(t, engine)
			judge("A=", submit...) // takes it, and leaves another of that name
			waitForSpare(t, engine)
			if out := judge("A=", "clean"); !strings.Contains(out, "removed "+name) {
				t.Errorf("clean says %s; want that it removed %s", out, name)
			}
			if left := spareNames(t, engine); len(left) > 0 {
				t.Errorf("after clean, there are %v", left)
			}
		})
	}
}

// spareNames are the names of the spares that the engine's judges may claim: no other test's.
func spareNames(t testing.TB, engine *docker.Engine) (names []string) {
	t.Helper()
	list, err := engine.Containers(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range list {
		if c.Spare {
			names = append(names, c.Name)
		}
	}
	return names
}

// noSpares removes the spares, also those that are on their way: a judge that has ended may have left the boot of one.
func noSpares(t *testing.T, engine *docker.Engine) {
	t.Helper()
	gone(t, engine, func(c docker.Container) bool {
		if c.Spare {
			_, _ = engine.Clean(context.Background()) // what is still there is seen next time
		}
		return c.Spare
	})
}

// waitForSpare waits for the spare.
func waitForSpare(t testing.TB, engine *docker.Engine) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		list, err := engine.Containers(ctx)
		for _, c := range list {
			if c.Spare && strings.HasPrefix(c.Status, "Up") {
				return c.Name
			}
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("no spare was left: %v", err)
		}
	}
}
