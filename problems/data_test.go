package problems_test

import (
	"context"
	"errors"
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// declared is a SQL problem whose data is declared, from line 8 on.
func declared(changed ...string) map[string]string {
	return with(with(query,
		"problems/q/problem.yaml", query["problems/q/problem.yaml"]+`reference: submissions/accepted/a.sql
data:
  t: {rows: 3, columns: {a: {int: [0, 50], null: 0.1, literals: 0.2, distinct: true}}}
`,
		"problems/q/submissions/accepted/a.sql", "select a from t where a > 7\n",
		"testcases/q/hidden/1.yaml", "generate: {seed: 5, t: 40}\nwant: reference\n",
	), changed...)
}

func TestDeclaredData(t *testing.T) {
	t.Parallel()
	p, err := open(t, library(t, declared())).Load("q")
	if err != nil {
		t.Fatal(err)
	}
	c := p.Cases[1]
	first, err := p.Materialize(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	again, err := p.Materialize(t.Context(), c)
	if err != nil || again.Input.Digest() != first.Input.Digest() {
		t.Errorf("a second time it is %v, %v", again, err)
	}
	input, err := p.Input(first)
	if err != nil {
		t.Fatal(err)
	}
	made, _ := input.Get("t")
	if table, err := problems.ParseTable(made); err != nil || len(table.Rows) != 40 || len(table.Columns) != 1 {
		t.Errorf("got %v, %v", table, err)
	}
	drawn, err := p.Draw(t.Context(), 5, map[string]int{"t": 40})
	if err != nil || drawn.Digest() != first.Input.Digest() {
		t.Errorf("Draw gives %v, %v", drawn, err)
	}
}

func TestDraw(t *testing.T) {
	t.Parallel()
	lib := open(t, library(t, with(function)))
	p, err := lib.Load("sum")
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := p.Draw(t.Context(), 3, map[string]int{"n": 4})
	if err != nil || strings.Count(string(drawn.Bytes()), ",") < 4 {
		t.Errorf("got %s, %v", drawn.Bytes(), err)
	}
	var e *testcases.FileError
	if _, err := p.Draw(t.Context(), 3, map[string]int{"m": 4}); !errors.As(err, &e) {
		t.Errorf("an unknown parameter: %v", err)
	}
	for seed := range int64(20) { // what is drawn is valid, or it is an error
		if _, err := builtin(t, "second-highest-salary").Draw(t.Context(), seed, map[string]int{"employees": int(seed)}); err != nil {
			t.Error(err)
		}
	}
	_, err = builtin(t, "second-highest-salary").Draw(t.Context(), 1, map[string]int{"employees": 20_001})
	if err == nil || !strings.Contains(err.Error(), "problems/second-highest-salary/problem.yaml: the input is not valid: employees has 20001 rows") {
		t.Errorf("more rows than are promised: %v", err)
	}
	q, err := open(t, library(t, with(query))).Load("q")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := q.Draw(t.Context(), 1, nil); q.Generates() || err == nil || !strings.Contains(err.Error(), "neither declares data: nor has generate") {
		t.Errorf("nothing makes inputs: %v", err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	reason := errors.New("the judge is closing")
	cancel(reason)
	if _, err := builtin(t, "second-highest-salary").Draw(ctx, 1, nil); !errors.Is(err, reason) {
		t.Errorf("canceled: %v", err)
	}
}

func TestSizes(t *testing.T) {
	t.Parallel()
	for slug, want := range map[string]map[string]int{
		"second-highest-salary": {"employees": 8},
		"merge-duplicates":      {"customers": 20, "orders": 40, "people": 12, "no_email_in": 8, "no_phone_in": 3, "months": 12, "days": 28},
	} {
		if got := builtin(t, slug).Sizes(); !maps.Equal(got, want) {
			t.Errorf("%s: %v", slug, got)
		}
	}
}

func TestDataMistakes(t *testing.T) {
	t.Parallel()
	const yaml = "problems/q/problem.yaml"
	in := func(old, text string) map[string]string {
		files := declared()
		if !strings.Contains(files[yaml], old) {
			t.Fatalf("there is no %q", old)
		}
		return declared(yaml, strings.Replace(files[yaml], old, text, 1))
	}
	sample := func(text string) map[string]string { return declared("testcases/q/sample/1.yaml", text) }
	hidden := func(text string) map[string]string { return declared("testcases/q/hidden/1.yaml", text) }
	const refused = "the case hidden/1 is refused; it is hidden, so what is wrong with it is not shown here"
	for name, tt := range map[string]struct {
		files          map[string]string
		want, withheld string
	}{
		"an option":          {in("null: 0.1", "nulls: 0.1"), yaml + `:9:44: unknown key "nulls"`, ""},
		"a table's key":      {in("rows: 3", "row: 3"), yaml + `:9:7: unknown key "row"`, ""},
		"both":               {declared("problems/q/problem.star", "def generate(rng): return {}\n"), yaml + ":8:1: data: and generate(rng, …) in problem.star both make inputs", ""},
		"no literal":         {declared("problems/q/submissions/accepted/a.sql", "select 100 -- 7\n"), yaml + ":9:55: table t, column a: literals: the reference solution has no literal that fits", ""},
		"no reference":       {declared(yaml, strings.Replace(declared()[yaml], "reference: submissions/accepted/a.sql\n", "", 1), "testcases/q/hidden/1.yaml", ""), yaml + ":8:55: table t, column a: literals: problem.yaml names no reference:", ""},
		"no seed":            {sample("generate: {t: 4}\nwant: reference\n"), "testcases/q/sample/1.yaml:1:1: generate: seed is missing", ""},
		"no such table":      {sample("generate: {seed: 1, s: 4}\nwant: reference\n"), "testcases/q/sample/1.yaml:1:1: generate: 's' is no table", ""},
		"too many rows":      {sample("generate: {seed: 1, t: 1000001}\nwant: reference\n"), "testcases/q/sample/1.yaml:1:1: generate: t: its number of rows", ""},
		"hidden table":       {hidden("generate: {seed: 1, secret: 4}\nwant: reference\n"), "testcases/q/hidden/1.yaml:1:1: " + refused, "generate: 'secret' is no table of the problem's data"},
		"hidden, impossible": {hidden("generate: {seed: 1, t: 90}\nwant: reference\n"), "testcases/q/hidden/1.yaml:1:1: " + refused, "generate: table t, column a: distinct: it has 51 different values, and 90 rows need more"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := library(t, tt.files)
			p, err := open(t, dir).Load("q")
			if err == nil {
				_, err = p.Materialize(t.Context(), p.Cases[len(p.Cases)-1])
			}
			var e *testcases.FileError
			if !errors.As(err, &e) || !strings.HasPrefix(e.Error(), filepath.ToSlash(dir)+"/"+tt.want) || e.Withheld != tt.withheld {
				t.Fatalf("got  %v, withheld %q\nwant %s", err, e.Withheld, tt.want)
			}
		})
	}
	dir := library(t, with(function, "problems/sum/problem.yaml", with(function)["problems/sum/problem.yaml"]+"data: {t: {rows: 1, columns: {a: {serial: 1}}}}\n"))
	if _, err := open(t, dir).Load("sum"); err == nil || !strings.Contains(err.Error(), "problem.yaml:13:1: data: is for SQL problems only") {
		t.Errorf("a function's: %v", err)
	}
}

// The problem's own valid(input) sees what was declared.
func TestDeclaredDataIsValidated(t *testing.T) {
	t.Parallel()
	p, err := open(t, library(t, declared("problems/q/problem.star", "def valid(input): return 'secret %d' % len(input['t']['rows'])\n"))).Load("q")
	if err != nil {
		t.Fatal(err)
	}
	var e *testcases.FileError
	if _, err := p.Materialize(t.Context(), p.Cases[1]); !errors.As(err, &e) || e.Withheld != "the input is not valid: secret 40" || strings.Contains(err.Error(), "secret") {
		t.Errorf("got %v", err)
	}
}
