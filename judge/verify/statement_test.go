package verify

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

func TestLiterals(t *testing.T) {
	t.Parallel()
	for _, same := range [][]string{
		{"[1,2], 'a'", ` [ 1 , 2, ], "a" `, "[1, 2],\n  \"a\",", `xs=[1, 2], s = "a"`},
		{`"it's"`, `'it\'s'`, `"it\'s"`},
		{"2.50, 1_000", "2.5, 1000"},
		{"(1,), {1: None}", "( 1 , ), {1:None,}"},
		{"float('inf')", `float("inf")`, "inf"},
		{"-3", "- 3"},
	} {
		want, ok := literals(same[0])
		if !ok {
			t.Errorf("%q holds more than literals", same[0])
		}
		for _, s := range same[1:] {
			if got, _ := literals(s); got != want {
				t.Errorf("%q is %q, and %q is %q", same[0], want, s, got)
			}
		}
	}
	for _, different := range [][2]string{{"(1,)", "(1)"}, {"[1, 2]", "[12]"}, {"'a b'", "'ab'"}, {"1", "1.0"}, {"'1'", "1"}, {"-1", "1"}} {
		a, _ := literals(different[0])
		if b, _ := literals(different[1]); a == b {
			t.Errorf("%q and %q are taken for the same", different[0], different[1])
		}
	}
	for _, none := range []string{"", "nums, k", "nums: list[int]", "...", "f(1)", "'open", "a == 1", "1; 2"} {
		if got, ok := literals(none); ok {
			t.Errorf("%q is taken for %q", none, got)
		}
	}
}

func TestCalls(t *testing.T) {
	t.Parallel()
	got := calls("Write `f(nums, k)`.\n\n    f([1, ')'], 2)  # [1]\n    self.f(1)\n    def f(nums: list[int], k=2): ...\n    of(3) f(4 → f((5))=>6 or 7\n", "f")
	want := []example{{3, "f", "[ 1 , ')' ] , 2", "[ 1 ]"}, {4, "f", "1", ""}, {6, "f", "( 5 )", ""}}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(example{})); d != "" {
		t.Error(d)
	}
}

func FuzzCalls(f *testing.F) {
	f.Add("f(1) # 2")
	f.Add("f('\\")
	f.Fuzz(func(_ *testing.T, text string) { calls(text, "f") })
}

const tablesStatement = "`t`:\n\n| column | type |\n|---|---|\n| a | `integer` |\n\n## Examples\n\n| A | b |\n|---|--:|\n| x\\|y | 2.50 |\n| **NULL** |  1 |\n\n" +
	"Result:\n\n| n |\n|---|\n| `3` |\n\nAfterwards:\n\n| n |\n|---|\n| 4 |\n"

func TestTables(t *testing.T) {
	t.Parallel()
	sample := func(name, input, answer string) testcases.Case {
		return testcases.Case{Name: "sample/" + name, Input: testcases.NewBlob([]byte(input)), Want: testcases.NewBlob([]byte(answer))}
	}
	const table = `{"dict":[["t",{"dict":[["columns",["a","b"]],["rows",[["x|y",2.5],[null,1]]]]}],["e",{"dict":[["columns",["c"]],["rows",[]]]}]]}`
	const other = `{"dict":[["t",{"dict":[["columns",["a","b"]],["rows",[["y",2]]]]}]]}`
	answer := func(n string) string {
		return `{"dict":[["columns",["n"]],["types",["integer"]],["rows",[[` + n + `]]]]}`
	}
	for name, tt := range map[string]struct {
		samples []testcases.Case
		want    []string
	}{
		"all":     {[]testcases.Case{sample("1", table, answer("3")), sample("2", table, answer("4"))}, nil},
		"strange": {[]testcases.Case{sample("1", table, answer("3"))}, []string{"22 it shows a table with the columns n "}},
		"missing": {
			[]testcases.Case{sample("1", table, answer("3")), sample("2", other, answer("4"))},
			[]string{"0 it does not show the sample 2: the table t with its 1 row"},
		},
		"another answer": {
			[]testcases.Case{sample("1", table, answer("3")), sample("2", table, answer("5"))},
			[]string{"0 it does not show the sample 2: the table the result with its 1 row", "22 it shows a table"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := &problems.Problem{Kind: problems.Query, Statement: tablesStatement}
			found := newResult("p")
			statement(p, tt.samples, found)
			sameFindings(t, found, tt.want)
		})
	}
}

