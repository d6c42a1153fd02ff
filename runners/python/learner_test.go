package python_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// What a learner is told of an error, case by case: the submission, the arguments, and how it ends.
func TestErrors(t *testing.T) {
	t.Parallel()
	const notes = `from collection import Counter
def k_frequent(self, nums: List[int], k: int):
    nums_sorted = sorted(counter(nums).items(), key=lambda x: x[1], reverse=True)
    return [item for item, freq in nums_sorted[:k]]
# O(n)
`
	tests := []struct {
		name, source string
		end          runners.End
		code         int
		fault        *runners.Fault
	}{
		{name: "study notes as they are", source: notes, end: runners.Raised,
			fault: &runners.Fault{Type: "ModuleNotFoundError", Message: "No module named 'collection'", Hint: "collections", Line: 1, Column: 1, Width: 30}},
		{name: "study notes with their import mended", source: strings.Replace(notes, "collection", "collections", 1), end: runners.Raised,
			fault: &runners.Fault{Type: "NameError", Message: "name 'counter' is not defined. Did you mean: 'Counter'?", Line: 3, Column: 26, Width: 7}},
		{name: "a module that is not imported", source: "def k_frequent(nums, k):\n    return heapq.nlargest(k, collections.Counter(nums))\n", end: runners.Raised,
			fault: &runners.Fault{Type: "NameError", Message: "name 'heapq' is not defined. Did you forget to import 'heapq'?", Line: 2, Column: 12, Width: 5}},
		{name: "a module that is like another name", source: "def k_frequent(nums, k):\n    return collections.Counter(nums)\n", end: runners.Raised,
			fault: &runners.Fault{Type: "NameError", Message: "name 'collections' is not defined. Did you forget to import 'collections'?", Line: 2, Column: 12, Width: 11}},
		{name: "study notes mended", source: strings.NewReplacer("collection", "collections", "counter", "Counter").Replace(notes), end: runners.Answered},
		{name: "syntax", source: "def k_frequent(nums, k)\n    return nums\n", end: runners.NotCompiled,
			fault: &runners.Fault{Type: "SyntaxError", Message: "expected ':'", Line: 1, Column: 24, Static: true}},
		{name: "syntax after letters of several bytes", source: "ä = 'ö'\nx = 'ö' +\n", end: runners.NotCompiled,
			fault: &runners.Fault{Type: "SyntaxError", Message: "invalid syntax", Line: 2, Column: 10, Width: 0, Static: true}},
		{name: "indentation", source: "def k_frequent(nums, k):\nreturn nums\n", end: runners.NotCompiled,
			fault: &runners.Fault{Type: "IndentationError", Message: "expected an indented block after function definition on line 1", Line: 2, Column: 1, Width: 6, Static: true}},
		{name: "columns count characters", source: "def k_frequent(nums, k):\n    return 'äöü' + unheard\n", end: runners.Raised,
			fault: &runners.Fault{Type: "NameError", Message: "name 'unheard' is not defined", Line: 2, Column: 20, Width: 7}},
		{name: "recursion", source: "def k_frequent(nums, k):\n    return k_frequent(nums, k)\n", end: runners.Raised,
			fault: &runners.Fault{Type: "RecursionError", Message: "maximum recursion depth exceeded", Line: 2, Column: 12, Width: 19}},
		{name: "memory", source: "def k_frequent(nums, k):\n    return [0] * 10**15\n", end: runners.MemoryEnded,
			fault: &runners.Fault{Type: "MemoryError", Line: 2, Column: 12, Width: 12}},
		{name: "sys.exit", source: "import sys\ndef k_frequent(nums, k):\n    sys.exit(3)\n", end: runners.Exited, code: 3},
		{name: "os._exit", source: "import os\ndef k_frequent(nums, k):\n    os._exit(0)\n", end: runners.Exited},
		{name: "a message that raises", source: "class E(Exception):\n    def __str__(self): raise self\ndef k_frequent(nums, k):\n    raise E\n", end: runners.Raised,
			fault: &runners.Fault{Type: "E", Message: "<its message raised E>", Line: 4, Column: 5, Width: 7}},
		{name: "a message that exits", source: "class E(Exception):\n    def __str__(self): raise SystemExit\ndef k_frequent(nums, k):\n    raise E\n", end: runners.Raised,
			fault: &runners.Fault{Type: "E", Message: "<its message raised SystemExit>", Line: 4, Column: 5, Width: 7}},
		{name: "number of arguments", source: "\ndef k_frequent(nums):\n    return nums\n", end: runners.Raised,
			fault: &runners.Fault{Type: "TypeError", Message: "k_frequent() takes 1 positional argument but 2 were given", Line: 2}},
		{name: "number of a method's arguments", source: "class Solution:\n  def k_frequent(self, nums):\n    return nums\n", end: runners.Raised,
			fault: &runners.Fault{Type: "TypeError", Message: "Solution.k_frequent() takes 2 positional arguments but 3 were given", Line: 2}},
		{name: "another spelling", source: "import os\ndef kFrequent(nums, k):\n    return nums\n", end: runners.Raised,
			fault: &runners.Fault{Type: "NameError", Message: "the submission defines no function k_frequent", Hint: "kFrequent is defined: rename it to k_frequent", Line: 2}},
		{name: "a method in another spelling", source: "class Solution:\n  def k_frequents(self, nums, k):\n    return nums\n", end: runners.Raised,
			fault: &runners.Fault{Type: "NameError", Message: "the submission defines no function k_frequent", Hint: "Solution.k_frequents is defined: rename it to k_frequent", Line: 2}},
		{name: "other functions", source: "from math import sqrt\ndef top(nums, k): pass\ndef main(): pass\n", end: runners.Raised,
			fault: &runners.Fault{Type: "NameError", Message: "the submission defines no function k_frequent", Hint: "it defines top, main"}},
		{name: "nothing", source: "", end: runners.Raised,
			fault: &runners.Fault{Type: "NameError", Message: "the submission defines no function k_frequent"}},
		{name: "a module that is not there", source: "import numpy as np\n", end: runners.Raised,
			fault: &runners.Fault{Type: "ModuleNotFoundError", Message: "No module named 'numpy'", Line: 1, Column: 1, Width: 18}},
		{name: "an attribute", source: "def k_frequent(nums, k):\n    nums.apend(1)\n", end: runners.Raised,
			fault: &runners.Fault{Type: "AttributeError", Message: "'list' object has no attribute 'apend'. Did you mean: 'append'?", Line: 2, Column: 5, Width: 10}},
		{name: "input", source: "def k_frequent(nums, k):\n    return input()\n", end: runners.Raised,
			fault: &runners.Fault{Type: "EOFError", Message: "EOF when reading a line", Line: 2, Column: 12, Width: 7}},
		{name: "an error in the library", source: "import json\ndef k_frequent(nums, k):\n    return json.loads('{')\n", end: runners.Raised,
			fault: &runners.Fault{Type: "JSONDecodeError", Message: "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)", Line: 3, Column: 12, Width: 15}},
	}
	runner := newRunner(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := run(t, prepare(t, runner, small(), []byte(test.source)), numbers)
			if o.End != test.end || o.Code != test.code {
				t.Errorf("end %d, code %d; want end %d, code %d", o.End, o.Code, test.end, test.code)
			}
			if diff := cmp.Diff(test.fault, o.Fault); diff != "" {
				t.Errorf("the fault is another (-want +got):\n%s", diff)
			}
		})
	}
}

