package python_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/python"
	"github.com/coding-judge/judge/testcases"
)

// talk runs a program in a dialog with answer, which is given each line that the program writes and says what it reads next; "" for
// nothing, and "." for nothing more ever.
func talk(t *testing.T, runner *python.Runner, l problems.Limits, source, first string, answer func(line string) string) (o runners.Outcome, heard string) {
	t.Helper()
	session := prepare(t, runner, &problems.Problem{Kind: problems.Stdin, Limits: l}, []byte(source)).(runners.Conversing)
	said := make(chan []byte, 1<<16) // as much as any test says
	open := true
	say := func(text string) {
		switch {
		case text == "." && open:
			open = false
			close(said)
		case text != "" && open:
			said <- []byte(text)
		}
	}
	say(first)
	var all, line bytes.Buffer
	o, err := session.Converse(t.Context(), said, func(text []byte) {
		all.Write(text)
		for _, b := range text {
			if line.WriteByte(b); b == '\n' {
				say(answer(strings.TrimSuffix(line.String(), "\n")))
				line.Reset()
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return o, all.String()
}

func nothing(string) string { return "" }

func TestDialog(t *testing.T) {
	t.Parallel()
	runner := newRunner(t)
	limits := problems.DefaultLimits()
	limits.Memory = 96 << 20
	short := limits
	short.Wall = 500 * time.Millisecond
	small := limits
	small.Answer = 1000
	for name, tt := range map[string]struct {
		source, first string
		answer        func(line string) string
		limits        problems.Limits
		end           runners.End
		told          bool
		heard         string
	}{
		"in turn": {"n = int(input())\nwhile n > 1:\n    print(n, flush=True)\n    n = int(input())\n", "9\n",
			func(line string) string { return line[:len(line)-1] + string(line[len(line)-1]-1) + "\n" }, limits, runners.Answered, false, "9\n8\n7\n6\n5\n4\n3\n2\n"},
		"it says all and reads nothing": {"print(1)\nprint(2)\n", "x\n", nothing, limits, runners.Answered, false, "1\n2\n"},
		"it reads to the end":           {"import sys\nprint(len(sys.stdin.read()))\n", "some text\n", nothing, limits, runners.WallEnded, false, ""},
		"it is told of the end": {"import sys\nprint('go', flush=True)\nprint(len(sys.stdin.read()))\n", "some text\n",
			func(line string) string { return "." }, limits, runners.Answered, true, "go\n10\n"},
		"it fails for want of input": {"print(1, flush=True)\ninput()\n", "", func(string) string { return "." }, limits, runners.Raised, true, "1\n"},
		"it fails by itself":         {"print(1, flush=True)\nfor i in range(10 ** 6):\n    pass\n1 / 0\n", "", func(string) string { return "." }, limits, runners.Raised, false, "1\n"},
		"it says too much":           {"while True:\n    print('x' * 99)\n", "", nothing, small, runners.OutputEnded, false, "*"},
		"it works for ever":          {"while True:\n    pass\n", "x\n", nothing, limits, runners.CPUEnded, false, ""},
		"it exits":                   {"import sys\nsys.exit(3)\n", "x\n", nothing, limits, runners.Exited, false, ""},
		"it closes its ears":         {"import os\nos.close(0)\nprint(1, flush=True)\nprint(2)\n", "", func(string) string { return strings.Repeat("x\n", 100000) }, limits, runners.Answered, false, "1\n2\n"},
		"it reads much": {"import sys\nprint('go', flush=True)\nprint(len(sys.stdin.read()))\n", strings.Repeat("x", 5_000_000),
			func(string) string { return "." }, limits, runners.Answered, true, "go\n5000000\n"},
		"it does not compile":         {"print(", "x\n", nothing, limits, runners.NotCompiled, false, ""},
		"a process of its own speaks": {"import os\nif os.fork() == 0:\n    print(input()[::-1], flush=True)\nelse:\n    os.wait()\n", "abc\n", nothing, limits, runners.Answered, false, "cba\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if tt.end == runners.WallEnded {
				tt.limits = short
			}
			o, heard := talk(t, runner, tt.limits, tt.source, tt.first, tt.answer)
			if tt.heard == "*" {
				heard = tt.heard
			}
			if o.End != tt.end || o.Told != tt.told || heard != tt.heard {
				t.Errorf("end %d, told %t, heard %.100q; %s %s", o.End, o.Told, heard, describe(o), o.Stderr)
			}
		})
	}
}

// After a dialog the cell judges a plain case, and another dialog, and nothing of the first is there.
func TestDialogAndCases(t *testing.T) {
	t.Parallel()
	p := &problems.Problem{Kind: problems.Stdin, Limits: problems.DefaultLimits()}
	session := prepare(t, newRunner(t), p, []byte("import sys\nprint(sys.stdin.readline().strip() + '!', flush=True)\n"))
	for range 3 {
		said := make(chan []byte, 2)
		said <- []byte("abc\nthe rest is for nobody\n")
		var heard bytes.Buffer
		o, err := session.(runners.Conversing).Converse(t.Context(), said, func(text []byte) {
			heard.Write(text)
			said <- []byte("too late, perhaps\n")
		})
		if err != nil || o.End != runners.Answered || heard.String() != "abc!\n" {
			t.Fatalf("%v, %s, heard %q", err, describe(o), &heard)
		}
		if got := ending(run(t, session, testcases.Case{Name: "sample/1", Input: testcases.NewBlob([]byte(`"def\n"`))})); got != `answered "def!\n"` {
			t.Errorf("a plain case was %s", got)
		}
	}
}
