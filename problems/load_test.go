package problems_test

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// The files of a small problem of each kind; a test changes some of them.
var function = map[string]string{
	"problems/sum/problem.yaml": `format: 1
name: Sum
aliases: [add]
difficulty: easy
kind: function
signature:
  name: total
  params: [{name: nums, type: "list[int]"}, {name: start}]
  returns: int
compare: {rule: exact}
limits: {cpu: 1500ms, wall: "9s", memory: 64MiB} # a comment
`,
	"problems/sum/statement.md":     "# Sum\r\n",
	"problems/sum/starter.py":       "def total(nums, start): ...\n",
	"testcases/sum/sample/1.yaml":   "input: {start: 1, nums: [1, 2]}\nwant: 4\n",
	"testcases/sum/hidden/1.yaml":   "generate: {seed: 1, n: 3}\nwant: reference\n",
	"problems/sum/problem.star":     "def generate(rng, n):\n    return {'start': 0, 'nums': rng.ints(n, 0, 9)}\n",
	"problems/sum/solutions/sum.py": "def total(nums, start):\n    return sum(nums, start)\n",
}

var query = map[string]string{
	"problems/q/problem.yaml":   "format: 1\nname: Q\ndifficulty: hard\nkind: query\nschema: schema.sql\ncompare: {rule: rows, order_by: [a desc]}\n",
	"problems/q/statement.md":   "# Q\n",
	"problems/q/starter.sql":    "select\n",
	"problems/q/schema.sql":     "create table t (a int);\n",
	"testcases/q/sample/1.yaml": "input:\n  t: {columns: [a], rows: [[1]]}\nwant: {columns: [a], rows: [[1]]}\n",
}

// with gives the files with some of them changed; an empty text takes one away.
func with(files map[string]string, changed ...string) map[string]string {
	out := maps.Clone(files)
	const yaml = "problems/sum/problem.yaml"
	if out[yaml] != "" && !strings.Contains(out[yaml], "reference:") {
		out[yaml] = strings.Replace(out[yaml], "compare:", "reference: solutions/sum.py\ncompare:", 1)
	}
	for i := 0; i+1 < len(changed); i += 2 {
		out[changed[i]] = changed[i+1]
		if changed[i+1] == "" {
			delete(out, changed[i])
		}
	}
	return out
}

