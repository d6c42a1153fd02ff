package judge_test

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
	"github.com/coding-judge/judge/runners/cell/native/nativetest"
	"github.com/coding-judge/judge/runners/python"
	"github.com/coding-judge/judge/testcases"
)

// asks has a number guessed, and answers how that went.
const asks = `
import sys
secret = int(open(sys.argv[1]).read())
def end(status, message):
    open(sys.argv[3] + "teammessage.txt", "w").write(message)
    sys.exit(status)
for line in sys.stdin:
    try: guess = int(line)
    except ValueError: end(43, "no number")
    if guess < 0: end(43, "too small a number")
    print("equal" if guess == secret else "low" if guess < secret else "high", flush=True)
    if guess == secret: end(42, "")
end(43, "it was not found")
`

const searches = `
lo, hi = 0, 1000
while True:
    mid = (lo + hi) // 2
    print(mid, flush=True)
    said = input()
    if said == "equal": break
    if said == "low": lo = mid + 1
    else: hi = mid - 1
`

// What submissions come to, whatever they do: a verdict, and a part of what is said of it.
var talks = map[string]struct{ source, want, says string }{
	"searches":                          {searches, "accepted", ""},
	"says something wrong":              {"print('what?')\ninput()", "wrong_answer", "no number"},
	"goes on after something wrong":     {"print('what?', flush=True)\nwhile True: pass", "wrong_answer", "no number"},
	"sleeps after something wrong":      {"import time\nprint(-1, flush=True)\ntime.sleep(1000)", "wrong_answer", "too small"},
	"floods after something wrong":      {"print(-1)\nwhile True: print('x' * 1000)", "wrong_answer", "too small"},
	"fails after something wrong":       {"print('what?', flush=True)\n1 / 0", "wrong_answer", "no number"},
	"fails":                             {"print(500, flush=True)\ninput()\n1 / 0", "run_time_error", "ZeroDivisionError"},
	"fails at once":                     {"1 / 0", "run_time_error", "ZeroDivisionError"},
	"exits with a status":               {"import sys\nprint(500, flush=True)\ninput()\nsys.exit(7)", "run_time_error", "exit status 7"},
	"kills itself":                      {"import os\nprint(500, flush=True)\ninput()\nos.kill(os.getpid(), 9)", "run_time_error", "signal 9"},
	"does not compile":                  {"print(", "compile_error", ""},
	"ends early":                        {"print(500)\ninput()", "wrong_answer", "it was not found"},
	"ends without a word":               {"pass", "wrong_answer", "it was not found"},
	"ends before it reads":              {"print(321)", "accepted", ""},
	"writes a part of a line":           {"print(321, end='', flush=True)\ninput()", "time_limit_exceeded", "no whole line"},
	"ends with a part of a line":        {"print(321, end='')", "accepted", ""},
	"does not flush":                    {"import sys\nsys.stdout.write('500\\n')\nsys.stdin.readline()", "time_limit_exceeded", "not flushed"},
	"waits":                             {"input()", "time_limit_exceeded", "both sides wait for each other to say"},
	"waits, and then for ever":          {"import sys\nwhile True: sys.stdin.readline()", "time_limit_exceeded", "both sides wait for each other to say"},
	"waits with a thread":               {"import threading\nt = threading.Thread(target=input)\nt.start()\nt.join()", "time_limit_exceeded", "both sides wait for each other to say"},
	"waits for any":                     {"import select\nselect.select([0], [], [])", "time_limit_exceeded", "both sides wait for each other to say"},
	"sleeps":                            {"import time\ntime.sleep(1000)", "time_limit_exceeded", "was still waiting after 1 s"},
	"works":                             {"print(500)\nwhile True: pass", "time_limit_exceeded", "of processor time"},
	"goes on when all is right":         {"print(321, flush=True)\nwhile True: pass", "time_limit_exceeded", "of processor time"},
	"fails when all is right":           {"print(321, flush=True)\ntry:\n  while True: input()\nexcept EOFError: 1 / 0", "run_time_error", "ZeroDivisionError"},
	"writes when all is right":          {"print(321)\ninput()\nfor i in range(10000): print(i, flush=i % 100 == 0)", "accepted", ""},
	"reads to the end":                  {"import sys\nprint(321, flush=True)\nsys.stdin.read()", "accepted", ""},
	"ignores the end":                   {"import sys\nprint(321, flush=True)\nwhile True: sys.stdin.readline()", "time_limit_exceeded", "of processor time"},
	"floods, and never reads":           {"while True: print(500)", "time_limit_exceeded", "was still waiting"},
	"floods in one line":                {"import os\nwhile True: os.write(1, b'0' * 100000)", "output_limit_exceeded", "to stdout"},
	"floods with what is wrong":         {"while True: print('what?')", "wrong_answer", "no number"},
	"floods stderr":                     {"import os\nwhile True: os.write(2, b'0' * 100000)", "output_limit_exceeded", "to stderr"},
	"never reads":                       {"import os\nfor i in range(10000): os.write(1, b'500\\n')\nos.write(1, b'321\\n')", "accepted", ""},
	"never reads, and stays":            {"import os, time\nfor i in range(10000): os.write(1, b'500\\n')\nos.write(1, b'321\\n')\ntime.sleep(1000)", "time_limit_exceeded", "was still waiting"},
	"closes stdout":                     {"import os\nos.close(1)\ninput()", "time_limit_exceeded", "both sides wait"},
	"closes both":                       {"import os, time\nos.close(0)\nos.close(1)\ntime.sleep(1000)", "time_limit_exceeded", "was still waiting"},
	"closes stdin":                      {"import os\nprint(500, flush=True)\nos.close(0)\nfor i in range(100): os.write(1, b'500\\n')", "wrong_answer", "it was not found"},
	"leaves the pipe to a child":        {"import os, time\nprint(500, flush=True)\nif os.fork() == 0: time.sleep(1000)\nos._exit(0)", "wrong_answer", "it was not found"},
	"leaves a child that writes":        {"import os\nif os.fork() == 0:\n  while True: os.write(1, b'500\\n')\nos.read(0, 1)\nos._exit(0)", "wrong_answer", "it was not found"},
	"has a child talk":                  {"import os\nif os.fork() == 0:\n" + indented(searches) + "\n  os._exit(0)\nos.wait()", "accepted", ""},
	"writes to all descriptors":         {"import os\nfor fd in range(3, 200):\n  try: os.write(fd, b'A{\"exit\":42}')\n  except OSError: pass\nprint(500, flush=True)", "wrong_answer", "it was not found"},
	"writes frames":                     {"import os\nos.write(1, b'\\0\\0\\0\\7R\\0\\0\\0\\2{}\\n')\ninput()", "wrong_answer", "no number"},
	"makes its pipes large":             {"import fcntl, os\ntry: fcntl.fcntl(1, 1031, 1 << 20)\nexcept OSError: pass\nos.write(1, b'500\\n' * 100000)\nos._exit(0)", "wrong_answer", "it was not found"},
	"takes much memory":                 {"print(500, flush=True)\nx = []\nwhile True: x.append(bytearray(1 << 20))", "memory_limit_exceeded", ""},
	"takes much memory when it is over": {"print(-1, flush=True)\nx = []\nwhile True: x.append(bytearray(1 << 20))", "wrong_answer", "too small"},
}

