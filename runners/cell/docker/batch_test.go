package docker_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell"
	"github.com/coding-judge/judge/runners/cell/docker"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
	"github.com/coding-judge/judge/runners/python"
)

// Several submissions are judged at once in cells of one pool, and in the middle something breaks. The one that it happens to is
// run again on a fresh cell; it is held against it only where it happens again; and all others keep their verdicts.
// JUDGE_SEED repeats a run's moments.
func TestFaultInBatch(t *testing.T) {
	t.Parallel()
	none := func(*http.Request) string { return "" }
	kill := func(ctx context.Context, b *batch, name string) error { return b.direct.Kill(ctx, name) }
	tests := []struct {
		name   string
		engine func(*http.Request) string                             // what is wrong with the engine
		strike func(ctx context.Context, b *batch, name string) error // what befalls the victim's cell
		again  bool                                                   // it befalls each cell that the victim gets
		want   judge.Verdict                                          // the victim's
	}{
		{"supervisor killed", none, killSupervisor, false, judge.Accepted},
		{"container killed", none, kill, false, judge.Accepted},
		{"container killed again and again", none, kill, true, judge.RunTimeError},
		{"stream cut", none, cutStream, false, judge.Accepted},
		{"stream cut again and again", none, cutStream, true, judge.RunTimeError},
		{"all streams cut", none, cutAll, false, judge.Accepted},
		{"engine slow", slow, nil, false, judge.Accepted},
		{"engine silent at one request", once("/create", silence), nil, false, judge.Accepted},
		{"engine refuses two requests", twice("/start", refuse), nil, false, judge.Accepted},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
			defer cancel()
			random := rand.New(rand.NewPCG(seed(t), 0)) //nolint:gosec // moments, not secrets
			b := &batch{
				t: t, direct: dockertest.Open(t), strike: test.strike, again: test.again,
				frame: 1 + random.Int32N(cases), delay: time.Duration(random.Int64N(int64(pause) / 2)),
			}
			b.proxy = newProxy(t, b.direct.Host(), test.engine)
			engine := behind(t, b.proxy, impatience)
			pool := &cell.Pool{Engine: &striking{engine, b, ctx}, Ahead: 2}
			j := &judge.Judge{Library: library(t), Runners: map[problems.Language]runners.Runner{
				problems.Python: &python.Runner{Engine: pool, Images: python.DefaultImages()},
			}}
			var all sync.WaitGroup
			for _, s := range submissions(test.want) {
				all.Go(func() {
					r, err := j.Submit(ctx, judge.Submission{File: "double.py", Language: problems.Python, Source: []byte(s.source)})
					if err != nil || r.Verdict != s.want {
						t.Errorf("%q: want %s, got %+v, %v", s.source, s.want, r, err)
					}
				})
			}
			all.Wait()
			b.strikes.Wait()
			if test.strike != nil && b.struck.Load() == 0 {
				t.Error("nothing broke")
			}
			if err := errors.Join(pool.Close(), engine.Close()); err != nil {
				t.Error(err)
			}
			for _, name := range b.names {
				if err := b.direct.Gone(ctx, name); err != nil {
					t.Errorf("%s is left: %v", name, err)
				}
			}
		})
	}
}

// batch is what strikes the cells of one submission among others.
type batch struct {
	t      *testing.T
	direct *docker.Engine
	proxy  *proxy
	strike func(ctx context.Context, b *batch, name string) error
	again  bool
	frame  int32         // of the victim's, at which it strikes first: the check that it compiles, or a case but the last
	delay  time.Duration // after that

	frames, struck atomic.Int32
	strikes        sync.WaitGroup
	mu             sync.Mutex
	names          []string // of all cells
}

// striking is an engine that sees which cell the victim gets.
type striking struct {
	cell.Engine
	batch *batch
	ctx   context.Context //nolint:containedctx // the test's, which outlives a boot
}

func (e *striking) Boot(ctx context.Context, s cell.Spec) (cell.Cell, error) {
	c, err := e.Engine.Boot(ctx, s)
	if err != nil {
		return nil, err
	}
	name := docker.NameOf(c)
	e.batch.mu.Lock()
	defer e.batch.mu.Unlock()
	e.batch.names = append(e.batch.names, name)
	return &struckCell{Cell: c, engine: e, name: name}, nil
}

type struckCell struct {
	cell.Cell
	engine *striking
	name   string
	victim bool
	struck bool
}

