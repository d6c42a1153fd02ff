package verify_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/verify"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// fakeRunner "runs" sources whose comments say what they do: "# wrong", "# crash", "# not compiled", "# fault", "# cpu 900ms", and
// "# fickle" for right and wrong in turns. All else doubles its argument.
type fakeRunner struct {
	mu   sync.Mutex
	runs map[string]int // how often each source was prepared
}

var (
	cpuComment = regexp.MustCompile(`# cpu (\S+)`)
	argument   = regexp.MustCompile(`\["n",(-?\d+)\]`)
)

var errFake = errors.New("the engine has gone")

func (f *fakeRunner) Prepare(_ context.Context, p *problems.Problem, source []byte) (runners.Session, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.runs[string(source)]++
	return &fakeSession{string(source), p.Limits, f.runs[string(source)]}, nil
}

func (f *fakeRunner) Close() error { return nil }

func (f *fakeRunner) total() int {
	n := 0
	for _, runs := range f.runs {
		n += runs
	}
	return n
}

type fakeSession struct {
	source string
	limits problems.Limits
	time   int
}

func (s *fakeSession) Close() error { return nil }

func (s *fakeSession) Run(_ context.Context, c testcases.Case) (runners.Outcome, error) {
	o := runners.Outcome{CPU: time.Millisecond, Wall: time.Millisecond}
	if m := cpuComment.FindStringSubmatch(s.source); m != nil {
		o.CPU, _ = time.ParseDuration(m[1])
	}
	var n int
	if _, err := fmt.Sscan(argument.FindStringSubmatch(string(c.Input.Bytes()))[1], &n); err != nil {
		return o, err
	}
	does := func(what string) bool { return strings.Contains(s.source, "# "+what) }
	switch {
	case c.Name == "calibration":
		o.CPU, o.Answer = 80*time.Millisecond, []byte("0")
	case does("fault"):
		return o, errFake
	case o.CPU > s.limits.CPUGuard():
		o.End, o.CPU = runners.CPUEnded, s.limits.CPUGuard()
	case does("not compiled"):
		o.End = runners.NotCompiled
	case does("crash"):
		o.End, o.Fault = runners.Raised, &runners.Fault{Type: "ValueError", Message: fmt.Sprint("n is ", n)}
	case does("wrong") && n > 2, does("fickle") && s.time%2 == 0:
		o.Answer = []byte("-1")
	default:
		o.Answer = fmt.Append(nil, 2*n)
	}
	return o, nil
}

// double is a problem with nothing wrong. The hidden case's input is 7777.
var double = map[string]string{
	"problems/double/problem.yaml": `format: 1
name: Double
difficulty: easy
kind: function
signature: {name: double, params: [{name: n, type: int}]}
reference: submissions/accepted/add.py
compare: {rule: exact}
limits: {cpu: 1s}
`,
	"problems/double/statement.md":                                "# Double\n\nWrite `double(n)`.\n\n```python\ndouble(2)  # 4\n```\n",
	"problems/double/starter.py":                                  "def double(n): ... # wrong\n# crash\n",
	"problems/double/submissions/accepted/add.py":                 "def double(n): return n + n\n",
	"problems/double/submissions/accepted/times.py":               "def double(n): return 2 * n # cpu 300ms\n",
	"problems/double/submissions/wrong_answer/square.py":          "def double(n): return n * n # wrong\n",
	"problems/double/submissions/run_time_error/crash.py":         "def double(n): raise ValueError # crash\n",
	"problems/double/submissions/compile_error/colon.py":          "def double(n) # not compiled\n",
	"problems/double/submissions/time_limit_exceeded/counting.py": "def double(n): ... # cpu 20s\n",
	"testcases/double/sample/01.yaml":                             "input: {n: 2}\nwant: 4\n",
	"testcases/double/hidden/01.yaml":                             "input: {n: 7777}\nwant: reference\n",
}

// with changes files of a problem; an empty text takes one away.
func with(changed ...string) map[string]string {
	out := maps.Clone(double)
	for i := 0; i+1 < len(changed); i += 2 {
		out[changed[i]] = changed[i+1]
		if changed[i+1] == "" {
			delete(out, changed[i])
		}
	}
	return out
}

// verifier checks the problem that files make.
func verifier(t *testing.T, files map[string]string) (*verify.Verifier, *fakeRunner) {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, files)
	lib, err := problems.NewLibrary(dir)
	if err != nil {
		t.Fatal(err)
	}
	f := &fakeRunner{runs: map[string]int{}}
	j := &judge.Judge{Library: lib, Runners: map[problems.Language]runners.Runner{problems.Python: f}, Cache: judge.Cache{Dir: t.TempDir()}}
	return &verify.Verifier{Judge: j, Jobs: 2, Repeat: 1}, f
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
