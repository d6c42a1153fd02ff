package compare

import (
	"fmt"
	"strings"

	"github.com/coding-judge/judge/testcases/value"
)

// ShowRows is how many rows a Table in a Diff shows.
const ShowRows = 10

// Table is rows that a Diff shows, as text: safe on a terminal, and shortened.
type Table struct {
	Columns []string   `json:"columns"`
	Rows    [][]string `json:"rows"`           // each as long as Columns
	More    int        `json:"more,omitempty"` // rows that are left out
}

// ShowTable makes a table of a case ready for display; nil for what is no table. At most most rows are shown.
func ShowTable(v value.Value, most int) *Table {
	t, err := readTable(v)
	if err != nil {
		return nil
	}
	return t.shown(len(t.rows), most, func(i int) int { return i })
}

type table struct {
	columns []string
	types   []string // as PostgreSQL names them, or nil
	rows    [][]value.Value
}

// readTable reads {columns: [name, …], types: [type, …], rows: [[value, …], …]}, where types may be left out.
func readTable(v value.Value) (*table, error) {
	dict, ok := v.(value.Dict)
	types, typed := dict.Get("types")
	if !ok || len(dict) != 2 && (!typed || len(dict) != 3) {
		return nil, fmt.Errorf("a table has columns and rows, and this is %s", article(typeName(v)))
	}
	columns, _ := dict.Get("columns")
	rows, _ := dict.Get("rows")
	names, ok1 := columns.(value.List)
	lines, ok2 := rows.(value.List)
	if !ok1 || !ok2 {
		return nil, fmt.Errorf("a table has a list of columns and a list of rows")
	}
	t := &table{rows: make([][]value.Value, len(lines))}
	var err error
	if t.columns, err = texts("the name of a column", names); err != nil {
		return nil, err
	}
	if typed {
		list, _ := types.(value.List)
		if t.types, err = texts("the type of a column", list); err != nil {
			return nil, err
		}
		if len(t.types) != len(t.columns) {
			return nil, fmt.Errorf("expected a type for each column")
		}
	}
	for i, line := range lines {
		row, ok := value.Items(line)
		if !ok || len(row) != len(names) {
			return nil, fmt.Errorf("row %d does not have %s", i+1, count(len(names), "value"))
		}
		t.rows[i] = row
	}
	t.withArrays()
	return t, nil
}

func texts(what string, list value.List) ([]string, error) {
	out := []string{}
	for _, item := range list {
		s, ok := item.(value.Str)
		if !ok {
			return nil, fmt.Errorf("%s is a string, not %s", what, article(typeName(item)))
		}
		out = append(out, string(s))
	}
	return out, nil
}

// pick gives some of the table's rows for display; nil for none of them.
func (t *table) pick(rows []int) *Table {
	if len(rows) == 0 {
		return nil
	}
	return t.shown(len(rows), ShowRows, func(i int) int { return rows[i] })
}

// shown gives n rows for display, of which the i-th is number row(i), and leaves out what is more than most.
func (t *table) shown(n, most int, row func(i int) int) *Table {
	out := &Table{Columns: make([]string, len(t.columns)), Rows: [][]string{}, More: max(n-most, 0)}
	for i, c := range t.columns {
		out.Columns[i] = text(c)
	}
	for i := range min(n, most) {
		out.Rows = append(out.Rows, cells(t.rows[row(i)]))
	}
	return out
}

func cells(row []value.Value) []string {
	out := make([]string, len(row))
	for i, v := range row {
		out[i] = cell(v)
	}
	return out
}

// summary is a table in one line.
func (t *table) summary() string {
	var b strings.Builder
	b.WriteString(count(len(t.rows), "row"))
	for i, row := range t.rows {
		if i == 0 {
			b.WriteString(": ")
		} else {
			b.WriteString(", ")
		}
		if b.Len() > ShowLimit {
			b.WriteString("…")
			break
		}
		b.WriteString("(" + strings.Join(cells(row), ", ") + ")")
	}
	return b.String()
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func nameList(names []string) string {
	out := make([]string, min(len(names), 20))
	for i := range out {
		out[i] = text(names[i])
	}
	if len(names) > len(out) {
		out = append(out, "…")
	}
	return strings.Join(out, ", ")
}

func (t *table) permuted(places []int) *table {
	out := &table{rows: make([][]value.Value, len(t.rows))}
	for _, p := range places {
		out.columns = append(out.columns, t.columns[p])
		if t.types != nil {
			out.types = append(out.types, t.types[p])
		}
	}
	for i, row := range t.rows {
		for _, p := range places {
			out.rows[i] = append(out.rows[i], row[p])
		}
	}
	return out
}
