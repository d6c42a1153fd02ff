package python_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// program is a problem whose submissions are whole programs.
func program() *problems.Problem {
	return &problems.Problem{Slug: "echo", Kind: problems.Stdin, Limits: problems.DefaultLimits()}
}

func reads(v value.Value) testcases.Case {
	return testcases.Case{Name: "sample/text", Input: testcases.NewBlob(value.AppendJSON(nil, v))}
}

// A whole program reads its input in every way that there is, and what it prints is its answer, however it ends.
func TestPrograms(t *testing.T) {
	t.Parallel()
	const text = "3 4\nä\r\n\nlast"
	tests := []struct{ name, source, want string }{
		{"input", "a, b = map(int, input().split())\nprint(a + b)\nprint(input())", "7\nä\n"},
		{"input to the end", "try:\n  while True: print(len(input()), end=' ')\nexcept EOFError: print('end')", "3 1 0 4 end\n"},
		{"sys.stdin", "import sys\nfor line in sys.stdin: print(repr(line))", "'3 4\\n'\n'ä\\n'\n'\\n'\n'last'\n"},
		{"bytes", "import sys\nprint(sys.stdin.buffer.read())", "b'3 4\\n\\xc3\\xa4\\r\\n\\nlast'\n"},
		{"os.read", "import os\nprint(os.read(0, 4), os.read(0, 100))", "b'3 4\\n' b'\\xc3\\xa4\\r\\n\\nlast'\n"},
		{"by its size", "import io, os\ninput = io.BytesIO(os.read(0, os.fstat(0).st_size)).readline\nprint(input(), os.fstat(0).st_size)", "b'3 4\\n' 13\n"},
		{"from the start again", "import sys\na = sys.stdin.read(); sys.stdin.seek(0)\nprint(a == sys.stdin.read() and len(a))", "11\n"},
		{"mapped", "import mmap\nprint(mmap.mmap(0, 0, access=mmap.ACCESS_READ)[:])", "b'3 4\\n\\xc3\\xa4\\r\\n\\nlast'\n"},
		{"open(0)", "print(open(0).readline())", "3 4\n\n"},
		{"/dev/stdin", "print(open('/dev/stdin').readline())", "3 4\n\n"},
		{"a child's", "import subprocess\nprint(subprocess.run(['cat'], capture_output=True).stdout.decode())", text + "\n"},
		{"as __main__", "def main(): print('main')\nif __name__ == '__main__': main()", "main\n"},
		{"its own name", "import sys, pickle\nclass A: pass\nprint(sys.modules['__main__'].A is A, pickle.loads(pickle.dumps(A)) is A)", "True True\n"},
		{"sys.exit", "import sys\nprint(1)\nsys.exit()", "1\n"},
		{"exit", "print(1)\nexit(0)", "1\n"},
		{"os._exit", "import os\nprint(1, flush=True)\nos._exit(0)", "1\n"},
		{"threads", "import threading, time\ndef main():\n  time.sleep(0.05)\n  print('done')\nthreading.Thread(target=main).start()", "done\n"},
		{"a thread with a deep stack", "import sys, threading\nsys.setrecursionlimit(10**6)\nthreading.stack_size(1 << 26)\ndef f(n): return n and f(n - 1) + 1\n" +
			"threading.Thread(target=lambda: print(f(20000))).start()", "20000\n"},
		{"at exit", "import atexit, os\natexit.register(lambda: os.write(1, b'late'))\nprint('early', flush=True)", "early\nlate"},
		{"stdout of its own", "import io, sys\nout = sys.stdout\nsys.stdout = io.StringIO()\nprint('kept')\nout.write(sys.stdout.getvalue())", "kept\n"},
		{"a stream of its own", "out = open(1, 'wb', 1000, closefd=False)\nout.write(b'a')", "a"},
		{"bytes out", "import sys\nsys.stdout.buffer.write(b'\\xff')", "\xff"},
		{"nothing", "pass", ""},
		{"stderr is not it", "import sys\nprint('x', file=sys.stderr)", ""},
		{"typing's names", "def f(a: List[int]) -> Optional[int]: return 1\nprint(f([]))", "1\n"},
	}
	runner := newRunner(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			session := prepare(t, runner, program(), []byte(test.source+"\n"))
			for range 2 {
				o := run(t, session, reads(value.Str(text)))
				if o.End != runners.Answered || printed(t, o.Answer) != test.want {
					t.Errorf("end %d, code %d %s, printed %q, stderr %q; want %q", o.End, o.Code, describe(o), o.Answer, o.Stderr, test.want)
				}
			}
		})
	}
}

// printed gives the text of an answer.
func printed(t *testing.T, answer []byte) string {
	t.Helper()
	v, err := value.ParseJSON(answer)
	if err != nil {
		t.Errorf("the answer cannot be read: %v", err)
	}
	switch v := v.(type) {
	case value.Str:
		return string(v)
	case value.Bytes:
		return string(v)
	}
	t.Errorf("%s is no text", answer)
	return ""
}

