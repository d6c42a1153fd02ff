package python_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/runners"
)

// What is there where a submission fails, and that nothing is where it does not tell.
func TestInspect(t *testing.T) {
	t.Parallel()
	const hostile = "class Odd:\n    def __repr__(self): %s\ndef k_frequent(nums, k):\n    odd, last = Odd(), k\n    return nums[99]\n"
	odd := func(body string) string { return strings.ReplaceAll(hostile, "%s", body) }
	local := func(pairs ...string) (out []runners.Local) {
		for i := 0; i < len(pairs); i += 2 {
			out = append(out, runners.Local{Name: pairs[i], Value: pairs[i+1]})
		}
		return out
	}
	tests := []struct {
		name, source string
		want         runners.Inspection
	}{
		{"plain", "import os\ndef k_frequent(nums, k):\n    s = {1: 'é'}\n    return nums[99]\n",
			runners.Inspection{Line: 4, Locals: local("nums", "[5, 5, 7]", "k", "1", "s", "{1: 'é'}")}},
		{"called", "def inner(x):\n    return x[7]\ndef outer(y):\n    return inner(y)\ndef k_frequent(nums, k):\n    return outer(nums)\n",
			runners.Inspection{Line: 2, Callers: []runners.Caller{{Line: 4, Function: "outer"}, {Line: 6, Function: "k_frequent"}}, Locals: local("x", "[5, 5, 7]")}},
		{"a method", "class Solution:\n  def __init__(self): self.seen = {}\n  def k_frequent(self, nums, k):\n    return self.seen[nums[0]]\n",
			runners.Inspection{Line: 4, Locals: local("self.seen", "{}", "nums", "[5, 5, 7]", "k", "1")}},
		{"an object of its own", "class Node:\n  def __init__(self, next): self.next = next\ndef k_frequent(nums, k):\n  n = Node(Node(None))\n  n.next = n.next.next.next\n",
			runners.Inspection{Line: 5, Locals: local("nums", "[5, 5, 7]", "k", "1", "n", "Node(next=Node(next=None))")}},
		{"outside of all", "first = [1]\nimport math\ndef f(): pass\nfirst[3]\n", runners.Inspection{Line: 4, Locals: local("first", "[1]")}},
		{"long values", "def k_frequent(nums, k):\n    big, text, digits = [list(range(99))] * 9999, 'x' * 10**6, 10 ** 999\n    return nums[99]\n",
			runners.Inspection{Line: 3, Locals: local("nums", "[5, 5, 7]", "k", "1",
				"big", ("[" + strings.Repeat("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, ...], ", 3))[:100],
				"text", "'"+strings.Repeat("x", 27)+"..."+strings.Repeat("x", 28)+"'",
				"digits", "1"+strings.Repeat("0", 27)+"..."+strings.Repeat("0", 29))}},
		{"no error", "def k_frequent(nums, k): return nums\n", runners.Inspection{}},
		{"an exit", "import sys\ndef k_frequent(nums, k): sys.exit(1)\n", runners.Inspection{}},

		{"its repr raises", odd("raise ValueError"), runners.Inspection{Line: 5, Locals: local("nums", "[5, 5, 7]", "k", "1", "odd", "<its repr raised ValueError>", "last", "1")}},
		{"its repr ends the process", odd("raise SystemExit"), runners.Inspection{Line: 5, Locals: local("nums", "[5, 5, 7]", "k", "1", "odd", "<its repr raised SystemExit>", "last", "1")}},
		{"its repr ends it at once", odd("import os; os._exit(0)"), runners.Inspection{}},
		{"its repr loops", odd("\n        while True: pass"), runners.Inspection{}},
		{"its repr waits", odd("import time; time.sleep(1000)"), runners.Inspection{}},
		{"its repr has no end", odd("return repr(Odd())"), runners.Inspection{Line: 5, Locals: local("nums", "[5, 5, 7]", "k", "1", "odd", "<its repr raised RecursionError>", "last", "1")}},
		{"its repr says much", odd("return 'y' * 10 ** 7"), runners.Inspection{Line: 5, Locals: local("nums", "[5, 5, 7]", "k", "1", "odd", strings.Repeat("y", 28)+"..."+strings.Repeat("y", 29), "last", "1")}},
		{"its repr prints", odd("print('secret'); return 'z'"), runners.Inspection{Line: 5, Locals: local("nums", "[5, 5, 7]", "k", "1", "odd", "z", "last", "1")}},
		{"it takes too much memory", odd("return 'y' * 10 ** 12"), runners.Inspection{Line: 5, Locals: local("nums", "[5, 5, 7]", "k", "1", "odd", "<its repr raised MemoryError>", "last", "1")}},
		{"it takes the harness's place", "import sys\ndef k_frequent(nums, k):\n    sys._getframe(1).f_globals['inspected'] = lambda e: b'[' * 9999\n    return nums[99]\n", runners.Inspection{}},
		{"it tells of what is not there", "import sys\nsaid = b'{\"line\": 1, \"callers\": [[99, \"f\"], [1, 2], [\"x\", \"y\"]], \"locals\": [[\"a b\", \"1\"], [\"\\\\u001b[31m\", \"1\"], [\"ok\", \"\\\\u001b\"]]}'\n" +
			"def k_frequent(nums, k):\n    sys._getframe(1).f_globals['inspected'] = lambda e: said\n    return nums[99]\n",
			runners.Inspection{Line: 1, Locals: local("ok", "\x1b")}},
	}
	runner := newRunner(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			session := prepare(t, runner, small(), []byte(test.source))
			before := run(t, session, numbers)
			got, err := session.(runners.Inspector).Inspect(t.Context(), numbers)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			if after := run(t, session, numbers); ending(before) != ending(after) || !cmp.Equal(before.Fault, after.Fault) {
				t.Errorf("%s before, %s after", ending(before), ending(after))
			}
		})
	}
}
