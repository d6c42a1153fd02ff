package python_test

import (
	"testing"
	"time"

	"github.com/coding-judge/judge/runners"
)

// The wall limit is one on waiting: a case that works, or would if the machine had a processor for it, does not meet it.
func TestWallLimit(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, source string
		end          runners.End
	}{
		{"works", "while time.process_time() < 0.5: pass", runners.Answered},
		{"works in children", "for _ in range(4):\n        if os.fork() == 0:\n            while time.process_time() < 0.15: pass\n            os._exit(0)\n    for _ in range(4): os.wait()", runners.Answered},
		{"waits", "time.sleep(1000)", runners.WallEnded},
		{"waits and works a little", "while True:\n        time.sleep(0.05)\n        sum(range(10000))", runners.WallEnded},
		{"waits in a child", "os.fork() or time.sleep(1000)\n    os.wait()", runners.WallEnded},
	}
	runner := newRunner(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := small()
			p.Limits.CPU, p.Limits.Wall = 3*time.Second, 300*time.Millisecond
			o := run(t, prepare(t, runner, p, []byte("import os, time\ndef k_frequent(nums, k):\n    "+test.source+"\n")), numbers)
			if test.end == runners.Answered && o.End == runners.WallEnded && o.Wall >= 10*p.Limits.Wall {
				t.Logf("the machine had no processor for it for %v, and that is the longest that is waited for one", o.Wall)
				return
			}
			if o.End != test.end {
				t.Errorf("end %d %s after %v, CPU %v; want end %d", o.End, describe(o), o.Wall, o.CPU, test.end)
			}
			if o.End == runners.WallEnded && o.Wall < p.Limits.Wall {
				t.Errorf("ended after %v", o.Wall)
			}
		})
	}
}
