package report

import (
	"io"
	"strings"

	"charm.land/lipgloss/v2"
	"charm.land/lipgloss/v2/table"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/compare"
)

// Sample writes a sample case for a person at a terminal: its input and the expected answer.
func Sample(w io.Writer, s *judge.Sample) error {
	var t text
	t.sample(s)
	_, err := w.Write(t.Bytes())
	return err
}

// table shows rows under their columns' names; nothing for no table.
func (t *text) table(name string, rows *compare.Table) {
	if rows == nil {
		return
	}
	t.line("      %s", faint.Render(name))
	cell := lipgloss.NewStyle().Padding(0, 1)
	out := table.New().Border(lipgloss.NormalBorder()).BorderStyle(faint).
		BorderTop(false).BorderBottom(false).BorderLeft(false).BorderRight(false).
		StyleFunc(func(row, _ int) lipgloss.Style {
			if row == table.HeaderRow {
				return cell.Faint(true)
			}
			return cell
		}).
		Headers(rows.Columns...).Rows(rows.Rows...)
	t.block(strings.TrimRight(out.String(), "\n"))
	switch {
	case rows.More > 0:
		t.line("       %s", faint.Render("… "+count(rows.More, "more row")))
	case len(rows.Rows) == 0:
		t.line("       %s", faint.Render("no rows"))
	}
}