func TestSequences(t *testing.T) {
	t.Parallel()
	p := &problems.Problem{Kind: problems.Class, Compare: problems.Compare{Rule: problems.RuleExact}, Class: problems.ClassSpec{
		Name: "Box", Methods: []problems.Signature{{Name: "put", Params: []problems.Param{{Name: "x"}}}, {Name: "get", Returns: "int"}},
	}}
	sample := func(name, calls, want string) testcases.Case {
		return testcases.Case{Name: "sample/" + name, Input: testcases.NewBlob([]byte(`{"dict":[["calls",` + calls + `]]}`)), Want: testcases.NewBlob([]byte(want))}
	}
	first := sample("1", `[["Box",[]],["put",[3]],["get",[]]]`, `[null,null,3]`)
	second := sample("2", `[["Box",[]],["get",[]]]`, `[null,0]`)
	for name, tt := range map[string]struct {
		statement string
		samples   []testcases.Case
		want      []string
	}{
		"both":        {"Write `Box()` with `put(1)`.\n\n    b = Box()\n    b.put(3)  # nothing\n    b.get()  # 3\n\n```\nb = Box()\nb.get()\n```\n", []testcases.Case{first, second}, nil},
		"in a row":    {"```\nb = Box()\nb.put( 3 )\nb.get()\nb = Box()\nb.get()  # 0\n```\n", []testcases.Case{first, second}, nil},
		"one missing": {"    Box(); put(3); get()\n", []testcases.Case{first, second}, []string{"0 it does not show the sample 2: no block of code makes its 2 calls"}},
		"one strange": {"    Box(); put(3); get()\n    Box(); put(4)\n", []testcases.Case{first}, []string{"2 it shows Box(), which no sample"}},
		"another result": {"```\nBox()\nput(3)\nget()  # 4\n```\n", []testcases.Case{first},
			[]string{"4 it says that get() gives 4, and the sample sample/1 wants 3"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			q := *p
			q.Statement = tt.statement
			found := newResult("p")
			statement(&q, tt.samples, found)
			sameFindings(t, found, tt.want)
		})
	}
}

func TestTexts(t *testing.T) {
	t.Parallel()
	sample := func(name, in, out string) testcases.Case {
		c := testcases.Case{Name: "sample/" + name, Input: testcases.NewBlob(value.AppendJSON(nil, value.Str(in)))}
		if out != "" {
			c.Want = testcases.NewBlob(value.AppendJSON(nil, value.Str(out)))
		}
		return c
	}
	const text = "Read.\n\n```\nno example\n```\n\n## Examples\n\n```\n1 2  \n3\n```\n\n    6\n"
	for name, tt := range map[string]struct {
		samples []testcases.Case
		want    []string
	}{
		"shown":     {[]testcases.Case{sample("1", "1 2\n3\n", "6\n\n")}, nil},
		"a checker": {[]testcases.Case{sample("1", "1 2\n3\n", "")}, nil},
		"missing":   {[]testcases.Case{sample("1", "1 2\n3\n", "6"), sample("2", "1 2\n", "6")}, []string{"0 it does not show the sample 2: no block of code has its input"}},
		"strange": {[]testcases.Case{sample("1", "1 2\n3\n", "7")},
			[]string{"0 it does not show the sample 1: no block of code has its output", "14 it shows an input or output that no sample case has"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found := newResult("p")
			statement(&problems.Problem{Kind: problems.Stdin, Statement: text}, tt.samples, found)
			sameFindings(t, found, tt.want)
		})
	}
}

// sameFindings compares findings, each as its line and message, of which the beginning is given.
func sameFindings(t *testing.T, found *Result, want []string) {
	t.Helper()
	for i, f := range found.Findings {
		got := fmt.Sprintf("%d %s", f.Line, f.Message)
		if i >= len(want) || !strings.HasPrefix(got, want[i]) {
			t.Errorf("found %q", got)
		}
	}
	if len(found.Findings) != len(want) {
		t.Errorf("found %d, not %d", len(found.Findings), len(want))
	}
}