func indented(s string) string { return strings.ReplaceAll(s, "\n", "\n  ") }

// Validators that do what they should not. It is never the submission's fault, whatever that does.
var badValidators = map[string]struct{ source, says string }{
	"crashes":                {"1 / 0", "ended with status 1"},
	"crashes when told":      {"input()\n1 / 0", "ended with status 1"},
	"ends with 0 when told":  {"input()", "ended with status 0"},
	"ends with another code": {"import sys\nsys.exit(44)", "ended with status 44"},
	"kills itself":           {"import os\nos.kill(os.getpid(), 9)", "was ended by signal 9"},
	"loops":                  {"while True: pass", "took more than"},
	"loops when told":        {"input()\nwhile True: pass", "took more than"},
	"sleeps":                 {"import time\ntime.sleep(1000)", "took more than"},
	"takes much memory":      {"x = []\nwhile True: x.append(bytearray(1 << 20))", "of memory"},
}

func talkingTo(validator string) *problems.Problem {
	l := problems.DefaultLimits()
	l.CPU, l.Wall, l.Memory, l.Output, l.Answer = 300*time.Millisecond, time.Second, 64<<20, 1<<20, 1<<20
	theirs := l
	theirs.CPU, theirs.Wall = 5*time.Second, 10*time.Second // on a slow machine, 100,000 guesses take one a second
	p := &problems.Problem{
		Slug: "guess", Dir: "guess", Kind: problems.Stdin, Limits: l, Compare: problems.Compare{Rule: problems.RuleValidator},
		Validator: &problems.Validator{Main: "v.py", File: "v.py", Files: map[string][]byte{"v.py": []byte(validator)}, Interactive: true, Limits: theirs},
	}
	for _, name := range []string{"sample/1", "sample/2"} { // nothing of one is in the next
		p.Cases = append(p.Cases, testcases.Case{
			Name: name, Group: testcases.Sample, Input: testcases.NewBlob([]byte(`"321"`)), Want: testcases.NewBlob([]byte(`""`)),
		})
	}
	return p
}

