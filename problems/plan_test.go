package problems_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

var index = map[string]string{
	"problems/x/problem.yaml": `format: 1
name: X
difficulty: hard
kind: index
schema: schema.sql
reference: submissions/accepted/a.sql
workload: [{name: by-a, query: select from public.t where a = 1}]
attempts: [{name: twice, run: insert into public.t values (1), sqlstate: "23505"}]
max: {cost_ratio: 1.5, indexes: 2}
compare: {rule: rows}
`,
	"problems/x/statement.md":               "# X\n",
	"problems/x/starter.sql":                "create index\n",
	"problems/x/schema.sql":                 "create table t (a int);\n",
	"problems/x/submissions/accepted/a.sql": "create unique index on t (a);\n",
	"testcases/x/sample/1.yaml":             "input: {t: {columns: [a], rows: [[1]]}}\nwant: reference\n",
}

func TestLoadIndex(t *testing.T) {
	t.Parallel()
	p, err := open(t, library(t, index)).Load("x")
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Workload) != 1 || p.Workload[0].Name != "by-a" || len(p.Attempts) != 1 || p.Attempts[0].SQLState != "23505" ||
		p.Max != (problems.Bounds{CostRatio: 1.5, Indexes: 2}) || !p.Measures(p.Cases[0]) {
		t.Errorf("%+v", p)
	}
	files := with(query,
		"problems/q/problem.yaml", query["problems/q/problem.yaml"]+"reference: a.sql\nplan: {cases: [hidden/1], max_cost_ratio: 2}\n",
		"problems/q/a.sql", "select 1\n", "testcases/q/hidden/1.yaml", "input: {}\nwant: reference\n")
	q, err := open(t, library(t, files)).Load("q")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range q.Cases {
		if q.Measures(c) != (c.Name == "hidden/1") {
			t.Errorf("%s: measured %v", c.Name, q.Measures(c))
		}
	}
}

func TestLoadPlanMistakes(t *testing.T) {
	t.Parallel()
	const yaml = "problems/x/problem.yaml"
	in := func(old, text string) map[string]string {
		if !strings.Contains(index[yaml], old) {
			t.Fatalf("%q is not there", old)
		}
		return with(index, yaml, strings.Replace(index[yaml], old, text, 1))
	}
	inQuery := func(text string) map[string]string {
		return with(query, "problems/q/problem.yaml", query["problems/q/problem.yaml"]+text)
	}
	for name, tt := range map[string]struct {
		files map[string]string
		want  string
	}{
		"no workload":      {in("workload: [{name: by-a, query: select from public.t where a = 1}]\n", ""), yaml + ": workload: is missing"},
		"unknown key":      {in("query: select", "sql: select"), yaml + `:7:25: unknown field "sql"`},
		"name of a query":  {in("name: by-a", "name: by a"), yaml + `:7:1: workload: "by a" is not a name`},
		"no query":         {in("query: select from public.t where a = 1", "query: ''"), yaml + ":7:1: workload: by-a has no query"},
		"query twice":      {in("where a = 1}", "where a = 1}, {name: by-a, query: x}"), yaml + ":7:1: workload: by-a is there twice"},
		"nothing to run":   {in("run: insert into public.t values (1)", "run: ''"), yaml + ":8:1: attempts: twice has nothing to run"},
		"no SQLSTATE":      {in(`, sqlstate: "23505"`, ""), yaml + `:8:1: attempts: twice: sqlstate: is ""`},
		"no such SQLSTATE": {in(`"23505"`, "unique"), yaml + `:8:1: attempts: twice: sqlstate: is "unique"; it is one of five characters, such as 23505, or ok`},
		"nothing asked":    {in("cost_ratio: 1.5, ", ""), yaml + ":9:1: max: needs cost_ratio: or buffers_ratio:"},
		"ratio":            {in("1.5", "0.5"), yaml + ":9:7: max.cost_ratio: 0.5 is less than 1"},
		"indexes":          {in("indexes: 2", "indexes: -2"), yaml + ":9:24: max.indexes: is negative"},
		"want of its own":  {with(index, "testcases/x/sample/1.yaml", "input: {}\nwant: {columns: [a], rows: []}\n"), "testcases/x/sample/1.yaml:2:1: want: must be reference"},
		"plan of an index": {in("max:", "plan: {cases: [sample/1], max_cost_ratio: 2}\nmax:"), yaml + ":9:1: plan: is for query problems only"},

		"workload of a query":  {inQuery("workload: [{name: a, query: b}]\n"), "problems/q/problem.yaml:7:1: workload: is for index problems only"},
		"attempts of a query":  {inQuery("attempts: [{name: a, run: b, sqlstate: ok}]\n"), "problems/q/problem.yaml:7:1: attempts: is for index problems only"},
		"max of a query":       {inQuery("max: {indexes: 1}\n"), "problems/q/problem.yaml:7:1: max: is for index problems only"},
		"plan without cases":   {inQuery("plan: {max_cost_ratio: 2}\n"), "problems/q/problem.yaml:7:1: plan: needs cases:"},
		"plan without bounds":  {inQuery("plan: {cases: [sample/1]}\n"), "problems/q/problem.yaml:7:1: plan: needs max_cost_ratio: or max_buffers_ratio:"},
		"no such case":         {inQuery("plan: {cases: [hidden/2], max_cost_ratio: 2}\n"), "problems/q/problem.yaml:7:8: plan.cases: there is no case hidden/2"},
		"case with a want":     {inQuery("plan: {cases: [sample/1], max_cost_ratio: 2}\n"), "testcases/q/sample/1.yaml:3:1: want: must be reference"},
		"unknown key of plan":  {inQuery("plan: {cost_ratio: 2}\n"), `problems/q/problem.yaml:7:8: unknown field "cost_ratio"`},
		"ratio that is no one": {inQuery("plan: {cases: [sample/1], max_buffers_ratio: .nan}\n"), "problems/q/problem.yaml:7:"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, slug := library(t, tt.files), "x"
			if tt.files[yaml] == "" {
				slug = "q"
			}
			_, err := open(t, dir).Load(slug)
			var e *testcases.FileError
			if !errors.As(err, &e) || !strings.HasPrefix(e.Error(), filepath.ToSlash(dir)+"/"+tt.want) {
				t.Fatalf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}
