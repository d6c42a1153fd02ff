package compare_test

import (
	"testing"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/testcases/value"
)

func measurements(rows ...value.Value) value.Value {
	return value.Dict{
		{Key: value.Str("columns"), Value: value.List{value.Str("query"), value.Str("pages"), value.Str("end")}},
		{Key: value.Str("rows"), Value: value.List(rows)},
	}
}

func measured(name string, pages value.Value, end string) value.Value {
	return value.List{value.Str(name), pages, value.Str(end)}
}

func TestBounds(t *testing.T) {
	t.Parallel()
	pages := compare.Bound{Column: "pages", Says: "query %[1]s touches %[2]s pages", Ratio: 1.5, Slack: 8}
	most := compare.Bound{Column: "pages", Says: "%[1]s has %[2]s pages", Most: 3}
	end := compare.Bound{Column: "end", Says: "%[1]s ends with %[2]s"}
	want := measurements(measured("a", value.Int(12), "ok"), measured("b", value.Decimal("4000.25"), "ok"))
	for name, c := range map[string]struct {
		bounds  []compare.Bound
		got     value.Value
		message string // empty where it is right
	}{
		"the same":       {[]compare.Bound{pages, end}, want, ""},
		"less":           {[]compare.Bound{pages}, measurements(measured("a", value.Int(1), "ok"), measured("b", value.Int(1), "ok")), ""},
		"within slack":   {[]compare.Bound{pages}, measurements(measured("a", value.Int(20), "ok"), measured("b", value.Int(6000), "ok")), ""},
		"beyond slack":   {[]compare.Bound{pages}, measurements(measured("a", value.Int(21), "ok"), measured("b", value.Int(6000), "ok")), "query a touches 21 pages; the limit is 20 (the reference solution: 12)"},
		"beyond ratio":   {[]compare.Bound{pages}, measurements(measured("a", value.Int(1), "ok"), measured("b", value.Int(1234567), "ok")), "query b touches 1,234,567 pages; the limit is 6,000 (the reference solution: 4,000)"},
		"both":           {[]compare.Bound{pages, end}, measurements(measured("a", value.Int(99), "no"), measured("b", value.Int(1), "ok")), "query a touches 99 pages; the limit is 20 (the reference solution: 12)\na ends with no; it should be ok"},
		"another order":  {[]compare.Bound{pages}, measurements(measured("b", value.Int(1), "ok"), measured("a", value.Int(1), "ok")), ""},
		"missing":        {[]compare.Bound{pages}, measurements(measured("b", value.Int(1), "ok")), "a is missing"},
		"most":           {[]compare.Bound{most}, measurements(measured("a", value.Int(3), "ok"), measured("b", value.Int(4), "ok")), "b has 4 pages; the limit is 3"},
		"no number":      {[]compare.Bound{pages}, measurements(measured("a", value.Str("1"), "ok"), measured("b", value.Int(1), "ok")), "query a touches 1 pages; it should be a number"},
		"not a number":   {[]compare.Bound{pages}, measurements(measured("a", value.Decimal("NaN"), "ok"), measured("b", value.Int(1), "ok")), "query a touches NaN pages; it should be a number"},
		"no table":       {[]compare.Bound{pages}, value.Int(1), "the answer is not a table: a table has columns and rows, and this is an int"},
		"other does not": {[]compare.Bound{pages}, measurements(measured("a", value.Int(1), "no"), measured("b", value.Int(1), "no")), ""},
	} {
		d, err := compare.Tables(inTables(want), inTables(c.got), map[string]compare.RowsOptions{"t": {Bounds: c.bounds}})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		message := c.message
		if message != "" {
			message = "t: " + message
		}
		if d.Message != message || d.Equal != (message == "") {
			t.Errorf("%s: equal %v, %q, not %q", name, d.Equal, d.Message, message)
		}
	}
	if _, err := compare.Tables(inTables(value.Int(1)), inTables(want), map[string]compare.RowsOptions{"t": {Bounds: []compare.Bound{pages}}}); err == nil {
		t.Error("an expected answer that is no table is no mistake")
	}
}

func inTables(v value.Value) value.Value { return value.Dict{{Key: value.Str("t"), Value: v}} }
