package compare_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/testcases/value"
)

// Each file of testdata/rows holds a list of cases: name, want, got, the options, equal, and the message and rows (missing,
// extra) where they are not.
func TestRows(t *testing.T) {
	t.Parallel()
	cases(t, "testdata/rows/*.yaml", testRows)
}

func testRows(t *testing.T, c value.Dict) {
	want, _ := c.Get("want")
	got, _ := c.Get("got")
	o := compare.RowsOptions{Columns: get[string](c, "columns"), ColumnOrder: get[string](c, "column_order")}
	for _, row := range texts(c, "order_by") {
		o.OrderBy = append(o.OrderBy, row...)
	}
	if v, ok := c.Get("tolerance"); ok {
		abs, _ := v.(value.Dict).Get("abs")
		rel, _ := v.(value.Dict).Get("rel")
		a, _ := abs.(value.Float)
		r, _ := rel.(value.Float)
		o.Tolerance = compare.Tolerance{Abs: float64(a), Rel: float64(r)}
	}
	diff, err := compare.Rows(want, got, o)
	if err != nil {
		t.Fatal(err)
	}
	if diff.Equal != get[bool](c, "equal") || diff.Message != get[string](c, "message") {
		t.Errorf("equal is %t, message %q", diff.Equal, diff.Message)
	}
	if diff.Equal != (diff.Expected == "" && diff.Got == "") {
		t.Errorf("expected %q, got %q", diff.Expected, diff.Got)
	}
	if shown := get[string](c, "shown"); shown != "" && shown != diff.Got {
		t.Errorf("got is shown as %s", diff.Got)
	}
	for key, table := range map[string]*compare.Table{"missing": diff.Missing, "extra": diff.Extra} {
		var shown [][]string
		if table != nil {
			shown = table.Rows
		}
		if _, ok := c.Get(key); !ok && shown != nil && diff.Message != "" {
			continue // not said
		}
		if d := cmp.Diff(texts(c, key), shown); d != "" {
			t.Errorf("%s: %s", key, d)
		}
	}
}

// texts reads rows of strings, or one row.
func texts(c value.Dict, key string) [][]string {
	v, _ := c.Get(key)
	list, _ := v.(value.List)
	var out [][]string
	for _, item := range list {
		row, ok := item.(value.List)
		if !ok {
			row = value.List{item}
		}
		var cells []string
		for _, cell := range row {
			s, _ := cell.(value.Str)
			cells = append(cells, string(s))
		}
		out = append(out, cells)
	}
	return out
}

func TestRowsOfABrokenProblem(t *testing.T) {
	t.Parallel()
	good := table([]string{"n"}, value.List{value.Int(1)})
	for _, want := range []value.Value{value.Int(1), value.Dict{}, table([]string{"n"}, value.List{})} {
		if _, err := compare.Rows(want, good, compare.RowsOptions{}); err == nil {
			t.Errorf("%s is taken for a table", value.Python(want, 80))
		}
	}
	if _, err := compare.Rows(good, good, compare.RowsOptions{OrderBy: []string{"m desc"}}); err == nil {
		t.Error("sorted on a column that is not there")
	}
	twice := table([]string{"n", "N"}, value.List{value.Int(1), value.Int(2)})
	if _, err := compare.Rows(twice, twice, compare.RowsOptions{OrderBy: []string{"n"}}); err == nil {
		t.Error("sorted on one of two columns")
	}
}

func TestManyRows(t *testing.T) {
	t.Parallel()
	var rows []value.Value
	for i := range 20_000 {
		rows = append(rows, value.List{value.Int(i), value.Str(fmt.Sprint("row ", i))})
	}
	want, got := table([]string{"n", "s"}, rows...), table([]string{"n", "s"}, rows[10_000:]...)
	d, err := compare.Rows(want, got, compare.RowsOptions{})
	if err != nil || d.Message != "10000 rows are missing" || len(d.Missing.Rows) != compare.ShowRows || d.Missing.More != 10_000-compare.ShowRows {
		t.Errorf("%v %+v", err, d)
	}
	if len(d.Expected) > 2*compare.ShowLimit || len(d.Got) > 2*compare.ShowLimit {
		t.Errorf("%d and %d bytes are shown", len(d.Expected), len(d.Got))
	}
}

func table(columns []string, rows ...value.Value) value.Value {
	names := value.List{}
	for _, c := range columns {
		names = append(names, value.Str(c))
	}
	return value.Dict{{Key: value.Str("columns"), Value: names}, {Key: value.Str("rows"), Value: value.List(rows)}}
}
