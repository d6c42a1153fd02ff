package grade_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/grade"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// fakeRunner runs sources that say what they do: "fault", "wrong", and "wait" until there is no more time; all else is right.
type fakeRunner struct {
	mu        sync.Mutex
	sources   []string // that were prepared
	now, most int      // sessions at the same time
	broken    bool     // whatever comes is a fault
}

func (f *fakeRunner) Close() error { return nil }

func (f *fakeRunner) Prepare(_ context.Context, _ *problems.Problem, source []byte) (runners.Session, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sources = append(f.sources, strings.TrimSpace(string(source)))
	f.now++
	f.most = max(f.most, f.now)
	return &fakeSession{f, strings.TrimSpace(string(source))}, nil
}

// judged gives the sources that were judged since it was last asked.
func (f *fakeRunner) judged() []string {
	defer func() { f.sources = nil }()
	slices.Sort(f.sources)
	return slices.Compact(f.sources) // a fault is tried twice
}

type fakeSession struct {
	runner *fakeRunner
	source string
}

func (s *fakeSession) Close() error {
	s.runner.mu.Lock()
	defer s.runner.mu.Unlock()
	s.runner.now--
	return nil
}

func (s *fakeSession) Run(ctx context.Context, _ testcases.Case) (runners.Outcome, error) {
	switch {
	case s.source == "wait":
		<-ctx.Done()
		return runners.Outcome{}, ctx.Err()
	case s.source == "fault" || s.runner.broken:
		return runners.Outcome{}, errors.New("the engine has gone")
	case s.source == "wrong":
		return runners.Outcome{Answer: []byte("3")}, nil
	}
	return runners.Outcome{Answer: []byte("2")}, nil
}