// A compiler's message is static only when the compiler says it: a submission that says the same at run time has
// seen its arguments.
func TestForgedCompileErrorIsNotStatic(t *testing.T) {
	t.Parallel()
	source := `
import os
def k_frequent(nums, k):
    for fd in range(3, 20):
        try: os.write(fd, b'S{"type":"SyntaxError","message":"%d","line":1,"column":1,"width":1,"bytes":false,"hint":""}' % nums[0])
        except OSError: pass
    os._exit(0)
`
	o := run(t, prepare(t, newRunner(t), small(), []byte(source)), numbers)
	if o.End != runners.Raised || o.Fault == nil || o.Fault.Static {
		t.Errorf("a forged compile error: end %d, fault %+v", o.End, o.Fault)
	}
}

// A submission is compiled once, but what the compiler warns of is told with every case, and so is the text of its lines.
func TestWarningsOfEveryCase(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		"def k_frequent(nums, k):\n    return nums if k is 1 else []\n":                              "SyntaxWarning",
		"import traceback\ndef k_frequent(nums, k):\n    traceback.print_stack()\n    return nums\n": "traceback.print_stack()",
	} {
		session := prepare(t, newRunner(t), small(), []byte(source))
		for range 2 {
			if o := run(t, session, numbers); o.End != runners.Answered || !strings.Contains(string(o.Stderr), want) {
				t.Errorf("end %d, and %q is not on stderr: %q", o.End, want, o.Stderr)
			}
		}
	}
}

// numbers is a case of the problem small.
var numbers = testcases.Case{Name: "sample/numbers", Input: testcases.NewBlob([]byte(`{"dict":[["nums",[5,5,7]],["k",1]]}`))}

// small is a problem with one function and small limits.
func small() *problems.Problem {
	p := &problems.Problem{Slug: "small", Kind: problems.Function, Limits: problems.DefaultLimits()}
	p.Signature = problems.Signature{Name: "k_frequent", Params: []problems.Param{{Name: "nums"}, {Name: "k"}}}
	return p
}
