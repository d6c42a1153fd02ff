package compare_test

import (
	"math/big"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/testcases/value"
)

// sqlCells draws cells from so few values that rows are often alike, across types too.
func sqlCells() *rapid.Generator[value.Value] {
	return rapid.OneOf(
		rapid.SampledFrom([]value.Value{
			value.None{}, value.Bool(true), value.Bool(false), value.Int(0), value.Int(1), value.Float(1), value.Float(0.5), value.Decimal("1.0"),
			value.Decimal("0.50"), value.Decimal("-0"), value.Bytes("1"), value.List{}, value.List{value.Int(1), value.None{}}, value.Dict{},
			value.NewInt(new(big.Int).Lsh(big.NewInt(1), 70)), value.List{value.Str("a,b")}, value.List{value.Str("a"), value.Str("b")},
		}),
		rapid.Map(rapid.SampledFrom([]string{
			"", "1", "1.0", "NULL", "true", "\x1b[2J", "Zo\u00eb", "Zoe\u0308", "1 ", " 1", "2024-01-01", "2024-01-01 00:00:00", "24:00:00", "1 day", "[1,3)",
			"[1,2]", `{"a": 1, "b": 2}`, `{"b": 2, "a": 1.0}`, `\x31`, "{1,NULL}", strings.Repeat("a", 90), strings.Repeat("a", 90) + "b",
		}), func(s string) value.Value { return value.Str(s) }),
		rapid.Map(rapid.Float64(), func(f float64) value.Value { return value.Float(f) }),
		rapid.Map(rapid.Int64(), func(n int64) value.Value { return value.Int(n) }),
		rapid.Map(rapid.StringMatching(`-?[0-9]{1,20}(\.[0-9]{1,20})?`), func(s string) value.Value { return value.Decimal(s) }),
	)
}

var columnTypes = []string{"", "text", "bpchar", "int4", "numeric", "float8", "bool", "date", "timestamptz", "interval", "jsonb", "bytea",
	"int4range", "int4[]", "text[]", "record", "money", "uuid", "inet", "time", "timetz", "numrange", "tstzrange", "daterange", "int4multirange",
	"json", "xml", "varbit"}

// twoTables draws tables, with types or without, and options that fit them.
func twoTables(t *rapid.T) (x, y value.Dict, o compare.RowsOptions) {
	width := rapid.IntRange(1, 3).Draw(t, "width")
	one := func(label string) value.Dict {
		names := []string{"a", "b", "c"}[:width]
		if rapid.IntRange(0, 4).Draw(t, "mixed") == 0 {
			names = rapid.Permutation(names).Draw(t, "names")
		}
		var rows []value.Value
		for range rapid.IntRange(0, 6).Draw(t, label) {
			rows = append(rows, value.List(rapid.SliceOfN(sqlCells(), width, width).Draw(t, "row")))
		}
		out := table(names, rows...).(value.Dict)
		if rapid.Bool().Draw(t, "typed") {
			var types value.List
			for range width {
				types = append(types, value.Str(rapid.SampledFrom(columnTypes).Draw(t, "type")))
			}
			out = append(out, value.Entry{Key: value.Str("types"), Value: types})
		}
		return out
	}
	o.Columns = rapid.SampledFrom([]string{"", "exact", "ignored"}).Draw(t, "columns")
	if o.Columns != "ignored" {
		o.ColumnOrder = rapid.SampledFrom([]string{"", "ignored"}).Draw(t, "column order")
	}
	o.Tolerance.Abs = rapid.SampledFrom([]float64{0, 0, 0.5}).Draw(t, "tolerance")
	return one("x"), one("y"), o
}

func with(t value.Dict, rows value.List) value.Dict {
	var out value.Dict
	for _, e := range t {
		if e.Key == value.Value(value.Str("rows")) {
			e.Value = rows
		}
		out = append(out, e)
	}
	return out
}

func TestRowsProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		x, y, o := twoTables(t)
		sorted := o
		sorted.OrderBy = []string{"a"}
		if d := rows(t, x, x, sorted); !d.Equal {
			t.Fatalf("not equal to itself: %s", d.Message)
		}
		v, _ := x.Get("rows")
		if lines := v.(value.List); len(lines) > 0 {
			if d := rows(t, x, with(x, rapid.Permutation(lines).Draw(t, "shuffled")), o); !d.Equal {
				t.Fatalf("the order of rows counts: %s", d.Message)
			}
			d := rows(t, x, with(x, lines[1:]), sorted)
			if d.Equal {
				t.Fatal("a missing row does not count")
			}
			tells(t, d)
		}
		xy, yx := rows(t, x, y, sorted), rows(t, y, x, sorted)
		if xy.Equal != yx.Equal {
			t.Fatalf("not symmetric: %q and %q", xy.Message, yx.Message)
		}
		tells(t, xy)
		tells(t, yx)
		if len(lines(y)) > 0 {
			again := rows(t, x, with(y, rapid.Permutation(lines(y)).Draw(t, "y shuffled")), o)
			first := rows(t, x, y, o)
			if first.Equal != again.Equal || length(first.Missing) != length(again.Missing) || length(first.Extra) != length(again.Extra) {
				t.Fatalf("the order of the answer's rows counts: %q and %q", first.Message, again.Message)
			}
		}
	})
}

func length(t *compare.Table) int {
	if t == nil {
		return 0
	}
	return len(t.Rows) + t.More
}

func lines(t value.Dict) value.List {
	v, _ := t.Get("rows")
	list, _ := v.(value.List)
	return list
}

// tells fails where a difference is not told, or told with what no terminal should see.
func tells(t *rapid.T, d compare.Diff) {
	if d.Equal {
		if d.Message != "" || d.Missing != nil || d.Extra != nil {
			t.Fatalf("equal, and yet %+v", d)
		}
		return
	}
	if d.Missing == nil && d.Extra == nil && !strings.HasPrefix(d.Message, "the rows are right, but ") {
		t.Fatalf("a difference without rows: %q", d.Message)
	}
	shown := []string{d.Message, d.Expected, d.Got}
	if d.Missing != nil && d.Extra != nil {
		for i := range min(len(d.Missing.Rows), len(d.Extra.Rows)) {
			if m, e := strings.Join(d.Missing.Rows[i], "|"), strings.Join(d.Extra.Rows[i], "|"); m == e {
				t.Fatalf("rows that differ look the same: %s", m)
			}
			shown = append(append(shown, d.Missing.Rows[i]...), d.Extra.Rows[i]...)
		}
	}
	for _, s := range shown {
		for _, r := range s {
			if !unicode.IsPrint(r) {
				t.Fatalf("not printable: %q", s)
			}
		}
	}
}

func rows(t *rapid.T, want, got value.Value, o compare.RowsOptions) compare.Diff {
	d, err := compare.Rows(want, got, o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
