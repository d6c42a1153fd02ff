package docker_test

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coding-judge/judge/runners/cell/docker"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
)

// A judge that is killed cannot clean up: its cells end by themselves, with its streams.
func TestKilledJudge(t *testing.T) {
	t.Parallel()
	engine := dockertest.Open(t)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	judge := asJudge(ctx, t, "JUDGE_TEST_BOOT="+t.Name())
	out, err := judge.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := judge.Start(); err != nil {
		t.Fatal(err)
	}
	name, err := bufio.NewReader(out).ReadString('\n')
	if name = strings.TrimSpace(name); err != nil || !engine.Has(ctx, name) {
		t.Fatalf("the other judge has no cell: %q, %v", name, err)
	}
	kill(t, judge)
	if err := engine.Gone(ctx, name); err != nil {
		t.Errorf("the killed judge's cell is there: %v", err)
	}
}

// A judge that is killed while it claims a spare leaves a spare, or a container that ends by itself.
func TestKilledClaim(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		at, how string // the request during which it is killed, and whether the engine still gets it
		waits   bool   // it is a spare that others may claim
	}{
		{"-0/json", silence, true},
		{"/attach", silence, true},
		{"/attach", silentAfter, false},
		{"/rename", silence, false},
		{"/rename", silentAfter, false},
	} {
		t.Run(strings.Trim(test.at, "/-")+" "+test.how, func(t *testing.T) {
			t.Parallel()
			engine := dockertest.Open(t)
			engine.Spares, engine.SpareLock = 1, t.TempDir()+"/lock"
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			s := spec(t)
			if err := engine.Spare(ctx, s); err != nil {
				t.Fatal(err)
			}
			name := engine.SpareName(docker.SpareKey(ctx, engine, s))
			id := engine.ID(ctx, name)
			claims := make(chan struct{})
			var once sync.Once
			proxy := newProxy(t, engine.Host(), func(r *http.Request) string {
				if !strings.HasSuffix(r.URL.Path, test.at) {
					return ""
				}
				once.Do(func() { close(claims) })
				return test.how
			})
			judge := asJudge(ctx, t, "JUDGE_TEST_BOOT="+t.Name(), "DOCKER_HOST="+proxy.Address, "JUDGE_TEST_LOCK="+engine.SpareLock)
			if err := judge.Start(); err != nil {
				t.Fatal(err)
			}
			select {
			case <-claims:
			case <-ctx.Done():
				t.Error("it does not claim the spare")
			}
			if test.how == silentAfter {
				proxy.Done(ctx, t)
			}
			kill(t, judge)
			if !test.waits {
				if err := engine.Gone(ctx, id); err != nil {
					t.Errorf("what the killed judge claimed is there: %v", err)
				}
				return
			}
			c, err := engine.Boot(ctx, s)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			echoes(t, c)
			if got := engine.ID(ctx, docker.NameOf(c)); got != id {
				t.Error("the next judge did not find the spare")
			}
		})
	}
}

// asJudge is a process that boots a cell, tells its name and waits.
func asJudge(ctx context.Context, t *testing.T, settings ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestAsJudge$")
	cmd.Env = append(os.Environ(), settings...)
	return cmd
}

func kill(t *testing.T, judge *exec.Cmd) {
	t.Helper()
	if err := judge.Process.Kill(); err != nil {
		t.Error(err)
	}
	_ = judge.Wait()
}

// TestAsJudge is no test: others run it in a process of its own, and kill that.
func TestAsJudge(t *testing.T) {
	name := os.Getenv("JUDGE_TEST_BOOT")
	if name == "" {
		return
	}
	engine := dockertest.Open(t)
	if lock := os.Getenv("JUDGE_TEST_LOCK"); lock != "" {
		engine.Spares, engine.SpareLock = 1, lock
	}
	c, err := engine.Boot(t.Context(), named(name))
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(docker.NameOf(c))
	select {}
}
