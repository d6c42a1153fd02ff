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
}

// Rows compares tables, each a dict {columns: […], rows: [[…], …]}. Numbers are compared by value, all else with its type,
// and a row that occurs twice is expected twice. How text sorts need not be known, because want is sorted: got is in
// order where it has the same sort keys row by row. The error is about want; a got that is no table is a difference.
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
	d := differ{want: w, got: g, keys: keys, same: sameName(o.Columns)}
	d.compare()
	if d.out.Message == "" {
		return Diff{Equal: true}, nil
	}
	d.out.Expected, d.out.Got = w.summary(), g.summary()
	return d.out, nil
}

// sortColumns finds the columns that OrderBy names.
func sortColumns(columns, orderBy []string) ([]int, error) {
	var out []int
	for _, o := range orderBy {
		name := o
		if fields := strings.Fields(o); len(fields) == 2 && (strings.EqualFold(fields[1], "desc") || strings.EqualFold(fields[1], "asc")) {
			name = fields[0]
		}
		i := slices.IndexFunc(columns, func(c string) bool { return strings.EqualFold(c, name) })
		if i < 0 {
			return nil, fmt.Errorf("order_by: there is no column %q in %s", name, nameList(columns))
		}
		out = append(out, i)
	}
	return out, nil
}

func sameName(columns string) func(a, b string) bool {
	switch columns {
	case "exact":
		return func(a, b string) bool { return a == b }
	case "ignored":
		return func(_, _ string) bool { return true }
	}
	return strings.EqualFold
}

// differ finds the first thing that is wrong, in the order in which a learner would put it right.
type differ struct {
	want, got *table
	keys      []int
	same      func(a, b string) bool
	out       Diff
}

func (d *differ) compare() {
	w, g := d.want.columns, d.got.columns
	if len(w) != len(g) {
		d.out.Message = fmt.Sprintf("expected %s (%s), got %d (%s)", count(len(w), "column"), nameList(w), len(g), nameList(g))
		return
	}
	if slices.EqualFunc(w, g, d.same) {
		d.rows()
		return
	}
	if places := permutation(w, g, d.same); places != nil {
		d.got = d.got.permuted(places)
		d.columns(fmt.Sprintf("the columns are not in the right order: expected %s, got %s", nameList(w), nameList(g)))
		return
	}
	i := 0
	for d.same(w[i], g[i]) {
		i++
	}
	d.columns(fmt.Sprintf("column %d should be named %s, not %s", i+1, text(w[i]), text(g[i])))
}

// columns tells that the columns are wrong, and whether that is all.
func (d *differ) columns(message string) {
	d.rows()
	if d.out.Message == "" {
		message += "; the rows are right"
	} else {
		message += "; " + d.out.Message
	}
	d.out.Message = message
}

func (d *differ) rows() {
	floats := floatColumns(len(d.want.columns), d.want.rows, d.got.rows)
	missing, extra := d.unmatched(floats)
	if len(missing)+len(extra) > 0 {
		extra = d.align(missing, extra, floats)
		d.out.Missing, d.out.Extra = d.want.pick(missing), d.got.pick(extra)
		d.out.Message = d.rowsMessage(len(missing), len(extra))
		return
	}
	for i, row := range d.want.rows {
		for _, k := range d.keys {
			w, g := row[k], d.got.rows[i][k]
			if string(appendCell(nil, w, floats[k])) != string(appendCell(nil, g, floats[k])) {
				d.out.Message = fmt.Sprintf("the rows are right, but not their order: row %d should have %s in column %s, and it has %s",
					i+1, cell(w), text(d.want.columns[k]), cell(g))
				return
			}
		}
	}
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

// unmatched gives the rows of each side that have no partner on the other, in order.
func (d *differ) unmatched(floats []bool) (missing, extra []int) {
	left := map[string]int{}
	for _, row := range d.got.rows {
		left[string(appendRow(nil, row, floats))]++
	}
	for i, row := range d.want.rows {
		k := string(appendRow(nil, row, floats))
		if left[k] == 0 {
			missing = append(missing, i)
			continue
		}
		left[k]--
	}
	// What is left of a row that occurs several times is its last ones.
	for i := len(d.got.rows) - 1; i >= 0; i-- {
		k := string(appendRow(nil, d.got.rows[i], floats))
		if left[k] > 0 {
			left[k]--
			extra = append(extra, i)
		}
	}
	slices.Reverse(extra)
	return missing, extra
}

// align puts the extra rows that are most like the missing ones beside them, so far as they are shown.
func (d *differ) align(missing, extra []int, floats []bool) []int {
	var out []int
	rest := slices.Clone(extra)
	for _, m := range missing[:min(len(missing), ShowRows)] {
		best, most := -1, 0
		for i, e := range rest[:min(len(rest), 20*ShowRows)] {
			if n := d.alike(m, e, floats); n > most {
				best, most = i, n
			}
		}
		if best < 0 {
			break // the rows after this one would not stand beside theirs
		}
		out = append(out, rest[best])
		rest = slices.Delete(rest, best, best+1)
	}
	return append(out, rest...)
}

// alike counts the cells that two rows have in common.
func (d *differ) alike(w, g int, floats []bool) int {
	n := 0
	for i, v := range d.want.rows[w] {
		if string(appendCell(nil, v, floats[i])) == string(appendCell(nil, d.got.rows[g][i], floats[i])) {
			n++
		}
	}
	return n
}

func (t *table) permuted(places []int) *table {
	out := &table{rows: make([][]value.Value, len(t.rows))}
	for _, p := range places {
		out.columns = append(out.columns, t.columns[p])
	}
	for i, row := range t.rows {
		for _, p := range places {
			out.rows[i] = append(out.rows[i], row[p])
		}
	}
	return out
}
