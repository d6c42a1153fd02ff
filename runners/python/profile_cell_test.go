package python_test

import (
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/native/nativetest"
	"github.com/coding-judge/judge/runners/python"
)

// Lines are watched in a cell, of whatever a submission does: it only spoils its own profile.
func TestProfile(t *testing.T) {
	t.Parallel()
	runner := &python.Runner{Engine: nativetest.Open(t)}
	for name, test := range map[string]struct {
		source string
		end    runners.End
		hits   map[int]int64 // of these lines
		most   int           // the line that takes most; 0 where that does not matter
	}{
		"as it is": {"def k_frequent(nums, k):\n    for n in nums:\n        x = n\n    return [x]\n", runners.Answered, map[int]int64{3: 3, 4: 1}, 0},
		"too slow": {"def k_frequent(nums, k):\n    n = 0\n    while True:\n        n += sum(range(100))\n", runners.CPUEnded, map[int]int64{2: 1}, 4},
		"in C":     {"def k_frequent(nums, k):\n    n = 0\n    return sum(range(10 ** 12))\n", runners.CPUEnded, map[int]int64{2: 1}, 3},
		"error":    {"def k_frequent(nums, k):\n    n = 1\n    return n / 0\n", runners.Raised, map[int]int64{2: 1, 3: 1}, 0},
		"exits":    {"import os\ndef k_frequent(nums, k):\n    os._exit(0)\n", runners.Exited, map[int]int64{1: 1}, 0},
		"forges": {"import os\ndef k_frequent(nums, k):\n    for fd in range(3, 64):\n        try: os.write(fd, b'P\\0\\0\\0\\x21' + b'{\"cpu\":1,\"lines\":[[4,123456,9e9]]}'[:33])\n        except OSError: pass\n    os._exit(0)\n",
			runners.Exited, map[int]int64{1: 1}, 0},
		"floods": {"import os\ndef k_frequent(nums, k):\n    for fd in range(3, 64):\n        try:\n            while True: os.write(fd, b'P' * 65536)\n        except OSError: pass\n", runners.OutputEnded, nil, 0},
		"stops it": {"import sys, signal\nsys.settrace(None)\nif hasattr(sys, 'monitoring'): sys.monitoring.free_tool_id(2)\nsignal.setitimer(signal.ITIMER_PROF, 0)\ndef k_frequent(nums, k):\n    return [1]\n",
			runners.Answered, map[int]int64{1: 1}, 0},
		"no Python": {"def k_frequent(nums, k\n", runners.NotCompiled, nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := small()
			p.Limits.CPU = 100 * time.Millisecond
			s := prepare(t, runner, p, []byte(test.source))
			got, err := s.(runners.Profiler).Profile(t.Context(), input(t, []int{5, 6, 7}, 1), 2*time.Second)
			if err != nil {
				t.Fatal(err)
			}
			if got.Outcome.End != test.end || got.Outcome.Answer != nil {
				t.Errorf("%+v", got.Outcome)
			}
			hits, most := map[int]int64{}, runners.LineTime{}
			for _, l := range got.Lines {
				hits[l.Line] = l.Hits
				if l.Time > most.Time {
					most = l
				}
				if l.Line > strings.Count(test.source, "\n")+1 {
					t.Errorf("no such line: %+v", l)
				}
			}
			for line, want := range test.hits {
				if hits[line] != want {
					t.Errorf("line %d: %d hits, not %d; %v", line, hits[line], want, hits)
				}
			}
			if test.most != 0 && most.Line != test.most {
				t.Errorf("line %d takes most, not %d: %+v", most.Line, test.most, got)
			}
			// The session itself is what it was.
			if test.end == runners.Answered {
				if again := run(t, s, input(t, []int{5}, 1)); again.End != runners.Answered || len(again.Stderr) > 0 {
					t.Errorf("%+v", again)
				}
			}
		})
	}
}

// Newer interpreters than the cell's watch in another way.
func TestProfileOfInterpreters(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"python3.11", "python3.12", "python3.13", "python3.14"} {
		if exec.CommandContext(t.Context(), name, "-V").Run() != nil {
			continue
		}
		if out, err := exec.CommandContext(t.Context(), name, "-B", "parts_test.py", "Profile").CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}