// library writes the files to a folder.
func library(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func open(t testing.TB, dirs ...string) *problems.Library {
	t.Helper()
	lib, err := problems.NewLibrary(dirs...)
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

func TestLoad(t *testing.T) {
	t.Parallel()
	dir := library(t, with(function))
	p, err := open(t, dir).Load("sum")
	if err != nil {
		t.Fatal(err)
	}
	if p.Slug != "sum" || p.Name != "Sum" || p.Signature.String() != "total(nums: list[int], start) -> int" || p.Statement != "# Sum\n" ||
		p.Starter == "" || p.Reference == nil || p.Reference.File != "solutions/sum.py" || p.Dir != filepath.ToSlash(dir)+"/problems/sum" {
		t.Errorf("got %+v", p)
	}
	want := problems.DefaultLimits()
	want.CPU, want.Wall, want.Memory = 1500*time.Millisecond, 9*time.Second, 64<<20
	if d := cmp.Diff(want, p.Limits); d != "" {
		t.Error(d)
	}
	input, err := p.Input(p.Cases[0])
	if err != nil || value.Call("total", input, 100) != "total([1, 2], 1)" {
		t.Errorf("the arguments do not stand in the signature's order: %v, %v", input, err)
	}
	made, err := p.Materialize(t.Context(), p.Cases[1])
	if err != nil || made.Input.IsZero() || !made.FromReference {
		t.Errorf("got %v, %v", made, err)
	}
	if again, err := p.Materialize(t.Context(), p.Cases[1]); err != nil || again.Input.Digest() != made.Input.Digest() {
		t.Errorf("a second time it is %v, %v", again, err)
	}

	q, err := open(t, library(t, with(query))).Load("q")
	if err != nil {
		t.Fatal(err)
	}
	if q.Schema == "" || q.Script != nil || q.Compare.Columns != problems.ColumnsAnyCase || q.Kind.Language().Ext() != ".sql" || len(q.Cases) != 1 {
		t.Errorf("got %+v", q)
	}
}

func TestLoadMistakes(t *testing.T) {
	t.Parallel()
	const yaml = "problems/sum/problem.yaml"
	replace := func(files map[string]string, file, old, text string) map[string]string {
		files = with(files)
		if !strings.Contains(files[file], old) {
			t.Fatalf("%s does not hold %q", file, old)
		}
		return with(files, file, strings.Replace(files[file], old, text, 1))
	}
	in := func(old, text string) map[string]string { return replace(function, yaml, old, text) }
	inQuery := func(old, text string) map[string]string { return replace(query, "problems/q/problem.yaml", old, text) }
	for name, tt := range map[string]struct {
		files map[string]string
		want  string // from the problem's library on
	}{
		"unknown key":          {in("name: Sum", "nome: Sum"), yaml + `:2:1: unknown field "nome"`},
		"unknown key inside":   {in("{cpu:", "{gpu: 1, cpu:"), yaml + `:12:10: unknown field "gpu"`},
		"wrong kind of value":  {in("name: Sum", "name: [Sum]"), yaml + ":2:7: expected text, got a list"},
		"list expected":        {in("[add]", "add"), yaml + ":3:10: string was used where sequence is expected"},
		"format":               {in("format: 1", "format: 2"), yaml + ":1:1: format: 2 is not known; write format: 1"},
		"format is a float":    {in("format: 1", "format: 1.5"), yaml + ":1:9: expected an integer, got float"},
		"no format":            {in("format: 1\n", ""), yaml + ": format: 0 is not known"},
		"no name":              {in("name: Sum\n", ""), yaml + ": name: is missing"},
		"kind":                 {in("kind: function", "kind: functions"), yaml + `:5:1: kind: "functions" is not known; it is one of function, class, stdin, query`},
		"difficulty":           {in("difficulty: easy", "difficulty: simple"), yaml + `:4:1: difficulty: "simple" is not known`},
		"alias":                {in("[add]", "[add, 'a b']"), yaml + `:3:1: aliases: "a b" is not a name`},
		"empty alias":          {in("[add]", "[add, '']"), yaml + `:3:1: aliases: "" is not a name`},
		"time":                 {in("1500ms", "1500"), yaml + ":12:15: expected a time such as 1.5s or 300ms"},
		"negative time":        {in("1500ms", "-1s"), yaml + ":12:15: expected a time"},
		"size":                 {in("64MiB", "lots"), yaml + ":12:43: expected a size such as 256MiB or 64KiB"},
		"size zero":            {in("64MiB", "0"), yaml + ":12:43: expected a size"},
		"processes":            {in("64MiB", "64MiB, processes: 0"), yaml + ":12:50: limits.processes: must be at least 1"},
		"wall below cpu":       {in(`"9s"`, "1s"), yaml + ":12:23: limits.wall: 1s is less than the cpu limit, 1.5s"},
		"no signature":         {in("signature:\n  name: total\n  params: [{name: nums, type: \"list[int]\"}, {name: start}]\n  returns: int\n", ""), yaml + ": signature: is missing"},
		"function's name":      {in("name: total", "name: to-tal"), yaml + `:7:3: signature.name: "to-tal" is not a function's name`},
		"no params":            {in("[{name: nums, type: \"list[int]\"}, {name: start}]", "[]"), yaml + ":8:3: signature.params: is missing"},
		"params alike":         {in("{name: start}", "{name: nums}"), yaml + ":8:3: signature.params: nums is there twice"},
		"rule":                 {in("rule: exact", "rule: same"), yaml + `:11:11: compare.rule: "same" is not known; it is one of exact, float, unordered, set, checker`},
		"no rule":              {in("{rule: exact}", "{}"), yaml + `:11:1: compare.rule: "" is not known`},
		"schema of a function": {in("compare:", "schema: x.sql\ncompare:"), yaml + ":11:1: schema: is for SQL problems only"},
		"order of a function":  {in("{rule: exact}", "{rule: exact, order_by: [a]}"), yaml + ":11:24: compare.order_by: is for rule rows only"},
		"tolerance of exact":   {in("{rule: exact}", "{rule: exact, tolerance: {abs: 1}}"), yaml + ":11:24: compare.tolerance: is for rule rows only"},
		"float of nothing":     {in("rule: exact", "rule: float"), yaml + ":11:11: compare.rule: is float, which needs abs: or rel:, such as {rule: float, abs: 1e-6}"},
		"float of zero":        {in("rule: exact", "rule: float, abs: 0"), yaml + ":11:11: compare.rule: is float, which needs abs: or rel:"},
		"negative abs":         {in("rule: exact", "rule: float, abs: -1e-6"), yaml + ":11:24: compare.abs: must be a number that is not negative, such as 1e-6"},
		"abs without end":      {in("rule: exact", "rule: float, abs: .inf"), yaml + ":11:24: compare.abs: must be a number"},
		"abs is NaN":           {in("rule: exact", "rule: float, abs: .nan"), yaml + ":11:24: compare.abs: must be a number"},
		"abs is text":          {in("rule: exact", "rule: float, abs: some"), yaml + ":11:29: "},
		"rel is 1":             {in("rule: exact", "rule: float, abs: 1, rel: 1"), yaml + ":11:32: compare.rel: must be a number from 0 to less than 1, such as 1e-9"},
		"rel is NaN":           {in("rule: exact", "rule: float, rel: .nan"), yaml + ":11:24: compare.rel: must be a number"},
		"abs of exact":         {in("rule: exact", "rule: exact, abs: 0"), yaml + ":11:24: compare.abs: is for rules float and tokens only"},
		"rel of sets":          {in("rule: exact", "rule: set, rel: 1e-6"), yaml + ":11:22: compare.rel: is for rules float and tokens only"},
		"float and tolerance":  {in("rule: exact", "rule: float, abs: 1, tolerance: {abs: 1}"), yaml + ":11:32: compare.tolerance: is for rule rows only"},
		"check missing":        {in("rule: exact", "rule: checker"), yaml + ":11:11: compare.rule: is checker, so problem.star must define check"},
		"check and no program": {with(in("rule: exact", "rule: checker"), "problems/sum/problem.star", "", "testcases/sum/hidden/1.yaml", ""), yaml + ":11:11: compare.rule: is checker"},
		"reference outside":    {in("solutions/sum.py", "../q/sum.py"), yaml + `:10:1: reference: "../q/sum.py" is not a file of the problem's folder`},
		"reference from /":     {in("solutions/sum.py", "/etc/passwd"), yaml + `:10:1: reference: "/etc/passwd" is not a file`},
		"reference is not":     {in("solutions/sum.py", "nope.py"), yaml + ":10:1: reference: there is no file nope.py"},
		"no reference":         {in("reference: solutions/sum.py\n", ""), "testcases/sum/hidden/1.yaml:2:1: want: reference, but problem.yaml names no reference:"},
		"statement":            {with(function, "problems/sum/statement.md", ""), "problems/sum/statement.md: is missing"},
		"starter":              {with(function, "problems/sum/starter.py", ""), "problems/sum/starter.py: is missing"},
		"broken program":       {with(function, "problems/sum/problem.star", "def f():\n  return nope\n"), "problems/sum/problem.star:2:10: undefined: nope"},
		"no generate":          {with(function, "problems/sum/problem.star", "x = 1\n"), "testcases/sum/hidden/1.yaml:1:1: generate: problem.star defines no generate(rng, …)"},
		"no cases":             {with(function, "testcases/sum/sample/1.yaml", "", "testcases/sum/hidden/1.yaml", ""), "testcases/sum/sample: no sample case"},
		"argument missing":     {with(function, "testcases/sum/sample/1.yaml", "about: x\ninput: {nums: []}\nwant: 0\n"), "testcases/sum/sample/1.yaml:2:1: input: the argument start is missing"},
		"argument too many":    {with(function, "testcases/sum/sample/1.yaml", "input: {nums: [], start: 0, end: 1}\nwant: 0\n"), "testcases/sum/sample/1.yaml:1:1: input: end is no argument of total(nums: list[int], start) -> int"},
		"name is a number":     {with(function, "testcases/sum/sample/1.yaml", "input: {nums: [], start: 0, 1: 1}\nwant: 0\n"), "testcases/sum/sample/1.yaml:1:1: input: a name is a string, not int"},
		"no want":              {with(function, "testcases/sum/sample/1.yaml", "input: {nums: [], start: 0}\n"), "testcases/sum/sample/1.yaml: want: is missing"},
		"broken case":          {with(function, "testcases/sum/sample/1.yaml", "inputs: {}\n"), `testcases/sum/sample/1.yaml:1:1: unknown field "inputs"`},

		"no schema":         {inQuery("schema: schema.sql\n", ""), "problems/q/problem.yaml: schema: is missing"},
		"schema outside":    {inQuery("schema.sql", "../../x"), "problems/q/problem.yaml:5:1: schema: "},
		"signature":         {inQuery("schema: ", "signature: {name: f}\nschema: "), "problems/q/problem.yaml:5:1: signature: is for function problems only"},
		"columns":           {inQuery("order_by: [a desc]", "columns: some"), `problems/q/problem.yaml:6:23: compare.columns: "some" is not known; it is one of exact, any_case, ignored`},
		"column order":      {inQuery("order_by: [a desc]", "column_order: any_case"), `problems/q/problem.yaml:6:23: compare.column_order: "any_case" is not known; it is one of exact, ignored`},
		"nameless columns":  {inQuery("order_by: [a desc]", "columns: ignored, column_order: ignored"), `problems/q/problem.yaml:6:41: compare.column_order: is ignored, and so are the names: nothing would tell the columns apart`},
		"tolerance":         {inQuery("order_by: [a desc]", "tolerance: {rel: 1}"), `problems/q/problem.yaml:6:23: compare.tolerance: needs abs: or rel:`},
		"no tolerance":      {inQuery("order_by: [a desc]", "tolerance: {}"), `problems/q/problem.yaml:6:23: compare.tolerance: needs abs: or rel:`},
		"kind of tolerance": {inQuery("order_by: [a desc]", "tolerance: 1e-6"), `problems/q/problem.yaml:6:34: `},
		"key of tolerance":  {inQuery("order_by: [a desc]", "tolerance: {absolute: 1}"), `problems/q/problem.yaml:6:35: unknown field "absolute"`},
		"no column to sort": {inQuery("a desc", "b desc"), "testcases/q/sample/1.yaml:3:1: want: there is no column b, which order_by names"},
		"rule of functions": {inQuery("rule: rows, order_by: [a desc]", "rule: exact"), `problems/q/problem.yaml:6:11: compare.rule: "exact" is not known; it is one of rows`},
		"abs of rows":       {inQuery("order_by: [a desc]", "abs: 1e-6"), `problems/q/problem.yaml:6:23: compare.abs: is for rules float and tokens only`},
		"floats of queries": {inQuery("rule: rows, order_by: [a desc]", "rule: float, abs: 1"), `problems/q/problem.yaml:6:11: compare.rule: "float" is not known; it is one of rows`},
		"endless tolerance": {inQuery("order_by: [a desc]", "tolerance: {abs: .inf}"), `problems/q/problem.yaml:6:23: compare.tolerance: needs abs: or rel:`},
		"no table":          {with(query, "testcases/q/sample/1.yaml", "input: {t: [1]}\nwant: {columns: [a], rows: []}\n"), "testcases/q/sample/1.yaml:1:1: table t: expected {columns: […], rows: […]}, got a list"},
		"short row":         {with(query, "testcases/q/sample/1.yaml", "input: {t: {columns: [a, b], rows: [[1, 2], [1]]}}\nwant: {columns: [a], rows: []}\n"), "testcases/q/sample/1.yaml:1:1: table t: rows: row 2 does not have 2 values"},
		"want is no table":  {with(query, "testcases/q/sample/1.yaml", "input: {}\nwant: [1]\n"), "testcases/q/sample/1.yaml:2:1: want: expected {columns"},
		"column is 1":       {with(query, "testcases/q/sample/1.yaml", "input: {}\nwant: {columns: [1], rows: []}\n"), "testcases/q/sample/1.yaml:2:1: want: columns: a name is a string, not int"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := library(t, tt.files)
			slug := "sum"
			if _, ok := tt.files[yaml]; !ok {
				slug = "q"
			}
			_, err := open(t, dir).Load(slug)
			var e *testcases.FileError
			if !errors.As(err, &e) || !strings.HasPrefix(e.Error(), filepath.ToSlash(dir)+"/"+tt.want) {
				t.Fatalf("got  %v\nwant %s", err, tt.want)
			}
			hasSnippet := strings.HasSuffix(e.File, "problem.yaml") || strings.HasSuffix(e.File, ".star")
			if hasSnippet && (e.Snippet != "") != (e.Line > 0) {
				t.Errorf("line %d, snippet %q", e.Line, e.Snippet)
			}
		})
	}
}

// What an author's program says about a hidden case stays out of the error, and is there for its author.
func TestHiddenStaysHidden(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ star, withheld string }{
		"generate fails": {"def generate(rng, n):\n    fail('secret %d' % n)\n", "fail: secret 3"},
		"not valid":      {function["problems/sum/problem.star"] + "def valid(input):\n    return 'secret %d' % len(input)\n", "the input is not valid: secret 2"},
		"valid fails":    {function["problems/sum/problem.star"] + "def valid(input):\n    return {}['secret']\n", `key "secret" not in dict`},
	} {
		p, err := open(t, library(t, with(function, "problems/sum/problem.star", tt.star))).Load("sum")
		if err != nil {
			t.Fatal(err)
		}
		_, err = p.Materialize(t.Context(), p.Cases[1])
		var e *testcases.FileError
		if !errors.As(err, &e) || strings.Contains(err.Error(), "secret") || e.Withheld != tt.withheld || e.Line == 0 {
			t.Errorf("%s: %v, withheld %q", name, err, e.Withheld)
		}
		if p.Script.Has("valid") {
			if err := p.Validate(t.Context(), p.Cases[0]); err == nil || !strings.Contains(err.Error(), "secret") {
				t.Errorf("%s: of a sample it says %v", name, err)
			}
		}
	}
}

