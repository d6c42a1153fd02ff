package compare_test

import (
	"fmt"
	"math/big"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

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

// sqlCells draws cells from so few values that rows are often alike, across types too.
func sqlCells() *rapid.Generator[value.Value] {
	return rapid.OneOf(
		rapid.SampledFrom([]value.Value{
			value.None{}, value.Bool(true), value.Bool(false), value.Int(0), value.Int(1), value.Float(1), value.Float(0.5), value.Decimal("1.0"),
			value.Decimal("0.50"), value.Decimal("-0"), value.Str(""), value.Str("1"), value.Str("\x1b[2J"), value.Bytes("1"), value.List{}, value.List{value.Int(1), value.None{}},
			value.NewInt(new(big.Int).Lsh(big.NewInt(1), 70)),
		}),
		rapid.Map(rapid.Float64(), func(f float64) value.Value { return value.Float(f) }),
		rapid.Map(rapid.Int64(), func(n int64) value.Value { return value.Int(n) }),
		rapid.Map(rapid.StringMatching(`-?[0-9]{1,20}(\.[0-9]{1,20})?`), func(s string) value.Value { return value.Decimal(s) }),
	)
}

func sqlTable(width int) *rapid.Generator[value.Value] {
	return rapid.Custom(func(t *rapid.T) value.Value {
		names := []string{"a", "b", "c"}[:width]
		n := rapid.IntRange(0, 6).Draw(t, "rows")
		var rows []value.Value
		for range n {
			rows = append(rows, value.List(rapid.SliceOfN(sqlCells(), width, width).Draw(t, "row")))
		}
		return table(names, rows...)
	})
}

func TestRowsProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(1, 3).Draw(t, "width")
		x, y := sqlTable(width).Draw(t, "x"), sqlTable(width).Draw(t, "y")
		sorted := compare.RowsOptions{OrderBy: []string{"a"}}
		if d := rows(t, x, x, sorted); !d.Equal {
			t.Fatalf("not equal to itself: %s", d.Message)
		}
		v, _ := x.(value.Dict).Get("rows")
		lines := v.(value.List)
		if len(lines) > 0 {
			mixed := table([]string{"a", "b", "c"}[:width], rapid.Permutation(lines).Draw(t, "mixed")...)
			if d := rows(t, x, mixed, compare.RowsOptions{}); !d.Equal {
				t.Fatalf("the order of rows counts: %s", d.Message)
			}
			if d := rows(t, x, table([]string{"a", "b", "c"}[:width], lines[1:]...), sorted); d.Equal {
				t.Fatal("a missing row does not count")
			}
		}
		xy, yx := rows(t, x, y, sorted), rows(t, y, x, sorted)
		if xy.Equal != yx.Equal {
			t.Fatalf("not symmetric: %q and %q", xy.Message, yx.Message)
		}
		for _, s := range []string{xy.Message, xy.Expected, xy.Got} {
			for _, r := range s {
				if !unicode.IsPrint(r) {
					t.Fatalf("not printable: %q", s)
				}
			}
		}
	})
}

func rows(t *rapid.T, want, got value.Value, o compare.RowsOptions) compare.Diff {
	d, err := compare.Rows(want, got, o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
