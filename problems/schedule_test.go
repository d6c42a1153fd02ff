package problems_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// concurrently is a small problem of kind concurrent.
func concurrently(changed ...string) map[string]string {
	return with(with(query,
		"problems/q/problem.yaml", `format: 1
name: Q
difficulty: hard
kind: concurrent
schema: schema.sql
reference: starter.sql
concurrency: {sessions: 3, retry: ["40001"]}
probes: [{name: t, query: select a from public.t}]
compare: {rule: rows}
`,
		"testcases/q/sample/1.yaml", `input:
  tables: {t: {columns: [a], rows: [[1]]}}
  schedule:
    - {1: begin, 3: [select f(), "select 1, 2"]}
    - {2: select f(), shuffle: 7, never_waits: true}
want: reference
`), changed...)
}

func TestSchedule(t *testing.T) {
	t.Parallel()
	p, err := open(t, library(t, concurrently())).Load("q")
	if err != nil {
		t.Fatal(err)
	}
	input, err := p.Input(p.Cases[0])
	if err != nil {
		t.Fatal(err)
	}
	got, err := p.ScheduleOf(input)
	if err != nil {
		t.Fatal(err)
	}
	want := problems.Schedule{
		{Statements: map[int][]string{1: {"begin"}, 3: {"select f()", "select 1, 2"}}},
		{Statements: map[int][]string{2: {"select f()"}}, Shuffled: true, Seed: 7, NeverWaits: true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if tables, err := p.TablesOf(input); err != nil || len(tables) != 1 || tables[0].Key != value.Str("t") {
		t.Errorf("%v, %v", tables, err)
	}
	names := ""
	for _, a := range p.Answers() {
		names += " " + a.Name
	}
	if names != " t results errors waits" || p.Concurrency.Retry[0] != "40001" {
		t.Errorf("%s, %v", names, p.Concurrency)
	}
}

func TestScheduleDefaults(t *testing.T) {
	t.Parallel()
	const yaml = "problems/q/problem.yaml"
	p, err := open(t, library(t, concurrently(yaml, strings.Replace(concurrently()[yaml], `{sessions: 3, retry: ["40001"]}`, "{never_waits: true}", 1)))).Load("q")
	if err != nil {
		t.Fatal(err)
	}
	input, err := p.Input(p.Cases[0])
	if err != nil {
		t.Fatal(err)
	}
	if s, err := p.ScheduleOf(input); err != nil || !s[0].NeverWaits || p.Concurrency.Sessions != 8 {
		t.Errorf("%+v, %v, %+v", s, err, p.Concurrency)
	}
}

func TestScheduleMistakes(t *testing.T) {
	t.Parallel()
	const yaml, file = "problems/q/problem.yaml", "testcases/q/sample/1.yaml"
	in := func(file, old, text string) map[string]string {
		files := concurrently()
		if !strings.Contains(files[file], old) {
			t.Fatalf("there is no %s in %s", old, file)
		}
		return concurrently(file, strings.Replace(files[file], old, text, 1))
	}
	const rounds = "    - {1: begin, 3: [select f(), \"select 1, 2\"]}\n"
	for want, files := range map[string]map[string]string{
		"sessions are numbered from 1 to 3":            in(file, "3: [select", "4: [select"),
		"session 0:":                                   in(file, "1: begin", "0: begin"),
		"neither a session's number nor shuffle":       in(file, "shuffle: 7", "mix: 7"),
		"shuffle: expected a seed":                     in(file, "shuffle: 7", "shuffle: often"),
		"never_waits: expected true or false":          in(file, "never_waits: true", "never_waits: 1"),
		"session 1: expected a statement":              in(file, "1: begin", "1: 5"),
		"round 1: expected statements by session":      in(file, rounds, "    - begin\n"),
		"no session does anything":                     in(file, rounds, "    - {shuffle: 1}\n"),
		"tables: and schedule:":                        in(file, "  schedule:\n", "  plan:\n"),
		"the input of a concurrent problem":            in(file, "  tables: {", "  table: {"),
		"expected columns: and rows:":                  in(file, "rows: [[1]]", "rows: 1"),
		"probe errors has no table":                    in(file, "want: reference", "want: {t: {columns: [a], rows: []}, results: {columns: [a], rows: []}}"),
		"concurrency.sessions: is from 1 to 12":        in(yaml, "sessions: 3", "sessions: 13"),
		`concurrency.retry: "4000" is no SQLSTATE`:     in(yaml, `"40001"`, `"4000"`),
		"waits is the name of a table that every":      in(yaml, "name: t,", "name: waits,"),
		"data: makes tables and no schedule":           in(yaml, "probes:", "data: {t: {rows: 3, columns: {a: {int: [0, 50]}}}}\nprobes:"),
		"concurrency: is for concurrent problems only": in(yaml, "kind: concurrent", "kind: script"),
	} {
		_, err := open(t, library(t, files)).Load("q")
		var mistake *testcases.FileError
		if !errors.As(err, &mistake) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

// What is wrong with a hidden case's schedule may hold its statements.
func TestHiddenScheduleStaysHidden(t *testing.T) {
	t.Parallel()
	files := concurrently()
	files["testcases/q/hidden/1.yaml"] = strings.Replace(files["testcases/q/sample/1.yaml"], "1: begin", "secret: 5", 1)
	_, err := open(t, library(t, files)).Load("q")
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Error(err)
	}
}
