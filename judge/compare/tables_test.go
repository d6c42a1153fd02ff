package compare_test

import (
	"testing"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/testcases/value"
)

func TestTables(t *testing.T) {
	t.Parallel()
	options := map[string]compare.RowsOptions{"b": {OrderBy: []string{"n"}}}
	const (
		a  = `"a",{"dict":[["columns",["n"]],["rows",[[1],[2]]]]}`
		b  = `"b",{"dict":[["columns",["n"]],["rows",[[3],[4]]]]}`
		a2 = `"a",{"dict":[["columns",["n"]],["rows",[[2],[1]]]]}`
		b2 = `"b",{"dict":[["columns",["n"]],["rows",[[4],[3]]]]}`
		b3 = `"b",{"dict":[["columns",["n"]],["rows",[[3]]]]}`
		a3 = `"a",{"dict":[["columns",["n"]],["rows",[]]]}`
	)
	for name, c := range map[string]struct{ got, message string }{
		"same":              {dict(a, b), ""},
		"other order":       {dict(b, a2), ""}, // a has no order
		"declared order":    {dict(a, b2), "b: the rows are right, but not their order: row 1 should have 3 in column n, and it has 4"},
		"a row less":        {dict(a, b3), "b: 1 row is missing"},
		"both":              {dict(a3, b3), "a: expected 2 rows, got none; also different: b"},
		"one is not there":  {dict(a), "b: there is no such table in the answer"},
		"no tables":         {"[1]", "the answer is not tables by name, but a list"},
		"a number in place": {dict(a, `"b",7`), "b: the answer is not a table: a table has columns and rows, and this is an int"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diff, err := compare.Tables(parse(t, dict(a, b)), parse(t, c.got), options)
			if err != nil {
				t.Fatal(err)
			}
			if diff.Message != c.message || diff.Equal != (c.message == "") {
				t.Errorf("equal is %t, message %q; want %q", diff.Equal, diff.Message, c.message)
			}
		})
	}
	if _, err := compare.Tables(value.Int(1), parse(t, dict(a)), nil); err == nil {
		t.Error("what is no table by name is expected, and that is no error")
	}
}

func dict(entries ...string) string {
	out := `{"dict":[`
	for i, e := range entries {
		if i > 0 {
			out += ","
		}
		out += "[" + e + "]"
	}
	return out + "]}"
}

func parse(t *testing.T, json string) value.Value {
	t.Helper()
	v, err := value.ParseJSON([]byte(json))
	if err != nil {
		t.Fatal(err)
	}
	return v
}
