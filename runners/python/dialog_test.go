package python_test

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/native/nativetest"
	"github.com/coding-judge/judge/runners/cell/wire"
	"github.com/coding-judge/judge/runners/python"
	"github.com/coding-judge/judge/testcases"
)

// partner is who a program speaks with in a test: it is given each line that the program writes and says what that reads next; ""
// for nothing, "." for nothing more ever, "!" that it is to be ended, and "?" that it is when it waits.
type partner struct {
	answer func(line string) string
	news   chan struct{}
	heard  bytes.Buffer
	line   bytes.Buffer
	quiet  []string

	mu        sync.Mutex
	text      []byte
	taken     int64
	took      int64
	all, stop bool
}

func newPartner(first string, answer func(line string) string) *partner {
	p := &partner{answer: answer, news: make(chan struct{}, 1)}
	p.say(first, 0)
	return p
}

func (p *partner) say(text string, taken int) {
	p.mu.Lock()
	p.taken += int64(taken)
	switch text {
	case ".":
		p.all = true
	case "!":
		p.all, p.stop = false, true
	case "?":
		p.all, p.stop = true, true
	default:
		p.text = append(p.text, text...)
	}
	p.mu.Unlock()
	select {
	case p.news <- struct{}{}:
	default:
	}
}

func (p *partner) News() <-chan struct{} { return p.news }

func (p *partner) Next(most int) ([]byte, int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	n, taken := min(most, len(p.text)), p.taken
	text := p.text[:n:n]
	p.text, p.taken = p.text[n:], 0
	return text, taken
}

func (p *partner) Ending() (bool, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.all && len(p.text) == 0, p.stop && (!p.all || len(p.text) == 0)
}

func (p *partner) Hear(text []byte) {
	p.heard.Write(text)
	for _, b := range text {
		if p.line.WriteByte(b); b == '\n' {
			p.say(p.answer(strings.TrimSuffix(p.line.String(), "\n")), p.line.Len())
			p.line.Reset()
		}
	}
}

func (p *partner) Took(n int64) {
	p.took += n
	p.say("", 0)
}

func (p *partner) Quiet(heard int64, sure bool) {
	p.quiet = append(p.quiet, fmt.Sprint(heard, " ", sure))
	if p.answer == nil {
		p.say("?", 0)
	}
}

// talk runs a program in a dialog.
func talk(t *testing.T, runner *python.Runner, l problems.Limits, source, first string, answer func(line string) string) (o runners.Outcome, heard string) {
	t.Helper()
	session := prepare(t, runner, &problems.Problem{Kind: problems.Stdin, Limits: l}, []byte(source)).(runners.Conversing)
	p := newPartner(first, answer)
	o, err := session.Converse(t.Context(), p, p)
	if err != nil {
		t.Fatal(err)
	}
	return o, p.heard.String()
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
		"it sleeps":                     {"import time\ntime.sleep(1000)\n", "some text\n", nothing, limits, runners.WallEnded, false, ""},
		"it sleeps, and nothing comes":  {"import time\nprint(1, flush=True)\ntime.sleep(1000)\n", "", func(string) string { return "." }, limits, runners.WallEnded, false, "1\n"},
		"it floods, and nobody listens": {"import os\nwhile True: os.write(1, b'x' * 1000)\n", "", nothing, limits, runners.WallEnded, false, "*"},
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
		"it is ended":                 {"print(1, flush=True)\nwhile True:\n    pass\n", "", func(string) string { return "!" }, limits, runners.Stopped, false, "1\n"},
		"it is ended in sleep":        {"import time\nprint(1, flush=True)\ntime.sleep(1000)\n", "", func(string) string { return "!" }, limits, runners.Stopped, false, "1\n"},
		"it is ended in time":         {"import sys\nprint(1, flush=True)\nfor i in range(10 ** 6):\n    pass\nsys.stdin.readline()\n", "", func(string) string { return "?" }, limits, runners.Stopped, false, "1\n"},
		"it ends before":              {"print(1, flush=True)\nfor i in range(10 ** 6):\n    pass\n", "", func(string) string { return "?" }, limits, runners.Answered, false, "1\n"},
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
		said := newPartner("abc\nthe rest is for nobody\n", func(string) string { return "too late, perhaps\n" })
		o, err := session.(runners.Conversing).Converse(t.Context(), said, said)
		if err != nil || o.End != runners.Answered || said.heard.String() != "abc!\n" {
			t.Fatalf("%v, %s, heard %q", err, describe(o), &said.heard)
		}
		if got := ending(run(t, session, testcases.Case{Name: "sample/1", Input: testcases.NewBlob([]byte(`"def\n"`))})); got != `answered "def!\n"` {
			t.Errorf("a plain case was %s", got)
		}
	}
}

// That a program waits is told once it is so, and whether it is sure, and how much it has read.
func TestQuiet(t *testing.T) {
	t.Parallel()
	quiet(t, newRunner(t))
}

// The same on native cells.
func TestNativeQuiet(t *testing.T) {
	t.Parallel()
	quiet(t, &python.Runner{Engine: nativetest.Open(t)})
}

func TestNativeQuietAsNobody(t *testing.T) {
	t.Parallel()
	nativetest.Open(t)
	nativetest.AsNobody(t, "TestNativeQuiet")
}

func quiet(t *testing.T, runner *python.Runner) {
	t.Helper()
	for name, tt := range map[string]struct{ source, first, want string }{
		"reads":                    {"input()\ninput()\n", "one\n", "4 true"},
		"has read nothing":         {"input()\n", "", "0 true"},
		"reads in a child":         {"import os\nif os.fork() == 0: os.read(0, 10)\nelse: os.wait()\n", "", "0 true"},
		"has a child that is dead": {"import os\nif os.fork() == 0: os._exit(0)\nos.read(0, 10)\n", "", "0 true"},
		"may be woken":             {"import signal\nsignal.signal(signal.SIGALRM, print)\nsignal.alarm(1000)\ninput()\n", "", "0 false"},
		"asks for a time":          {"import select\nselect.select([0], [], [], 1000)\n", "", "0 false"},
		"has a thread that waits":  {"import threading\nthreading.Timer(1000, print).start()\ninput()\n", "", "0 false"},
		"has a child that waits":   {"import os, select\nif os.fork() == 0: select.select([], [], [], 1000)\ninput()\n", "", "0 false"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			session := prepare(t, runner, &problems.Problem{Kind: problems.Stdin, Limits: problems.DefaultLimits()}, []byte(tt.source)).(runners.Conversing)
			p := newPartner(tt.first, nil)
			o, err := session.Converse(t.Context(), p, p)
			if err != nil || o.End != runners.Stopped || o.Told || len(p.quiet) == 0 || p.quiet[len(p.quiet)-1] != tt.want {
				t.Errorf("%v, %s, told %t, quiet %q", err, describe(o), o.Told, p.quiet)
			}
		})
	}
}

// A program is never more than a window ahead of who hears it, and what it reads not of its own pipe.
func TestBackpressure(t *testing.T) {
	t.Parallel()
	l := problems.DefaultLimits()
	l.Wall, l.Answer = 500*time.Millisecond, 64<<20
	o, heard := talk(t, newRunner(t), l, "import os\nwhile True: os.write(1, b'x' * 1000)\n", strings.Repeat("x", 1<<20), nothing)
	if pipe := 64 << 10; o.End != runners.WallEnded || len(heard) < wire.Window || len(heard) > wire.Window+pipe {
		t.Errorf("%s, %d bytes were heard", describe(o), len(heard))
	}
}
