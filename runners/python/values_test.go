package python_test

import (
	"strings"
	"testing"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// What a function returns comes out with its type. Every answer is a value that the judge can read.
func TestValues(t *testing.T) {
	t.Parallel()
	const cycle = "def k_frequent(nums, k):\n    a = []; a += [a, a]\n    return a\n"
	tests := []struct{ name, source, want string }{
		{"plain", "return [None, True, 1, -2, 'ä\\n\"\\x00', 1.0, 0.1]", `[null,true,1,-2,"ä\n\"\u0000",1.0,0.1]`},
		{"bools are not numbers", "return [1, True, 0, False]", `[1,true,0,false]`},
		{"tuple", "return (1, (2,), ())", `{"tuple":[1,{"tuple":[2]},{"tuple":[]}]}`},
		{"sets", "return [{1}, frozenset([2]), set()]", `[{"set":[1]},{"frozenset":[2]},{"set":[]}]`},
		{"dict", "return {'a': 1, 2: [3], (4,): None}", `{"dict":[["a",1],[2,[3]],[{"tuple":[4]},null]]}`},
		{"floats", "return [float('nan'), float('inf'), -float('inf'), -0.0, 1e300]", `[{"float":"nan"},{"float":"inf"},{"float":"-inf"},-0.0,1e+300]`},
		{"integers", "return [2**63 - 1, -2**63, 2**63, -2**64]", `[9223372036854775807,-9223372036854775808,{"int":"0x8000000000000000"},{"int":"-0x10000000000000000"}]`},
		{"an integer too long to print", "return len(str(hex(10**6000))) and 10**6000 > 0", `true`},
		{"bytes", "return [b'a\\xff', bytearray(b'b')]", `[{"bytes":"Yf8="},{"bytes":"Yg=="}]`},
		{"a lone surrogate", "return '\\ud800'", `{"object":["str","'\\ud800'"]}`},
		{"a generator", "return (n for n in nums)", ``},
		{"range", "return range(3)", `{"object":["range","range(0, 3)"]}`},
		{"a function", "return print", `{"object":["builtin_function_or_method","<built-in function print>"]}`},
		{"Counter", "import collections\n    return collections.Counter(nums)", `{"dict":[[5,2],[7,1]]}`},
		{"deque", "import collections\n    return collections.deque(nums)", `[5,5,7]`},
		{"namedtuple", "import collections\n    return collections.namedtuple('P', 'x y')(1, 2)", `{"tuple":[1,2]}`},
		{"IntEnum", "import enum\n    return enum.IntEnum('E', 'A B').B", `2`},
		{"a str enum", "import enum\n    class E(str, enum.Enum): A = 'a'\n    return E.A", `"a"`},
		{"a repr that raises", "class C:\n        def __repr__(self): raise ValueError\n    return C()", `{"object":["C","<its repr raised ValueError>"]}`},
		{"async", "import asyncio\n    async def f():\n        await asyncio.sleep(0)\n        return k\n    return asyncio.run(f())", `1`},
		{"nested deep", "a = 0\n    for _ in range(998): a = [a]\n    return a", strings.Repeat("[", 998) + "0" + strings.Repeat("]", 998)},
	}
	runner := newRunner(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := run(t, prepare(t, runner, small(), []byte("def k_frequent(nums, k):\n    "+test.source+"\n")), numbers)
			if o.End != runners.Answered || test.want != "" && !equal(t, test.want, o.Answer) {
				t.Errorf("end %d, answer %s %s; want %s", o.End, o.Answer, describe(o), test.want)
			}
		})
	}
	for name, source := range map[string]string{
		"a list in itself": cycle,
		"nested too deep":  "def k_frequent(nums, k):\n    a = 0\n    for _ in range(100000): a = [a]\n    return a\n",
	} {
		t.Run(name, func(t *testing.T) {
			o := run(t, prepare(t, runner, small(), []byte(source)), numbers)
			if o.End != runners.Answered || !strings.Contains(string(o.Answer), `{"object":["list",`) {
				t.Errorf("end %d, answer %.200s", o.End, o.Answer)
			}
			equal(t, "null", o.Answer)
		})
	}
}

// equal compares two values by their canonical form.
func equal(t *testing.T, want string, got []byte) bool {
	t.Helper()
	v, err := value.ParseJSON(got)
	if err != nil {
		t.Errorf("the answer cannot be read: %v", err)
		return false
	}
	w, err := value.ParseJSON([]byte(want))
	if err != nil {
		t.Fatal(err)
	}
	return string(value.AppendJSON(nil, v)) == string(value.AppendJSON(nil, w))
}

