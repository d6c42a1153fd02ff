package verify

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/coding-judge/judge/judge"
)

var (
	bold  = lipgloss.NewStyle().Bold(true)
	faint = lipgloss.NewStyle().Faint(true)
	good  = lipgloss.NewStyle().Foreground(lipgloss.Green)
	bad   = lipgloss.NewStyle().Foreground(lipgloss.Red)
)

// Text writes the results for a person at a terminal: a line for each problem, and below the table what is wrong. It is colored
// always; a writer that can't show colors takes them out.
func Text(w io.Writer, results []*Result) error {
	var t bytes.Buffer
	rows := [][]string{{"PROBLEM", "SUBMISSIONS", "LIMIT", "ACCEPTED", "TOO SLOW", "MUTANTS", "KILLED"}}
	mutated := false
	for _, r := range results {
		rows = append(rows, r.row())
		mutated = mutated || r.Mutation != nil
	}
	if !mutated {
		for i := range rows {
			rows[i] = rows[i][:len(rows[i])-2]
		}
	}
	for i, line := range columns(rows) {
		mark := " "
		switch {
		case i == 0:
			line = faint.Render(line)
		case results[i-1].OK:
			mark = good.Render("✓")
		default:
			mark = bad.Render("✗")
		}
		fmt.Fprintf(&t, "%s  %s\n", mark, line)
	}
	wrong := 0
	for _, r := range results {
		if !r.OK {
			wrong++
			r.details(&t)
		}
		r.survivors(&t)
	}
	for _, r := range results {
		r.unsupported(&t)
	}
	fmt.Fprintf(&t, "\n%s%s\n", conclusion(len(results), wrong), speed(results))
	_, err := w.Write(t.Bytes())
	return err
}

// columns writes rows of equal length below each other: the first column to the left, the others to the right.
func columns(rows [][]string) []string {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], lipgloss.Width(cell))
		}
	}
	lines := make([]string, len(rows))
	for i, row := range rows {
		for k, cell := range row {
			pad := strings.Repeat(" ", widths[k]-lipgloss.Width(cell))
			if k == 0 {
				lines[i] = cell + pad
			} else {
				lines[i] += "  " + pad + cell
			}
		}
	}
	return lines
}

func conclusion(all, wrong int) string {
	problems := count(all, "problem")
	if wrong == 0 {
		return good.Render(problems + " verified")
	}
	return bad.Render(fmt.Sprintf("%d of %s must be mended", wrong, problems))
}

// row is a problem's line of the table.
func (r *Result) row() []string {
	if r.Broken {
		return []string{r.Problem, "–", "–", "–", "–", "–", "–"}
	}
	right := 0
	for _, s := range r.Submissions {
		if s.OK {
			right++
		}
	}
	limit, accepted, slow := "–", "–", "–"
	if t := r.Limits; t != nil {
		limit = shownTime(t.CPU)
		if t.AcceptedBy != "" {
			accepted = shownTime(t.Accepted)
		}
		if t.SlowBy != "" {
			slow = shownTime(t.Slow)
			if t.SlowAtLeast {
				slow = "≥ " + slow
			}
		}
	}
	mutants, killed := r.mutation()
	return []string{r.Problem, fmt.Sprintf("%d/%d", right, len(r.Submissions)), limit, accepted, slow, mutants, killed}
}

// details says what is wrong with a problem.
func (r *Result) details(t *bytes.Buffer) {
	fmt.Fprintf(t, "\n%s\n", bold.Render(r.Problem))
	for _, f := range r.Findings {
		place := cmp.Or(f.File, r.Problem)
		switch {
		case f.Column > 0:
			place += fmt.Sprintf(":%d:%d", f.Line, f.Column)
		case f.Line > 0:
			place += fmt.Sprintf(":%d", f.Line)
		}
		fmt.Fprintf(t, "  %s %s  %s\n", bad.Render("✗"), place, faint.Render(string(f.Check)))
		block(t, f.Message)
		block(t, f.Snippet)
		if f.Advice != "" {
			block(t, "→ "+f.Advice)
		}
	}
}

// unsupported says what in a package was not looked at.
func (r *Result) unsupported(t *bytes.Buffer) {
	if len(r.Unsupported) == 0 {
		return
	}
	fmt.Fprintf(t, "\n%s\n", bold.Render(r.Problem+": not supported, and passed over"))
	for _, what := range r.Unsupported {
		fmt.Fprintf(t, "  %s %s\n", faint.Render("–"), judge.Clean(what))
	}
}

// block writes lines below a finding.
func block(t *bytes.Buffer, text string) {
	for line := range strings.Lines(text) {
		fmt.Fprintf(t, "      %s\n", strings.TrimRight(line, "\n "))
	}
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
