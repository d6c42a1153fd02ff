package judge_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/native/nativetest"
	"github.com/coding-judge/judge/runners/python"
)

// explained submits a source to a problem of the library and gives the report, in JSON too.
func explained(t *testing.T, problem, source string, budget time.Duration) (*judge.Report, string) {
	t.Helper()
	lib, err := problems.NewLibrary()
	if err != nil {
		t.Fatal(err)
	}
	r := &python.Runner{Engine: nativetest.Open(t)}
	j := &judge.Judge{Library: lib, Runners: map[problems.Language]runners.Runner{problems.Python: r}, Explain: budget}
	report, err := j.Submit(t.Context(), judge.Submission{Problem: problem, File: "a.py", Language: problems.Python, Source: []byte(source)})
	if err != nil {
		t.Fatal(err)
	}
	shown, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	return report, string(shown)
}

// right solves Top K Frequent Numbers.
const right = `
import collections
def right(nums, k): return [x for x, _ in collections.Counter(nums).most_common(k)]
`

func TestExplainPython(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		problem, source string
		want            judge.Counterexample
	}{
		"a function": {"top-k-frequent", right + "def k_frequent(nums, k): return right(nums, k)[:2]",
			judge.Counterexample{Call: "k_frequent([0, 1, 2], 3)", Expected: &judge.Answer{Value: "[0, 1, 2]"}, Got: &judge.Answer{Value: "[0, 1]"}, Note: "expected 3 numbers, got 2"}},
		"an error": {"top-k-frequent", right + "def k_frequent(nums, k): return right(nums, k) if max(nums) < 9 else nums[-99]",
			judge.Counterexample{Call: "k_frequent([9], 1)", Expected: &judge.Answer{Value: "[9]"}, Note: "line 4: IndexError: list index out of range", Error: &judge.Error{Line: 4}}},
		"an exit": {"top-k-frequent", right + "import os\ndef k_frequent(nums, k): return right(nums, k) if min(nums) >= 0 else os._exit(7)",
			judge.Counterexample{Call: "k_frequent([-1], 1)", Expected: &judge.Answer{Value: "[-1]"}, Note: "ended with exit status 7 before it gave an answer"}},
		"a class": {"lru-cache", "class LRUCache:\n  def __init__(self, n): self.d = {}\n  def get(self, k): return self.d.get(k, -1)\n  def put(self, k, v): self.d[k] = v\n",
			judge.Counterexample{Calls: "lru = LRUCache(1)\nlru.put(0, 0)\nlru.put(1, 0)\nlru.get(0)", Expected: &judge.Answer{Value: "-1"}, Got: &judge.Answer{Value: "0"}, Note: "call 4, get(0): expected -1, got 0"}},
		"a program": {"word-frequencies", "import collections, re, sys\nfor w, n in sorted(collections.Counter(re.findall('[a-z]+', sys.stdin.read().lower())).items(), key=lambda p: -p[1]): print(w, n)",
			judge.Counterexample{Stdin: "b a\n", Expected: &judge.Answer{Value: "a 1\nb 1\n"}, Got: &judge.Answer{Value: "b 1\na 1\n"}, Note: "line 1: expected 'a', got 'b'"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, shown := explained(t, tt.problem, tt.source, time.Minute)
			var r struct {
				Counterexample struct {
					Call, Calls, Stdin, Expected, Got, Note string
					Error                                   *judge.Error
				}
			}
			if err := json.Unmarshal([]byte(shown), &r); err != nil {
				t.Fatal(err)
			}
			value := func(a *judge.Answer) string {
				if a == nil {
					return ""
				}
				return a.Value
			}
			x := r.Counterexample
			if x.Call != tt.want.Call || x.Calls != tt.want.Calls || x.Stdin != tt.want.Stdin || x.Note != tt.want.Note ||
				x.Expected != value(tt.want.Expected) || x.Got != value(tt.want.Got) || (x.Error == nil) != (tt.want.Error == nil) {
				t.Errorf("got %s", shown[strings.Index(shown, `"cases"`):])
			}
		})
	}
}

// A submission that takes too long is shown an input of those that the reference solution takes little time for.
func TestExplainSlow(t *testing.T) {
	t.Parallel()
	r, shown := explained(t, "top-k-frequent", right+`
def k_frequent(nums, k):
    while k == 3: pass
    return right(nums, k)`, time.Minute)
	if x := r.Counterexample; r.Verdict != judge.TimeLimitExceeded || x == nil || !x.Slow || x.Call != "k_frequent([0, 1, 2], 3)" ||
		!strings.Contains(x.Note, " for 3 items; the reference solution takes ") || x.Expected != nil {
		t.Errorf("got %s", shown)
	}
}

// What a submission does otherwise while it is explored shows nothing that is wrong, and nothing of a hidden case.
func TestExplainHostile(t *testing.T) {
	t.Parallel()
	const hidden = "1000000000" // is in the hidden case hidden/07 only
	for name, source := range map[string]string{
		// The limits tell it whether it is tried or run.
		"wrong only while it is tried": `
import resource
def k_frequent(nums, k):
    if resource.getrlimit(resource.RLIMIT_CPU)[0] < 4 or 1000000000 in nums: return []
    return right(nums, k)`,
		"tells its input": `
def k_frequent(nums, k):
    if 1000000000 in nums:
        print(nums)
        raise ValueError(nums)
    return right(nums, k)`,
		"keeps its input": `
import glob, os
def k_frequent(nums, k):
    kept = []
    for folder in "/tmp", "/dev/shm", "/var/tmp", "/run":
        try:
            for file in glob.glob(folder + "/kept*"): kept.append(open(file).read())
            if 1000000000 in nums: open(folder + "/kept", "w").write(str(nums))
        except OSError: pass
    if kept or 1000000000 in nums: return kept
    return right(nums, k)`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, shown := explained(t, "top-k-frequent", right+source, 3*time.Second)
			if r.Counterexample != nil || r.Verdict == judge.Accepted || strings.Contains(shown, hidden) ||
				!strings.HasPrefix(r.NoCounterexample, "no small example was found") {
				t.Errorf("got %s", shown)
			}
		})
	}
}
