package python_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
	"github.com/coding-judge/judge/runners/python"
	"github.com/coding-judge/judge/runners/runnertest"
	"github.com/coding-judge/judge/testcases/value"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	conformance(t, dockertest.Open(t))
}

func conformance(t *testing.T, booting cell.Engine) {
	t.Helper()
	p := small()
	p.Limits.Wall = 2 * time.Second
	engine := &counting{Engine: booting}
	runnertest.Suite{
		Problem: p,
		Case:    numbers,
		Answer:  "[5]",
		Right:   "def k_frequent(nums, k): return [5]",
		Raises:  "def k_frequent(nums, k): return nums[99]",
		Waits:   "import time\ndef k_frequent(nums, k): time.sleep(1000)",
		Floods:  "def k_frequent(nums, k):\n  while True: print(nums)",
		Leaves: `
import builtins, os, sys
def k_frequent(nums, k):
    if hasattr(builtins, 'left') or os.listdir('/tmp') or len([p for p in os.listdir('/proc') if p.isdigit()]) > 3:
        return 'something was left'
    builtins.left = nums
    open('/tmp/left', 'w').write('left')
    if os.fork() == 0:
        while True: pass
    return [5]
`,
		Left: func(testing.TB) int { return int(engine.open.Load()) },
	}.Test(t, func(testing.TB) runners.Runner {
		return &python.Runner{Engine: engine, Images: python.DefaultImages()}
	})
}

// The same of whole programs.
func TestProgramConformance(t *testing.T) {
	t.Parallel()
	p := program()
	p.Limits.Wall, p.Limits.Answer = 2*time.Second, p.Limits.Output
	engine := &counting{Engine: dockertest.Open(t)}
	runnertest.Suite{
		Problem: p,
		Case:    reads(value.Str("5\n")),
		Answer:  `"5\n"`,
		Right:   "print(input())",
		Raises:  "print(input())\ninput()",
		Waits:   "import time\ntime.sleep(1000)",
		Floods:  "while True: print(5)",
		Leaves:  "import os, sys\nif os.listdir('/tmp') or len([p for p in os.listdir('/proc') if p.isdigit()]) > 3: sys.exit('left')\nopen('left', 'w').write(input())\nif os.fork() == 0:\n  while True: pass\nprint(open('left').read())",
		Left:    func(testing.TB) int { return int(engine.open.Load()) },
	}.Test(t, func(testing.TB) runners.Runner {
		return &python.Runner{Engine: engine, Images: python.DefaultImages()}
	})
}

// counting counts the cells that were booted and not closed.
type counting struct {
	cell.Engine
	open atomic.Int32
}

func (e *counting) Boot(ctx context.Context, s cell.Spec) (cell.Cell, error) {
	c, err := e.Engine.Boot(ctx, s)
	if err != nil {
		return nil, err
	}
	e.open.Add(1)
	return &counted{Cell: c, closed: sync.OnceFunc(func() { e.open.Add(-1) })}, nil
}

type counted struct {
	cell.Cell
	closed func()
}

func (c *counted) Close() error {
	err := c.Cell.Close()
	if err == nil {
		c.closed()
	}
	return err
}