// write writes files below a folder, which it gives.
func write(t *testing.T, dir string, files map[string]string) string {
	t.Helper()
	for name, text := range files {
		file := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o777), os.WriteFile(file, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const problem = "format: 1\nname: One\ndifficulty: easy\nkind: function\nsignature: {name: f, params: [{name: n, type: int}], returns: int}\ncompare: {rule: exact}\n"

// library has the problems one, of two cases, and broken.
func library(t *testing.T) string {
	return write(t, t.TempDir(), map[string]string{
		"problems/one/problem.yaml":       problem,
		"problems/one/statement.md":       "Twice.\n",
		"problems/one/starter.py":         "def f(n): ...\n",
		"testcases/one/sample/01.yaml":    "input: {n: 1}\nwant: 2\n",
		"testcases/one/hidden/01.yaml":    "input: {n: 1}\nwant: 2\n",
		"problems/broken/problem.yaml":    "format: 1\n",
		"testcases/broken/sample/01.yaml": "input: {n: 1}\nwant: 2\n",
	})
}

func grader(t *testing.T, lib, cache string) (*grade.Grader, *fakeRunner) {
	t.Helper()
	l, err := problems.NewLibrary(lib)
	if err != nil {
		t.Fatal(err)
	}
	f := &fakeRunner{}
	j := &judge.Judge{Library: l, Runners: map[problems.Language]runners.Runner{problems.Python: f}}
	j.Cache.Dir = cache
	return &grade.Grader{Judge: j, Jobs: 3, Machine: "m"}, f
}

func folder(t *testing.T, dir string) []grade.Entry {
	t.Helper()
	entries, err := grade.Folder(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// told says in a few words what rows say.
func told(rows []grade.Row) []string {
	var all []string
	for _, r := range rows {
		what := string(r.Status) + ": " + r.Message
		if r.Status == grade.Judged {
			what = fmt.Sprintf("%s %d/%d", r.Verdict, r.Points, r.MaxPoints)
		}
		all = append(all, strings.TrimSpace(fmt.Sprintf("%s %s: %s", r.Student, r.File, what)))
	}
	return all
}

func check(t *testing.T, what string, got, want []string) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

// Whatever is wrong with one submission is in its row, and all others are judged.
func TestGrade(t *testing.T) {
	t.Parallel()
	dir := write(t, t.TempDir(), map[string]string{
		"ada/one.py": "right", "bob/one.py": "wrong", "cyd/one.py": "fault", "dan/one.py": "\xff", "eli/one.py": "  ", "fay/two_of_them.py": "right",
		"gus/one.sql": "select 1", "hal/broken.py": "right", "ivy/one.py": strings.Repeat("x", 1<<20+1), "jo/one.py": "right # by jo",
	})
	g, f := grader(t, library(t), "")
	reports := map[string]bool{}
	g.Watch = func(r grade.Row, report *judge.Report) error { reports[r.Student] = report != nil; return nil }
	rows, err := g.Grade(t.Context(), folder(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"ada one.py: accepted 2/2",
		"bob one.py: wrong_answer 0/2",
		"cyd one.py: unjudged: the engine has gone",
		"dan one.py: refused: line 1 holds bytes that are not UTF-8 text",
		"eli one.py: refused: the file is empty",
		`fay two_of_them.py: refused: no problem is called "two_of_them"`,
		"gus one.sql: refused: problem one takes python, and this is sql",
		"hal broken.py: unjudged: the problem is broken: ",
		"ivy one.py: refused: larger than 1 MiB",
		"jo one.py: accepted 2/2",
	}
	got := told(rows)
	for i := range want {
		if len(got) != len(want) || !strings.HasPrefix(got[i], want[i]) {
			t.Fatalf("row %d of %d is %q, want %q", i, len(got), got[i], want[i])
		}
	}
	if f.most > g.Jobs || f.now != 0 {
		t.Errorf("%d at the same time, %d at the end", f.most, f.now)
	}
	if !reports["ada"] || !reports["cyd"] || reports["dan"] || len(reports) != len(rows) {
		t.Errorf("reports: %v", reports)
	}
}

// What was judged is not judged again, while all that its report depends on is the same; a fault is.
func TestResume(t *testing.T) {
	t.Parallel()
	lib, cache := library(t), t.TempDir()
	dir := write(t, t.TempDir(), map[string]string{"ada/one.py": "right", "bob/one.py": "wrong", "cyd/one.py": "fault"})
	judged := func(change func(*grade.Grader)) []string {
		g, f := grader(t, lib, cache)
		change(g)
		rows, err := g.Grade(t.Context(), folder(t, dir))
		if err != nil {
			t.Fatal(err)
		}
		if got := told(rows)[:2]; got[0] != "ada one.py: accepted 2/2" || !strings.HasPrefix(got[1], "bob one.py: wrong_answer") {
			t.Errorf("rows: %v", got)
		}
		return f.judged()
	}
	same := func(*grade.Grader) {}
	all, faulty := []string{"fault", "right", "wrong"}, []string{"fault"}
	check(t, "at first", judged(same), all)
	check(t, "again", judged(same), faulty)
	check(t, "by another judge", judged(func(g *grade.Grader) { g.Machine = "n" }), all)
	check(t, "afresh", judged(func(g *grade.Grader) { g.Fresh = true }), all)
	check(t, "up to the first failure", judged(func(g *grade.Grader) { g.Short = true }), all)
	check(t, "with counterexamples", judged(func(g *grade.Grader) { g.Judge.Explain = time.Second }), all)
	write(t, dir, map[string]string{"cyd/one.py": "right", "dan/one.py": "right # by dan"})
	check(t, "a new one", judged(same), []string{"right # by dan"}) // cyd's is ada's
	for file, text := range map[string]string{
		"testcases/one/hidden/01.yaml": "input: {n: 1}\nwant: 2 # twice\n", "problems/one/problem.yaml": problem + "limits: {cpu: 1s}\n",
	} {
		write(t, lib, map[string]string{file: text})
		check(t, file, judged(same), []string{"right", "right # by dan", "wrong"})
	}
	check(t, "at last", judged(same), nil)
	// What is kept may be anything by now.
	kept, err := filepath.Glob(filepath.Join(cache, "*"))
	if err != nil || len(kept) == 0 {
		t.Fatal(kept, err)
	}
	for i, file := range kept {
		if err := os.WriteFile(file, []byte([]string{"", "{", `{"schema":"other"}`}[i%3]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	check(t, "spoiled", judged(same), []string{"right", "right # by dan", "wrong"})
}

// A report that is kept is of whoever submitted the same, by the name of their own file.
func TestKeptReportHasOwnFile(t *testing.T) {
	t.Parallel()
	dir := write(t, t.TempDir(), map[string]string{"ada/one.py": "right", "bob/ONE.py": "right"})
	g, _ := grader(t, library(t), t.TempDir())
	g.Jobs = 1
	var files []string
	g.Watch = func(_ grade.Row, r *judge.Report) error { files = append(files, r.File); return nil }
	if _, err := g.Grade(t.Context(), folder(t, dir)); err != nil {
		t.Fatal(err)
	}
	check(t, "files", files, []string{"one.py", "ONE.py"})
}

// When the time is over, what was not judged is told so; what was is kept.
func TestTimeout(t *testing.T) {
	t.Parallel()
	dir := write(t, t.TempDir(), map[string]string{"ada/one.py": "right", "bob/one.py": "wait", "cyd/one.py": "wait # too", "dan/one.py": "wait"})
	g, _ := grader(t, library(t), t.TempDir())
	g.Jobs = 1
	judged := make(chan struct{})
	g.Timeout = time.Minute
	// The minute is over when ada's is judged: ctx is what ends it here, for no test waits.
	ctx, cancel := context.WithCancelCause(t.Context())
	g.Watch = func(r grade.Row, _ *judge.Report) error { close(judged); return nil }
	stop := errors.New("stop")
	go func() { <-judged; cancel(stop) }()
	if _, err := g.Grade(ctx, folder(t, dir)); !errors.Is(err, stop) {
		t.Errorf("interrupted: %v", err)
	}

	g.Watch, g.Timeout = nil, time.Nanosecond
	rows, err := g.Grade(t.Context(), folder(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.Status != grade.Unjudged || !strings.Contains(r.Message, "the time for all submissions (1ns) was over") {
			t.Errorf("%s: %s: %s", r.Student, r.Status, r.Message)
		}
	}
	g.Timeout = 0
	write(t, dir, map[string]string{"bob/one.py": "right", "cyd/one.py": "right", "dan/one.py": "wrong"})
	if rows, err = g.Grade(t.Context(), folder(t, dir)); err != nil {
		t.Fatal(err)
	}
	if !rows[0].Kept || !rows[1].Kept || rows[3].Kept {
		t.Errorf("kept: %+v", rows)
	}
}

// Who submits much is judged in turns with all others; what is for other problems than those that count is refused.
func TestTurns(t *testing.T) {
	t.Parallel()
	dir := write(t, t.TempDir(), map[string]string{
		"ada/1.py": "# problem: one\n", "ada/2.py": "# problem: one\n", "ada/3.py": "# problem: one\n", "ada/top_k.py": "x", "bob/one.py": "right", "cyd/one.py": "wrong",
	})
	g, _ := grader(t, library(t), "")
	g.Jobs, g.Problems = 1, []string{"one", "two"}
	var order []string
	g.Watch = func(r grade.Row, _ *judge.Report) error { order = append(order, r.File); return nil }
	rows, err := g.Grade(t.Context(), folder(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	check(t, "order", order, []string{"1.py", "one.py", "one.py", "2.py", "3.py", "top_k.py"})
	if got := told(rows)[3]; got != "ada top_k.py: refused: is for the problem top-k-frequent, which is not graded" {
		t.Error(got)
	}
}

// Names that look the same when they are shown are of different students.
func TestSumTellsNamesApart(t *testing.T) {
	t.Parallel()
	dir := write(t, t.TempDir(), map[string]string{"a\x1b/one.py": "right", `a\x1b/one.py`: "wrong"})
	g, _ := grader(t, library(t), "")
	rows, err := g.Grade(t.Context(), folder(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	if got := grade.Sum(rows).Students; len(got) != 2 || got[0].Points != 2 || got[1].Points != 0 {
		t.Errorf("%+v", got)
	}
}

// A report that can't be written ends the grading.
func TestWatchFails(t *testing.T) {
	t.Parallel()
	dir := write(t, t.TempDir(), map[string]string{"ada/one.py": "right", "bob/one.py": "right"})
	g, f := grader(t, library(t), "")
	full := errors.New("the disk is full")
	g.Watch = func(grade.Row, *judge.Report) error { return full }
	if _, err := g.Grade(t.Context(), folder(t, dir)); !errors.Is(err, full) || f.now != 0 {
		t.Errorf("%v, %d left", err, f.now)
	}
}

func TestSum(t *testing.T) {
	t.Parallel()
	row := func(student, file, problem string, points int) grade.Row {
		return grade.Row{Student: student, File: file, Problem: problem, Status: grade.Judged, Verdict: judge.WrongAnswer, Points: points, MaxPoints: 10}
	}
	s := grade.Sum([]grade.Row{
		row("bob", "a.py", "a", 3), row("ada", "a.py", "a", 3), row("ada", "a2.py", "a", 5), row("ada", "b.py", "b", 10), row("ada", "a3.py", "a", 4),
		{Student: "bob", File: "b.py", Problem: "b", Status: grade.Unjudged}, {Student: "cyd", Status: grade.Missing}, {Student: "dan", File: "x.py", Status: grade.Refused},
	})
	want := []grade.Total{{"ada", 15, 20, true}, {"bob", 3, 20, false}, {"cyd", 0, 20, true}, {"dan", 0, 20, true}}
	if d := cmp.Diff(want, s.Students); d != "" {
		t.Error(d)
	}
	if got := [5]int{s.Accepted, s.NotAccepted, s.Refused, s.Unjudged, s.Missing}; got != [5]int{0, 5, 1, 1, 1} {
		t.Error(got)
	}
}
