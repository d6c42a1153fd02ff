package report

import (
	"cmp"
	"strings"

	"charm.land/lipgloss/v2"
	"charm.land/lipgloss/v2/table"

	"github.com/coding-judge/judge/judge/compare"
)

// diff shows the rows that are missing and those that are too many in one table. A row of one stands below the row of the
// other that it is most like, and what differs in it is underlined.
func (t *text) diff(missing, extra *compare.Table) {
	if missing == nil && extra == nil {
		return
	}
	empty := &compare.Table{}
	head, m, e := cmp.Or(missing, extra), cmp.Or(missing, empty), cmp.Or(extra, empty)
	var rows, others [][]string // others[i] is the row that rows[i] stands for, or nil
	add := func(mark string, from, to *compare.Table, i int) {
		if i >= len(from.Rows) {
			return
		}
		var other []string
		if i < len(to.Rows) {
			other = append([]string{""}, to.Rows[i]...)
		}
		rows, others = append(rows, append([]string{mark}, from.Rows[i]...)), append(others, other)
	}
	for i := range max(len(m.Rows), len(e.Rows)) {
		add("-", m, e, i)
		add("+", e, m, i)
	}
	style := func(row, column int) lipgloss.Style {
		cell := lipgloss.NewStyle()
		switch {
		case row == table.HeaderRow:
			return cell.Faint(true)
		case column == 0 && rows[row][0] == "-":
			return bad
		case column == 0:
			return good
		case column < len(others[row]) && others[row][column] != rows[row][column]:
			return cell.Underline(true)
		}
		return cell
	}
	t.line("      %s", faint.Render("rows: - missing, + too many"))
	t.grid(append([]string{""}, head.Columns...), rows, style)
	var more []string
	if m.More > 0 {
		more = append(more, count(m.More, "more row")+" missing")
	}
	if e.More > 0 {
		more = append(more, count(e.More, "more row")+" too many")
	}
	if len(more) > 0 {
		t.line("       %s", faint.Render("… "+strings.Join(more, ", ")))
	}
}