func TestLoadFunctionRule(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]problems.Tolerance{
		"{rule: float, abs: 1e-6, rel: 1e-9}": {Abs: 1e-6, Rel: 1e-9},
		"{rule: float, abs: 1}":               {Abs: 1},
		"{rule: float, rel: 0.5}":             {Rel: 0.5},
		"{rule: unordered}":                   {},
		"{rule: set}":                         {},
	} {
		files := with(function)
		files["problems/sum/problem.yaml"] = strings.Replace(files["problems/sum/problem.yaml"], "{rule: exact}", text, 1)
		p, err := open(t, library(t, files)).Load("sum")
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Compare.Numbers(); got != want || !strings.HasPrefix(text, "{rule: "+p.Compare.Rule) {
			t.Errorf("%s: %s, %+v", text, p.Compare.Rule, got)
		}
	}
}

func TestLoadTableRule(t *testing.T) {
	t.Parallel()
	files := with(query, "problems/q/problem.yaml", strings.Replace(query["problems/q/problem.yaml"], "order_by: [a desc]",
		"order_by: [a desc], columns: exact, column_order: ignored, tolerance: {abs: 1e-6, rel: 0.5}", 1))
	q, err := open(t, library(t, files)).Load("q")
	if err != nil {
		t.Fatal(err)
	}
	rule := problems.TableRule{
		OrderBy: []string{"a desc"}, Columns: problems.ColumnsExact, ColumnOrder: problems.ColumnsIgnored,
		Tolerance: &problems.Tolerance{Abs: 1e-6, Rel: 0.5},
	}
	if d := cmp.Diff(rule, q.Compare.TableRule); d != "" {
		t.Error(d)
	}
	probe := problems.TableRule{ColumnOrder: problems.ColumnsExact, Tolerance: &problems.Tolerance{Abs: 1}}
	rule.OrderBy, rule.ColumnOrder, rule.Tolerance = nil, probe.ColumnOrder, probe.Tolerance
	if d := cmp.Diff(rule, probe.Within(q.Compare.TableRule)); d != "" {
		t.Error("a probe's rule is not what the probe says, then what the problem says: ", d)
	}
}