// Arguments arrive as the case has them.
func TestArguments(t *testing.T) {
	t.Parallel()
	for _, input := range []string{
		`[null,true,1,-2,"ä\n\"\u0000",1.0,0.1]`, `{"tuple":[{"set":[1]},{"frozenset":[]},{"dict":[[1,2],["a",[]]]}]}`,
		`[{"int":"0x8000000000000000"},{"int":"-0x10000000000000000"},{"float":"nan"},{"float":"-inf"}]`, `{"bytes":"Yf8="}`,
	} {
		c := testcases.Case{Name: "sample/same", Input: testcases.NewBlob([]byte(`{"dict":[["nums",` + input + `],["k",1]]}`))}
		o := run(t, prepare(t, newRunner(t), small(), []byte("def k_frequent(nums, k):\n    return nums\n")), c)
		if o.End != runners.Answered || !equal(t, input, o.Answer) {
			t.Errorf("%s came back as %s", input, o.Answer)
		}
	}
}

// Prints are kept apart from the answer, whatever becomes of the streams.
func TestOutput(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, source, stdout, stderr string
		end                          runners.End
	}{
		{"prints", "import sys\n    print('a', nums); print('b', file=sys.stderr)", "a [5, 5, 7]\n", "b\n", runners.Answered},
		{"a child's", "import os\n    print('a', flush=True); os.system('echo b; echo c >&2')", "a\nb\n", "c\n", runners.Answered},
		{"closed", "import sys\n    print('a'); sys.stdout.close(); sys.stderr.close()", "a\n", "", runners.Answered},
		{"closed below", "import os\n    os.close(1); os.close(2)", "", "", runners.Answered},
		{"gone", "import sys\n    sys.stdout = None; sys.stderr = 7", "", "", runners.Answered},
		{"before an error", "print('a')\n    k / 0", "a\n", "", runners.Raised},
		{"before an exit", "print('a')\n    raise SystemExit('b')", "a\n", "b\n", runners.Exited},
		{"bytes of no text", "import os\n    os.write(1, b'\\x00\\xff\\x1b[31m')", "\x00\xff\x1b[31m", "", runners.Answered},
	}
	runner := newRunner(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := run(t, prepare(t, runner, small(), []byte("def k_frequent(nums, k):\n    "+test.source+"\n")), numbers)
			if o.End != test.end || string(o.Stdout) != test.stdout || string(o.Stderr) != test.stderr {
				t.Errorf("end %d, stdout %q, stderr %q; want %d, %q, %q", o.End, o.Stdout, o.Stderr, test.end, test.stdout, test.stderr)
			}
		})
	}
	for stream, source := range map[string]string{
		"stdout": "print('x' * 10_000_000)", "stderr": "import os\n    while True: os.write(2, b'x' * 4096)", "answer": "return 'x' * 20_000_000",
	} {
		t.Run("too much "+stream, func(t *testing.T) {
			p := small()
			o := run(t, prepare(t, runner, p, []byte("def k_frequent(nums, k):\n    "+source+"\n")), numbers)
			if o.End != runners.OutputEnded || o.Stream != stream {
				t.Errorf("end %d, stream %q", o.End, o.Stream)
			}
			if max(len(o.Stdout), len(o.Stderr)) > int(p.Limits.Output) || len(o.Answer) > 0 {
				t.Errorf("%d bytes of stdout, %d of stderr, %d of the answer", len(o.Stdout), len(o.Stderr), len(o.Answer))
			}
		})
	}
}

// Inputs and answers of many megabytes pass, and the supervisor does not need a case's memory for them.
func TestLarge(t *testing.T) {
	t.Parallel()
	list := "[" + strings.Repeat("1234567,", 1_900_000) + "1]"
	c := testcases.Case{Name: "sample/large", Input: testcases.NewBlob([]byte(`{"dict":[["nums",` + list + `],["k",1]]}`))}
	session := prepare(t, newRunner(t), small(), []byte("def k_frequent(nums, k): return ','.join(map(str, nums))"))
	for range 2 {
		o := run(t, session, c)
		if o.End != runners.Answered || string(o.Answer) != `"`+list[1:len(list)-1]+`"` {
			t.Errorf("end %d, an answer of %d bytes %s", o.End, len(o.Answer), describe(o))
		}
		t.Logf("CPU %v, wall %v, peak %d MiB", o.CPU, o.Wall, o.Peak>>20)
	}
}
