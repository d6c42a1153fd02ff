package statement

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
)

var tableKind = xast.KindTable

// table gives a table's lines; of one that is too wide each row as lines of its own, with the columns' names.
func (t *terminal) table(n ast.Node, width int) []string {
	var rows [][]string // the first has the heads
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		style := plain
		if row.Kind() == xast.KindTableHeader {
			style = faint
		}
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, strings.Join(strings.Fields(t.inline(cell, style)), " "))
		}
		rows = append(rows, cells)
	}
	table, ok := n.(*xast.Table)
	if !ok || len(rows) == 0 {
		return nil
	}
	widths := make([]int, len(table.Alignments))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], lipgloss.Width(cell))
		}
	}
	total := -3
	for _, w := range widths {
		total += w + 3
	}
	if total > width {
		return t.records(rows, width)
	}
	var lines []string
	for i, row := range rows {
		lines = append(lines, t.row(row, widths, table.Alignments))
		if i == 0 {
			rules := make([]string, len(widths))
			for i, w := range widths {
				rules[i] = strings.Repeat("─", w)
			}
			lines = append(lines, t.faint(strings.Join(rules, "─┼─")))
		}
	}
	return lines
}

func (t *terminal) row(cells []string, widths []int, sides []xast.Alignment) string {
	for i, cell := range cells {
		free := widths[i] - lipgloss.Width(cell)
		left := 0
		switch sides[i] {
		case xast.AlignRight:
			left = free
		case xast.AlignCenter:
			left = free / 2
		}
		cells[i] = strings.Repeat(" ", left) + cell + strings.Repeat(" ", free-left)
	}
	return strings.Join(cells, t.faint(" │ "))
}

// records gives each row as lines "name: value".
func (t *terminal) records(rows [][]string, width int) []string {
	var lines []string
	for i, row := range rows[1:] {
		if i > 0 {
			lines = append(lines, "")
		}
		for c, cell := range row {
			for n, line := range wrap(rows[0][c]+t.faint(":")+" "+cell, width-2) {
				if n > 0 {
					line = "  " + line
				}
				lines = append(lines, line)
			}
		}
	}
	return lines
}
