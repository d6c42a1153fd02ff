package compare

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/coding-judge/judge/testcases/value"
)

// ShowRows is how many rows a Table in a Diff shows.
const ShowRows = 10

// showCell is how many characters of a cell are shown.
const showCell = 80

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
	rows    [][]value.Value
}

// readTable reads {columns: [name, …], rows: [[value, …], …]}.
func readTable(v value.Value) (*table, error) {
	dict, ok := v.(value.Dict)
	if !ok || len(dict) != 2 {
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
	for _, n := range names {
		name, ok := n.(value.Str)
		if !ok {
			return nil, fmt.Errorf("the name of a column is a string, not %s", article(typeName(n)))
		}
		t.columns = append(t.columns, string(name))
	}
	for i, line := range lines {
		row, ok := value.Items(line)
		if !ok || len(row) != len(names) {
			return nil, fmt.Errorf("row %d does not have %s", i+1, count(len(names), "value"))
		}
		t.rows[i] = row
	}
	return t, nil
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

// cell writes a value the way database clients do: text without quotes.
func cell(v value.Value) string {
	switch v := v.(type) {
	case value.None:
		return "NULL"
	case value.Bool:
		if v {
			return "true"
		}
		return "false"
	case value.Str:
		if v == "" || v == "NULL" { // not to be taken for nothing, or for NULL
			return "'" + string(v) + "'"
		}
		return text(string(v))
	case value.Decimal:
		return text(string(v))
	case value.Bytes:
		return text(fmt.Sprintf("\\x%x", []byte(v[:min(len(v), showCell)])))
	case value.List:
		return array(v)
	case value.Tuple:
		return array(v)
	}
	return text(value.Python(v, showCell))
}

func array(items []value.Value) string {
	out := make([]string, min(len(items), showCell))
	for i := range out {
		out[i] = cell(items[i])
	}
	return text("{" + strings.Join(out, ",") + "}")
}

// text escapes what is not printable, and shortens.
func text(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n++; n > showCell {
			return b.String() + "…"
		}
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
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

// permutation finds for each of want's columns its place in got, where both have the same names in another order; nil
// where they do not.
func permutation(want, got []string, same func(a, b string) bool) []int {
	var out []int
	for _, w := range want {
		i := -1
		for j, g := range got {
			if same(w, g) && !slices.Contains(out, j) {
				i = j
				break
			}
		}
		if i < 0 {
			return nil
		}
		out = append(out, i)
	}
	return out
}
