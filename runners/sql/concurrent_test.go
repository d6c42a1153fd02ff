package sql_test

import (
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/sql"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// rounds are how often each submission is judged, on one server: a race that is found is found each time, and a submission
// that is right never fails. JUDGE_ROUNDS sets another number.
func rounds() int {
	if n, err := strconv.Atoi(os.Getenv("JUDGE_ROUNDS")); err == nil && n > 0 {
		return n
	}
	return 1
}

// The submissions that ship with a concurrent problem say by their folder how they end, each time.
func TestConcurrentSubmissions(t *testing.T) { everywhere(t, testConcurrentSubmissions) }

func testConcurrentSubmissions(t *testing.T, runner *sql.Runner) {
	lib, err := problems.NewLibrary()
	if err != nil {
		t.Fatal(err)
	}
	for _, header := range lib.List() {
		if header.Kind != problems.Concurrent {
			continue
		}
		p, err := lib.Load(header.Slug)
		if err != nil {
			t.Fatal(err)
		}
		p.Limits.Wall = 5 * time.Minute
		cases := materialize(t, runner, p)
		for _, c := range cases {
			unharmed(t, c)
		}
		submissions, err := lib.Submissions(p.Slug)
		if err != nil {
			t.Fatal(err)
		}
		ran, found := 0, map[string]bool{} // wrong submissions that pass the samples, which go in turn
		for _, name := range slices.Sorted(maps.Keys(submissions)) {
			t.Run(p.Slug+"/"+name, func(t *testing.T) {
				ran++
				session := prepare(t, runner, p, string(submissions[name]))
				start := time.Now()
				for range rounds() {
					verdict, at := judgeAll(t, session, p, cases)
					if verdict != path.Dir(name) {
						t.Errorf("%s on %s", verdict, at)
					}
					if strings.HasPrefix(at, testcases.Hidden) {
						found[name] = true
					}
				}
				t.Logf("%d times in %v", rounds(), time.Since(start))
			})
		}
		if ran == len(submissions) && len(found) < 6 {
			t.Errorf("%s: only %d wrong submissions are right where sessions go in turn", p.Slug, len(found))
		}
	}
}

// unharmed says that what is expected is a schedule that nobody is harmed by.
func unharmed(t *testing.T, c testcases.Case) {
	t.Helper()
	for _, name := range []string{problems.ErrorsTable, problems.WaitsTable} {
		if rows := tableRows(t, c.Want.Bytes(), name); len(rows) > 0 {
			t.Errorf("%s: with the reference there are %s: %s", c.Name, name, value.Python(rows, 500))
		}
	}
}

// tableRows gives the rows of one table of an answer.
func tableRows(t *testing.T, answer []byte, name string) value.List {
	t.Helper()
	v, err := value.ParseJSON(answer)
	if err != nil {
		t.Fatal(err)
	}
	tables, _ := v.(value.Dict)
	table, _ := tables.Get(name)
	dict, _ := table.(value.Dict)
	rows, ok := dict.Get("rows")
	if !ok {
		t.Fatalf("there is no table %s in %s", name, answer)
	}
	return rows.(value.List)
}

// judgeAll runs cases until one is not accepted, and names it.
func judgeAll(t *testing.T, session runners.Session, p *problems.Problem, cases []testcases.Case) (verdict, at string) {
	t.Helper()
	for _, c := range cases {
		o, err := session.Run(t.Context(), c)
		if err != nil {
			t.Fatalf("%s: %v", c.Name, err)
		}
		switch {
		case o.End == runners.NotCompiled:
			return "compile_error", c.Name
		case o.End == runners.CPUEnded, o.End == runners.WallEnded, o.CPU > p.Limits.CPU:
			return "time_limit_exceeded", c.Name
		case o.End != runners.Answered:
			return "run_time_error", c.Name
		case !sameTables(t, p, c, o.Answer):
			return "wrong_answer", c.Name
		}
	}
	return "accepted", "all"
}

func sameTables(t *testing.T, p *problems.Problem, c testcases.Case, answer []byte) bool {
	t.Helper()
	want, err := value.ParseJSON(c.Want.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	got, err := value.ParseJSON(answer)
	if err != nil {
		t.Fatal(err)
	}
	options := map[string]compare.RowsOptions{}
	for _, probe := range p.Answers() {
		options[probe.Name] = compare.RowsOptions{OrderBy: probe.OrderBy}
	}
	d, err := compare.Tables(want, got, options)
	if err != nil {
		t.Fatal(err)
	}
	return d.Equal
}
