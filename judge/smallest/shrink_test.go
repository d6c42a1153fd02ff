package smallest_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/judge/smallest"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases/value"
)

// input writes tables by name: the columns, then the rows.
func input(tables ...any) value.Dict {
	var out value.Dict
	for i := 0; i < len(tables); i += 2 {
		lines := tables[i+1].([][]any)
		columns, rows := value.List{}, value.List{}
		for _, c := range lines[0] {
			columns = append(columns, cell(c))
		}
		for _, line := range lines[1:] {
			row := value.List{}
			for _, c := range line {
				row = append(row, cell(c))
			}
			rows = append(rows, row)
		}
		out = append(out, value.Entry{Key: value.Str(tables[i].(string)), Value: value.Dict{
			{Key: value.Str("columns"), Value: columns}, {Key: value.Str("rows"), Value: rows},
		}})
	}
	return out
}

func cell(v any) value.Value {
	switch v := v.(type) {
	case int:
		return value.Int(v)
	case string:
		return value.Str(v)
	}
	return value.None{}
}

func rowsOf(in value.Dict, table string) [][]value.Value {
	v, _ := in.Get(table)
	t, err := problems.ParseTable(v)
	if err != nil {
		panic(err)
	}
	return t.Rows
}

// orders refer to customers, who refer to one of them who brought them.
var orders = smallest.Tables{ForeignKeys: []problems.ForeignKey{
	{Table: "orders", Columns: []string{"customer"}, To: "customers", Key: []string{"id"}},
	{Table: "customers", Columns: []string{"brought_by"}, To: "customers", Key: []string{"id"}},
}}

func shop() value.Dict {
	return input(
		"customers", [][]any{
			{"id", "name", "brought_by", "since"}, {11, "Ada", nil, "2019-03-01"}, {12, "Ben", 11, "2019-02-01"}, {17, "Cleo", 12, "2020-01-01"},
			{19, "Dev", nil, "2020-01-01"},
		},
		"orders", [][]any{{"customer", "total"}, {17, 250}, {11, 90}, {17, 90}, {19, 33}, {12, 33}},
	)
}

func TestShrink(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		fails func(in value.Dict) bool
		want  value.Dict
	}{
		"anything": {
			func(value.Dict) bool { return true },
			input("customers", [][]any{{"id", "name", "brought_by", "since"}}, "orders", [][]any{{"customer", "total"}}),
		},
		"an order": { // needs who ordered; the fewest rows are those of a customer whom nobody brought
			func(in value.Dict) bool { return len(rowsOf(in, "orders")) > 0 },
			input("customers", [][]any{{"id", "name", "brought_by", "since"}, {1, "a", nil, "2024-01-01"}}, "orders", [][]any{{"customer", "total"}, {1, 1}}),
		},
		"a total above a bound, and a NULL": {
			func(in value.Dict) bool {
				large, null := false, false
				for _, o := range rowsOf(in, "orders") {
					large = large || o[1].(value.Int) > 120
				}
				for _, c := range rowsOf(in, "customers") {
					null = null || c[2] == value.None{}
				}
				return large && null
			},
			input("customers", [][]any{{"id", "name", "brought_by", "since"}, {1, "a", nil, "2024-01-01"}},
				"orders", [][]any{{"customer", "total"}, {1, 200}}),
		},
		"equal totals": {
			func(in value.Dict) bool {
				rows := rowsOf(in, "orders")
				return len(rows) > 1 && rows[0][1] == rows[1][1]
			},
			input("customers", [][]any{{"id", "name", "brought_by", "since"}, {1, "a", nil, "2024-01-01"}, {2, "b", nil, "2024-01-02"}},
				"orders", [][]any{{"customer", "total"}, {1, 1}, {2, 1}}),
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tries := 0
			got, err := smallest.Shrink(t.Context(), orders, shop(), func(_ context.Context, in value.Dict) (bool, error) {
				tries++
				if !whole(in) {
					t.Fatalf("a reference leads nowhere: %s", value.Python(in, 2000))
				}
				for _, o := range rowsOf(in, "orders") {
					if o[0] == (value.None{}) { // as a constraint of the tables would have it
						return false, nil
					}
				}
				return tt.fails(in), nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(value.Python(tt.want, 2000), value.Python(got, 2000)); diff != "" {
				t.Errorf("after %d tries:\n%s", tries, diff)
			}
		})
	}
}

// whole says that all references lead to a row.
func whole(in value.Dict) bool {
	ids := map[value.Value]bool{value.None{}: true}
	for _, c := range rowsOf(in, "customers") {
		ids[c[0]] = true
	}
	for _, c := range rowsOf(in, "customers") {
		if !ids[c[2]] {
			return false
		}
	}
	for _, o := range rowsOf(in, "orders") {
		if !ids[o[0]] {
			return false
		}
	}
	return true
}

// An error ends the search, and what was found until then is kept.
func TestShrinkEnds(t *testing.T) {
	t.Parallel()
	over, tries := errors.New("the time is over"), 0
	got, err := smallest.Shrink(t.Context(), orders, shop(), func(_ context.Context, in value.Dict) (bool, error) {
		if tries++; tries > 2 {
			return false, over
		}
		return len(rowsOf(in, "customers")) > 0, nil
	})
	if !errors.Is(err, over) || len(rowsOf(got, "orders")) == 5 || len(rowsOf(got, "customers")) == 0 {
		t.Errorf("%v, %s", err, value.Python(got, 2000))
	}
}