// Write sees a frame with the victim's source, and then one for each run.
func (c *struckCell) Write(p []byte) (int, error) {
	n, err := c.Cell.Write(p)
	b := c.engine.batch
	switch {
	case bytes.Contains(p, []byte(victim)):
		c.victim = true
	case !c.victim || b.strike == nil || c.struck || b.frames.Add(1) < b.frame:
	case b.struck.Add(1) == 1 || b.again:
		c.struck = true
		b.strikes.Go(func() {
			<-time.After(b.delay)
			if err := b.strike(c.engine.ctx, b, c.name); err != nil {
				b.t.Error(err)
			}
		})
	}
	return n, err
}

func (c *struckCell) Ended() bool { return c.Cell.(cell.Ender).Ended() }

// killSupervisor kills a container's first process from outside.
func killSupervisor(ctx context.Context, b *batch, name string) error {
	err := syscall.Kill(b.direct.Pid(ctx, name), syscall.SIGKILL)
	if errors.Is(err, syscall.EPERM) { // it is root's; to kill the container is then the nearest
		return b.direct.Kill(ctx, name)
	}
	return err
}

func cutStream(_ context.Context, b *batch, name string) error {
	if b.proxy.Cut(name) == 0 {
		return errors.New("there is no stream to cut")
	}
	return nil
}

func cutAll(ctx context.Context, b *batch, _ string) error { return cutStream(ctx, b, "") }

func slow(r *http.Request) string {
	select {
	case <-time.After(300 * time.Millisecond):
	case <-r.Context().Done():
	}
	return ""
}

func once(at, fault string) func(*http.Request) string  { return times(1, at, fault) }
func twice(at, fault string) func(*http.Request) string { return times(2, at, fault) }

func times(n int32, at, fault string) func(*http.Request) string {
	var hits atomic.Int32
	return func(r *http.Request) string {
		if strings.HasSuffix(r.URL.Path, at) && hits.Add(1) <= n {
			return fault
		}
		return ""
	}
}

const (
	victim = "# the victim\n"
	cases  = 4
	pause  = 200 * time.Millisecond // for which each of the victim's runs lasts
)

// filler is right where each of its runs finds an empty scratch folder and fills it, and leaves it full.
const filler = `
import errno, os
def double(n):
    try:
        if os.listdir("/tmp"): return -1
        for i in range(500):
            with open("/tmp/%d" % i, "wb") as f:
                f.write(b"x" * (1 << 20))
    except OSError as err:
        return 2 * n if err.errno == errno.ENOSPC and i > 10 else i
    return -2
`

type submission struct {
	source string
	want   judge.Verdict
}

func submissions(victims judge.Verdict) []submission {
	return []submission{
		{"def double(n): return 2 * n", judge.Accepted},
		{victim + fmt.Sprintf("import time; time.sleep(%v)\ndef double(n): return 2 * n", pause.Seconds()), victims},
		{"def double(n): return n + n", judge.Accepted},
		{"def double(n): return 2 * n if n < 3 else 0", judge.WrongAnswer},
		{"def double(n): return 2 * m", judge.RunTimeError},
		{"def double(n) return", judge.CompileError},
		{filler, judge.Accepted},
	}
}

// library has one problem.
func library(t *testing.T) *problems.Library {
	t.Helper()
	dir := t.TempDir()
	write := func(name, content string) {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("problems/double/problem.yaml", `format: 1
name: Double
difficulty: easy
kind: function
signature: {name: double, params: [{name: n, type: int}], returns: int}
compare: {rule: exact}
`)
	write("problems/double/statement.md", "Return twice the number.\n")
	write("problems/double/starter.py", "def double(n: int) -> int:\n    ...\n")
	for i := range cases {
		write(fmt.Sprintf("testcases/double/sample/%d.yaml", i), fmt.Sprintf("input: {n: %d}\nwant: %d\n", i+1, 2*(i+1)))
	}
	lib, err := problems.NewLibrary(dir)
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// seed is JUDGE_SEED, or another one each time.
func seed(t *testing.T) uint64 {
	t.Helper()
	n, err := strconv.ParseUint(os.Getenv("JUDGE_SEED"), 10, 64)
	if err != nil {
		n = rand.Uint64() //nolint:gosec // no secret
	}
	t.Logf("JUDGE_SEED=%d", n)
	return n
}