func TestLoadProbe(t *testing.T) {
	t.Parallel()
	script := func(probe string) map[string]string {
		yaml := strings.Replace(query["problems/q/problem.yaml"], "kind: query", "kind: script\nprobes:\n  - "+probe, 1)
		return with(query, "problems/q/problem.yaml", strings.Replace(yaml, ", order_by: [a desc]", ", columns: exact", 1),
			"testcases/q/sample/1.yaml", "input:\n  t: {columns: [a], rows: [[1]]}\nwant: {p: {columns: [a], rows: [[1]]}}\n")
	}
	q, err := open(t, library(t, script("{name: p, query: select 1, order_by: [a], tolerance: {abs: 0.5}}"))).Load("q")
	if err != nil {
		t.Fatal(err)
	}
	want := []problems.Probe{{Name: "p", Query: "select 1", TableRule: problems.TableRule{OrderBy: []string{"a"}, Tolerance: &problems.Tolerance{Abs: 0.5}}}}
	if d := cmp.Diff(want, q.Probes); d != "" {
		t.Error(d)
	}
	_, err = open(t, library(t, script("{name: p, query: select 1, column_order: any_case}"))).Load("q")
	if err == nil || !strings.Contains(err.Error(), `probes: p: column_order: "any_case" is not known; it is one of exact, ignored`) {
		t.Errorf("a probe with an order that is none: %v", err)
	}
}
