package smallest

import (
	"iter"
	"slices"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases/value"
)

// Tables is the Space of the tables of a database. Its parts are their rows, one table after the other; with a row go those
// that refer to it.
type Tables struct{ ForeignKeys []problems.ForeignKey }

// table is a table of an input.
type table struct {
	name string
	*problems.Table
}

// read takes an input apart, which was checked before.
func read(in value.Dict) []table {
	var out []table
	for _, e := range in {
		name, _ := e.Key.(value.Str)
		if t, err := problems.ParseTable(e.Value); err == nil {
			out = append(out, table{string(name), t})
		}
	}
	return out
}

func write(tables []table) value.Dict {
	out := make(value.Dict, len(tables))
	for i, t := range tables {
		columns, rows := make(value.List, len(t.Columns)), make(value.List, len(t.Rows))
		for j, c := range t.Columns {
			columns[j] = value.Str(c)
		}
		for j, r := range t.Rows {
			rows[j] = value.List(r)
		}
		out[i] = value.Entry{Key: value.Str(t.name), Value: value.Dict{
			{Key: value.Str("columns"), Value: columns}, {Key: value.Str("rows"), Value: rows},
		}}
	}
	return out
}

// Parts counts the rows.
func (s Tables) Parts(in value.Dict) int {
	n := 0
	for _, t := range read(in) {
		n += len(t.Rows)
	}
	return n
}

// Without leaves rows out.
func (s Tables) Without(in value.Dict, parts []int) value.Dict {
	tables := read(in)
	gone := make([][]bool, len(tables))
	first := 0
	for i, t := range tables {
		gone[i] = make([]bool, len(t.Rows))
		for len(parts) > 0 && parts[0] < first+len(t.Rows) {
			gone[i][parts[0]-first] = true
			parts = parts[1:]
		}
		first += len(t.Rows)
	}
	for again := true; again; {
		again = false
		for _, k := range s.ForeignKeys {
			again = dangling(tables, gone, k) || again
		}
	}
	for i, t := range tables {
		var rows [][]value.Value
		for j, row := range t.Rows {
			if !gone[i][j] {
				rows = append(rows, row)
			}
		}
		tables[i].Table = &problems.Table{Columns: t.Columns, Rows: rows}
	}
	return write(tables)
}

// dangling marks the rows as gone that refer to rows that are, and says whether there were any.
func dangling(tables []table, gone [][]bool, k problems.ForeignKey) bool {
	from, to := index(tables, k.Table), index(tables, k.To)
	if from < 0 || to < 0 {
		return false
	}
	left, lost := map[string]bool{}, map[string]bool{}
	for i, row := range tables[to].Rows {
		key := cells(row, places(tables[to], k.Key))
		if gone[to][i] {
			lost[key] = true
		} else {
			left[key] = true
		}
	}
	any := false
	refers := places(tables[from], k.Columns)
	for i, row := range tables[from].Rows {
		if key := cells(row, refers); !gone[from][i] && lost[key] && !left[key] {
			gone[from][i], any = true, true
		}
	}
	return any
}

// places finds columns; -1 for one that the input leaves out, which is then NULL or a default.
func places(t table, columns []string) []int {
	out := make([]int, len(columns))
	for i, c := range columns {
		out[i] = slices.Index(t.Columns, c)
	}
	return out
}

// cells writes some of a row's cells.
func cells(row []value.Value, places []int) string {
	var out []byte
	for _, p := range places {
		if p >= 0 {
			out = value.AppendJSON(out, row[p])
		}
		out = append(out, ',')
	}
	return string(out)
}

// Simpler gives the same rows with simpler values.
func (s Tables) Simpler(in value.Dict) iter.Seq[value.Dict] {
	return func(yield func(value.Dict) bool) {
		before := s.weigh(in)
		for out := range s.rewritten(in) {
			if lighter(s.weigh(out), before) && !yield(out) {
				return
			}
		}
	}
}
