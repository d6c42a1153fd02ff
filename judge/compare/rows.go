package compare

import (
	"fmt"
	"slices"
	"strings"

	"github.com/coding-judge/judge/testcases/value"
)

// RowsOptions says what about a table counts.
type RowsOptions struct {
	// OrderBy are the columns that the rows must be sorted on, each "column" or "column desc". Rows that tie may stand in any
	// order; without OrderBy, all rows may.
	OrderBy []string
	// Columns says how the columns' names are compared: "exact", "any_case" (also where it is empty), or "ignored".
	Columns string
	// ColumnOrder says whether the columns' order counts: "exact" (also where it is empty), or "ignored".
	ColumnOrder string
	// Tolerance is of numbers that are not all integers; the zero value is none.
	Tolerance Tolerance
	// Bounds are of a table of measurements, in which they and nothing else count; see Tables.
	Bounds []Bound
}

// Rows compares tables, each a dict {columns: […], types: […], rows: [[…], …]}; one that an author wrote has no types.
// docs/sql-comparison.md says which cells are the same. A row that occurs twice is expected twice. How text sorts need not
// be known, because want is sorted: got is in order where it has the same sort keys row by row. The error is about want;
// a got that is no table is a difference.
func Rows(want, got value.Value, o RowsOptions) (Diff, error) {
	w, err := readTable(want)
	if err != nil {
		return Diff{}, fmt.Errorf("the expected answer: %w", err)
	}
	keys, err := sortColumns(w.columns, o.OrderBy)
	if err != nil {
		return Diff{}, fmt.Errorf("the expected answer: %w", err)
	}
	g, malformed := readTable(got)
	if g == nil {
		return Diff{Message: "the answer is not a table: " + malformed.Error(), Expected: w.summary(), Got: value.Python(got, ShowLimit)}, nil
	}
	d := differ{want: w, got: g, keys: keys, tolerance: o.Tolerance}
	d.compare(sameName(o.Columns), o.ColumnOrder == "ignored")
	if d.out.Message == "" {
		return Diff{Equal: true}, nil
	}
	d.out.Expected, d.out.Got = w.summary(), d.got.summary()
	return d.out, nil
}

// sortColumns finds the columns that OrderBy names.
func sortColumns(columns, orderBy []string) ([]int, error) {
	var out []int
	for _, name := range orderBy {
		if i := strings.LastIndexByte(name, ' '); i > 0 && (strings.EqualFold(name[i+1:], "desc") || strings.EqualFold(name[i+1:], "asc")) {
			name = name[:i]
		}
		called := func(c string) bool { return strings.EqualFold(c, name) }
		i := slices.IndexFunc(columns, called)
		switch {
		case i < 0:
			return nil, fmt.Errorf("order_by: there is no column %q in %s", name, nameList(columns))
		case slices.ContainsFunc(columns[i+1:], called):
			return nil, fmt.Errorf("order_by: there are two columns %q in %s; give one another name", name, nameList(columns))
		}
		out = append(out, i)
	}
	return out, nil
}

// differ finds what is wrong, in the order in which a learner would put it right: the columns, then the rows, then their
// order.
type differ struct {
	want, got *table
	keys      []int // the columns that the rows are sorted on
	tolerance Tolerance
	wantKinds []kind
	gotKinds  []kind
	ofWant    []rowKey // of each row
	ofGot     []rowKey
	out       Diff
	clash     int // the first column whose types differ, or -1
}

// rows compares the rows of tables that have the same columns.
func (d *differ) rows() {
	d.wantKinds, d.gotKinds, d.clash = kinds(d.want, d.got, d.tolerance)
	d.ofWant, d.ofGot = d.want.keys(d.wantKinds), d.got.keys(d.gotKinds)
	missing, extra := d.unmatched()
	if len(missing)+len(extra) > 0 {
		d.show(missing, extra)
		d.out.Message = d.rowsMessage(len(missing), len(extra))
		return
	}
	for i := range d.want.rows {
		for _, k := range d.keys {
			if !d.same(i, i, k) {
				d.out.Order = true
				d.out.Message = fmt.Sprintf("the rows are right, but not their order: row %d should have %s in column %s, and it has %s",
					i+1, cell(d.want.rows[i][k]), text(d.want.columns[k]), cell(d.got.rows[i][k]))
				return
			}
		}
	}
}

func (t *table) keys(kinds []kind) []rowKey {
	out := make([]rowKey, len(t.rows))
	for i, row := range t.rows {
		out[i] = keyOfRow(row, kinds)
	}
	return out
}

// same says that two cells of a column are.
func (d *differ) same(want, got, column int) bool {
	w := keyOfCell(d.want.rows[want][column], d.wantKinds[column])
	return w.same(keyOfCell(d.got.rows[got][column], d.gotKinds[column]), d.tolerance)
}

func (d *differ) rowsMessage(missing, extra int) string {
	is := func(n int) string {
		if n == 1 {
			return "1 row is"
		}
		return fmt.Sprintf("%d rows are", n)
	}
	switch {
	case len(d.got.rows) == 0:
		return fmt.Sprintf("expected %s, got none", count(len(d.want.rows), "row"))
	case len(d.want.rows) == 0:
		return fmt.Sprintf("expected no row, got %s", count(len(d.got.rows), "row"))
	case extra == 0:
		return is(missing) + " missing"
	case missing == 0:
		return is(extra) + " too many"
	}
	return is(missing) + " missing and " + is(extra) + " too many"
}

// unmatched gives the rows of each side that have no partner on the other, in order. Of a row that occurs several times
// these are its last ones.
func (d *differ) unmatched() (missing, extra []int) {
	type group struct{ want, got []vector }
	byText, groups := map[string]*group{}, []*group{}
	in := func(k rowKey) *group {
		g := byText[string(k.text)]
		if g == nil {
			g = &group{}
			byText[string(k.text)], groups = g, append(groups, g)
		}
		return g
	}
	for i, k := range d.ofWant {
		g := in(k)
		g.want = append(g.want, vector{i, k.near})
	}
	for i, k := range d.ofGot {
		g := in(k)
		g.got = append(g.got, vector{i, k.near})
	}
	wanted, had := make([]bool, len(d.ofWant)), make([]bool, len(d.ofGot))
	p := pairing{t: d.tolerance, pair: func(w, g int) { wanted[w], had[g] = true, true }}
	for _, g := range groups {
		if len(g.want) == 0 || len(g.got) == 0 {
			continue
		}
		columns := make([]int, len(g.want[0].n))
		for i := range columns {
			columns[i] = i
		}
		p.match(g.want, g.got, columns)
	}
	return without(wanted), without(had)
}

// without gives the places of what is not true.
func without(partner []bool) []int {
	var out []int
	for i, has := range partner {
		if !has {
			out = append(out, i)
		}
	}
	return out
}
