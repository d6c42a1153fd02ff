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
	t.grid(rows.Columns, rows.Rows, func(row, _ int) lipgloss.Style {
		return lipgloss.NewStyle().Faint(row == table.HeaderRow)
	})
	switch {
	case rows.More > 0:
		t.line("       %s", faint.Render("… "+count(rows.More, "more row")))
	case len(rows.Rows) == 0:
		t.line("       %s", faint.Render("no rows"))
	}
}

// grid shows rows of cells below their heads; style is of the cells' text.
func (t *text) grid(heads []string, rows [][]string, style table.StyleFunc) {
	out := table.New().Border(lipgloss.NormalBorder()).BorderStyle(faint).
		BorderTop(false).BorderBottom(false).BorderLeft(false).BorderRight(false).
		StyleFunc(func(row, column int) lipgloss.Style { return style(row, column).Padding(0, 1) }).
		Headers(heads...).Rows(rows...)
	t.block(strings.TrimRight(out.String(), "\n"))
}