// The input arrives byte by byte as the case has it, and none of it is nothing.
func TestProgramsInput(t *testing.T) {
	t.Parallel()
	session := prepare(t, newRunner(t), program(), []byte("import sys\nsys.stdout.buffer.write(sys.stdin.buffer.read())\n"))
	for _, in := range []value.Value{
		value.Str(""), value.Str("\n"), value.Str("\x00a\r\n\t"), value.Bytes("\xff\xfe\x00"), value.Str(strings.Repeat("0123456789", 500_000)),
	} {
		o := run(t, session, reads(in))
		if o.End != runners.Answered || string(o.Answer) != string(value.AppendJSON(nil, in)) {
			t.Errorf("end %d %s: %.100q came back as %.100q", o.End, describe(o), value.AppendJSON(nil, in), o.Answer)
		}
	}
	if o, err := session.Run(t.Context(), testcases.Case{Input: testcases.NewBlob([]byte("[1]"))}); err == nil {
		t.Errorf("a list was read: %+v", o)
	}
}

// How programs fail.
func TestProgramsFail(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, source   string
		end            runners.End
		code           int
		fault          *runners.Fault
		stdout, stream string
	}{
		{name: "an error", source: "print('before')\nn = int(input())\n", end: runners.Raised, stdout: "before\n",
			fault: &runners.Fault{Type: "ValueError", Message: "invalid literal for int() with base 10: '3 4'", Line: 2, Column: 5, Width: 12}},
		{name: "an error below", source: "def main():\n    return counter\nmain()\n", end: runners.Raised,
			fault: &runners.Fault{Type: "NameError", Message: "name 'counter' is not defined. Did you mean: 'Counter'?", Line: 2, Column: 12, Width: 7}},
		{name: "too little input", source: "while True: input()\n", end: runners.Raised,
			fault: &runners.Fault{Type: "EOFError", Message: "EOF when reading a line", Line: 1, Column: 13, Width: 7}},
		{name: "syntax", source: "print 1\n", end: runners.NotCompiled,
			fault: &runners.Fault{Type: "SyntaxError", Message: "Missing parentheses in call to 'print'. Did you mean print(...)?", Line: 1, Column: 1, Width: 7, Static: true}},
		{name: "a status", source: "print(1)\nraise SystemExit(3)\n", end: runners.Exited, code: 3, stdout: "1\n"},
		{name: "a message", source: "import sys\nsys.exit('no')\n", end: runners.Exited, code: 1},
		{name: "os._exit", source: "import os\nos._exit(4)\n", end: runners.Exited, code: 4},
		{name: "a signal", source: "import os\nos.abort()\n", end: runners.Signaled, code: 6},
		{name: "memory", source: "a = [0] * 10**15\n", end: runners.MemoryEnded, fault: &runners.Fault{Type: "MemoryError", Line: 1, Column: 5, Width: 12}},
		{name: "too much output", source: "while True: print('x' * 1000)\n", end: runners.OutputEnded, stream: "output"},
		{name: "too much on stderr", source: "import sys\nwhile True: print('x' * 1000, file=sys.stderr)\n", end: runners.OutputEnded, stream: "stderr"},
		{name: "a forged answer", source: "import os\nfor fd in range(3, 20):\n  try: os.write(fd, b'A1')\n  except OSError: pass\nprint('mine', flush=True)\nos._exit(0)\n", end: runners.Answered},
	}
	runner := newRunner(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := run(t, prepare(t, runner, program(), []byte(test.source)), reads(value.Str("3 4\n")))
			if o.End != test.end || o.Code != test.code || o.Stream != test.stream {
				t.Errorf("end %d, code %d, stream %q; want end %d, code %d, %q", o.End, o.Code, o.Stream, test.end, test.code, test.stream)
			}
			if o.End != runners.OutputEnded && string(o.Stdout) != test.stdout {
				t.Errorf("stdout %q; want %q", o.Stdout, test.stdout)
			}
			if o.End == runners.Answered && printed(t, o.Answer) != "mine\n" {
				t.Errorf("the answer is %q", o.Answer)
			}
			if diff := cmp.Diff(test.fault, o.Fault); diff != "" {
				t.Errorf("the fault is another (-want +got):\n%s", diff)
			}
		})
	}
}

// The answer may be much longer than what a function may print.
func TestProgramsOutput(t *testing.T) {
	t.Parallel()
	p := program()
	session := prepare(t, newRunner(t), p, []byte("print('x' * (5 << 20), end='')\n"))
	if o := run(t, session, reads(value.Str(""))); o.End != runners.Answered || len(printed(t, o.Answer)) != 5<<20 || len(o.Stdout) > 0 {
		t.Errorf("end %d, %d bytes", o.End, len(o.Answer))
	}
}