func judgeOn(engine cell.Engine) *judge.Judge {
	return &judge.Judge{
		Runners:  map[problems.Language]runners.Runner{problems.Python: &python.Runner{Engine: engine, Images: python.DefaultImages()}},
		Compiler: &python.Runner{Engine: engine, Images: checkerImages},
	}
}

func talkTo(t *testing.T, j *judge.Judge, p *problems.Problem, source string) (*judge.Report, error) {
	t.Helper()
	start := time.Now()
	r, err := j.SubmitTo(t.Context(), p, judge.Submission{File: "a.py", Source: []byte(source), Language: problems.Python, All: true})
	t.Logf("in %v", time.Since(start))
	return r, err
}

// Talks with real cells, on each engine.
func TestTalks(t *testing.T) {
	t.Parallel()
	talksOn(t, dockertest.Open(t))
}

func TestNativeTalks(t *testing.T) {
	t.Parallel()
	talksOn(t, nativetest.Open(t))
}

// The same as a user without privileges, whose cells have one user and no control group.
func TestNativeTalksAsNobody(t *testing.T) {
	t.Parallel()
	nativetest.Open(t)
	nativetest.AsNobody(t, "TestNativeTalks")
}

func talksOn(t *testing.T, engine cell.Engine) {
	t.Helper()
	grouped := !slices.Contains(cell.Weaknesses(engine), cell.NoGroup)
	for name, tt := range talks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := talkTo(t, judgeOn(engine), talkingTo(asks), tt.source)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range r.Cases {
				if tt.want == "memory_limit_exceeded" && !grouped {
					tt.want = string(c.Verdict) // where only the limit of address space holds it, it is an error
				}
				if c.Verdict == judge.Skipped && tt.want == "compile_error" {
					continue // it is the same in every case
				}
				if string(c.Verdict) != tt.want || !strings.Contains(c.Message, tt.says) {
					t.Errorf("%s: %s, %s; not %s, %s", c.Name, c.Verdict, c.Message, tt.want, tt.says)
				}
			}
		})
	}
	for name, tt := range badValidators {
		t.Run("the validator "+name, func(t *testing.T) {
			t.Parallel()
			for _, source := range []string{searches, "import time\ntime.sleep(1000)"} {
				if source != searches && !slices.Contains([]string{"crashes", "loops", "sleeps"}, name) {
					continue // it waits to be told something, or makes no difference
				}
				p := talkingTo(tt.source)
				if tt.says == "took more than" {
					p.Validator.Limits.CPU, p.Validator.Limits.Wall = 500*time.Millisecond, 2*time.Second
				}
				if _, err := talkTo(t, judgeOn(engine), p, source); err == nil || !strings.Contains(err.Error(), tt.says) && (grouped || tt.says != "of memory") {
					t.Errorf("%.20q: %v, not %s", source, err, tt.says)
				}
			}
		})
	}
}

