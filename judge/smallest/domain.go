package smallest

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases/value"
)

// domain is columns whose values are the same things: a column with those that refer to it.
type domain struct {
	cells  []place
	values []value.Value // those in the cells, each once, NULL aside, in ascending order
	class  class
	layout string  // of dates
	linked bool    // there is a foreign key
	refers []place // of the cells, those that refer to others
}

// place is a cell of the tables.
type place struct{ table, row, column int }

// class is what the values of a domain are.
type class int

const (
	other class = iota // left as they are
	numeric
	dates
	texts
)

// layouts are the forms of dates and times.
var layouts = []string{time.DateOnly, time.DateTime, "2006-01-02T15:04:05", "2006-01-02 15:04", time.RFC3339, time.TimeOnly}

// domains finds the domains of tables, in the order of their first columns.
func (s Tables) domains(tables []table) []*domain {
	type column struct{ table, column int }
	leader, linked := map[column]column{}, map[column]bool{}
	refers, keys := map[column]bool{}, map[column]bool{}
	var find func(c column) column
	find = func(c column) column {
		if up, ok := leader[c]; ok {
			return find(up)
		}
		return c
	}
	for _, k := range s.ForeignKeys {
		from, to := index(tables, k.Table), index(tables, k.To)
		if from < 0 || to < 0 {
			continue
		}
		theirs := places(tables[to], k.Key)
		for i, c := range places(tables[from], k.Columns) {
			a, b := column{from, c}, column{to, theirs[i]}
			if c < 0 || theirs[i] < 0 {
				continue
			}
			refers[a], keys[b] = true, true
			if find(a) == find(b) {
				linked[find(a)] = true
				continue
			}
			up := find(b)
			leader[find(a)], linked[up] = up, true
		}
	}
	known := map[column]*domain{}
	var out []*domain
	for i, t := range tables {
		for j := range t.Columns {
			c := find(column{i, j})
			d := known[c]
			if d == nil {
				d = &domain{}
				known[c], out = d, append(out, d)
			}
			for row := range t.Rows {
				d.cells = append(d.cells, place{i, row, j})
				if c := (column{i, j}); refers[c] && !keys[c] {
					d.refers = append(d.refers, place{i, row, j})
				}
			}
		}
	}
	for c, d := range known {
		d.linked = linked[c]
		d.classify(tables)
	}
	return out
}

func (d *domain) classify(tables []table) {
	seen := map[string]bool{}
	for _, p := range d.cells {
		v := p.of(tables)
		if key := text(v); !isNull(v) && !seen[key] {
			seen[key] = true
			d.values = append(d.values, v)
		}
	}
	all := func(is func(value.Value) bool) bool {
		return len(d.values) > 0 && !slices.ContainsFunc(d.values, func(v value.Value) bool { return !is(v) })
	}
	for _, layout := range layouts {
		if all(func(v value.Value) bool { _, ok := date(v, layout); return ok }) {
			d.class, d.layout = dates, layout
		}
	}
	switch {
	case d.class == dates:
	case all(func(v value.Value) bool { return number(v) != nil }):
		d.class = numeric
	case all(func(v value.Value) bool { _, ok := v.(value.Str); return ok }):
		d.class = texts
	}
	slices.SortStableFunc(d.values, d.compare)
}

func (d *domain) compare(a, b value.Value) int {
	switch d.class {
	case numeric:
		return number(a).Cmp(number(b))
	case dates:
		x, _ := date(a, d.layout)
		y, _ := date(b, d.layout)
		return x.Compare(y)
	case texts:
		x, _ := a.(value.Str)
		y, _ := b.(value.Str)
		return cmp.Compare(x, y)
	}
	return 0
}

func (p place) of(tables []table) value.Value { return tables[p.table].Rows[p.row][p.column] }

// with gives the tables with other values in some cells.
func with(tables []table, cells []place, v func(old value.Value) value.Value) []table {
	out := slices.Clone(tables)
	fresh := map[place]bool{} // rows that are copies already
	for _, p := range cells {
		t := &out[p.table]
		if !fresh[place{table: p.table, row: -1}] {
			fresh[place{table: p.table, row: -1}] = true
			t.Table = &problems.Table{Columns: t.Columns, Rows: slices.Clone(t.Rows)}
		}
		if row := (place{table: p.table, row: p.row}); !fresh[row] {
			fresh[row] = true
			t.Rows[p.row] = slices.Clone(t.Rows[p.row])
		}
		t.Rows[p.row][p.column] = v(t.Rows[p.row][p.column])
	}
	return out
}

// renamed puts other values in the place of some.
func (d *domain) renamed(tables []table, to map[string]value.Value) []table {
	return with(tables, d.cells, func(old value.Value) value.Value {
		if v, ok := to[text(old)]; ok && !isNull(old) {
			return v
		}
		return old
	})
}

func index(tables []table, name string) int {
	return slices.IndexFunc(tables, func(t table) bool { return t.name == name })
}

func text(v value.Value) string { return string(value.AppendJSON(nil, v)) }

func isNull(v value.Value) bool { _, null := v.(value.None); return null }

// number reads a number, also one that is written as text; nil for what is none.
func number(v value.Value) *big.Rat {
	switch v := v.(type) {
	case value.Int:
		return new(big.Rat).SetInt64(int64(v))
	case value.BigInt:
		return new(big.Rat).SetInt(v.N)
	case value.Decimal:
		return decimal(string(v))
	case value.Float:
		return new(big.Rat).SetFloat64(float64(v)) // nil for NaN and infinities
	case value.Str:
		return decimal(string(v))
	}
	return nil
}

func decimal(s string) *big.Rat {
	d, err := value.ParseDecimal(s)
	if err != nil || len(s) > 60 { // an exponent makes a number of any length
		return nil
	}
	r, ok := new(big.Rat).SetString(string(d))
	if !ok {
		return nil
	}
	return r
}

// like writes a whole number as text where another is.
func like(v value.Value, n int64) value.Value {
	if _, ok := v.(value.Str); ok {
		return value.Str(strconv.FormatInt(n, 10))
	}
	return value.Int(n)
}

func date(v value.Value, layout string) (time.Time, bool) {
	s, ok := v.(value.Str)
	if !ok || utf8.RuneCountInString(string(s)) > 40 {
		return time.Time{}, false
	}
	t, err := time.Parse(layout, string(s))
	return t, err == nil
}