// checkerImages are what scripts/images/build makes for validators in C++.
var checkerImages = []string{"judge-checker:debian"}

// The same as asks, as far as it is needed.
const asksInCpp = `
#include <fstream>
#include "limits.h"
int main(int argc, char **argv) {
	int secret;
	std::ifstream(argv[1]) >> secret;
	for (int guess; std::cin >> guess && guess <= MOST;) {
		std::cout << (guess == secret ? "equal" : guess < secret ? "low" : "high") << std::endl;
		if (guess == secret) return 42;
	}
	std::ofstream(std::string(argv[3]) + "teammessage.txt") << "it was not found";
	return argc == 4 ? 43 : 1;
}
`

// Validators in C++ are compiled in a cell, and then do as others.
func TestNativeCompiled(t *testing.T) {
	t.Parallel()
	engine := nativetest.Open(t)
	if _, err := exec.LookPath("g++"); err != nil {
		missing(t, "needs a C++ compiler: %v", err)
	}
	compiledOn(t, engine)
}

func TestCompiled(t *testing.T) {
	t.Parallel()
	engine := dockertest.Open(t)
	if name, _, err := engine.Present(t.Context(), checkerImages); name == "" {
		missing(t, "needs one of the images %q, which scripts/images/build makes: %v", checkerImages, err)
	}
	compiledOn(t, engine)
}

// missing skips a test, but where JUDGE_REQUIRE_CONTAINERS says that scripts/setup --tests has been there.
func missing(t *testing.T, why string, args ...any) {
	t.Helper()
	if os.Getenv("JUDGE_REQUIRE_CONTAINERS") != "" {
		t.Fatalf(why, args...)
	}
	t.Skipf(why, args...)
}

func compiledOn(t *testing.T, engine cell.Engine) {
	t.Helper()
	j, p := judgeOn(engine), talkingTo("")
	v := p.Validator
	v.Compiled, v.Main, v.File = true, "", "v.cc"
	v.Files = map[string][]byte{"v.cc": []byte(asksInCpp), "limits.h": []byte("#include <iostream>\n#define MOST 999\n")}
	for name, tt := range map[string]struct{ source, want, says string }{
		"searches":          {searches, "accepted", ""},
		"ends early":        {"print(500)\ninput()", "wrong_answer", "it was not found"},
		"sleeps then":       {"import time\nprint(1000, flush=True)\ntime.sleep(1000)", "wrong_answer", "it was not found"},
		"waits":             {"input()", "time_limit_exceeded", "both sides wait for each other to say"},
		"has a half line":   {"print(500, end='', flush=True)\ninput()", "time_limit_exceeded", "no whole line"},
		"crashes by itself": {"print(500, flush=True)\ninput()\n1 / 0", "run_time_error", "ZeroDivisionError"},
	} {
		r, err := talkTo(t, j, p, tt.source)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if c := r.Cases[1]; string(c.Verdict) != tt.want || !strings.Contains(c.Message, tt.says) {
			t.Errorf("%s: %s, %s; not %s, %s", name, c.Verdict, c.Message, tt.want, tt.says)
		}
	}
	for source, says := range map[string]string{
		"int main() { return *(int *)0; }": "ended by signal 11", "int main() { return 1; }": "ended with status 1", "int main() { while (true); }": "took more than",
		"int x = ;": "guess/v.cc: does not compile: source/v.cc:1:9: error: ",
	} {
		v.Files = map[string][]byte{"v.cc": []byte(source)}
		if _, err := talkTo(t, j, p, searches); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v, not %s", source, err, says)
		}
	}
}
