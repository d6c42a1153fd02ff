// Package report writes reports, each format in a file of its own.
package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/coding-judge/judge/judge"
)

// Text writes a report for a person at a terminal: a line for each case, below a failing one what is wrong with it, and
// the verdict at the end. It is colored always; a writer that can't show colors takes them out.
func Text(w io.Writer, r *judge.Report) error {
	var t text
	t.line("%s  %s", bold.Render(r.Name), faint.Render(r.File))
	t.line("")
	skipped, shown := 0, false
	for _, c := range r.Cases {
		if c.Verdict == judge.Skipped {
			skipped++
			continue
		}
		t.caseLine(c)
		if c.Verdict != judge.Accepted {
			t.details(c, !shown)
			shown = true
		}
	}
	if skipped > 0 {
		t.line("  %s", faint.Render(fmt.Sprintf("· %s not run", count(skipped, "case"))))
	}
	t.counterexample(r)
	t.groups(r.Groups)
	t.line("")
	t.verdict(r)
	for _, p := range r.Plans {
		t.plan(p)
	}
	if r.Profile != nil {
		t.profile(r.Profile)
	}
	if r.Growth != nil {
		t.growth(r.Growth)
	}
	t.canGrow(r)
	_, err := w.Write(t.Bytes())
	return err
}

var (
	bold  = lipgloss.NewStyle().Bold(true)
	faint = lipgloss.NewStyle().Faint(true)
	good  = lipgloss.NewStyle().Foreground(lipgloss.Green)
	bad   = lipgloss.NewStyle().Foreground(lipgloss.Red)
	odd   = lipgloss.NewStyle().Foreground(lipgloss.Yellow)
)

// text is what has been written so far.
type text struct{ bytes.Buffer }

func (t *text) line(format string, args ...any) {
	t.WriteString(strings.TrimRight(fmt.Sprintf(format, args...), " ") + "\n")
}

func (t *text) caseLine(c judge.CaseReport) {
	mark, what := good.Render("✓"), ""
	switch c.Verdict {
	case judge.Accepted:
	case judge.JudgeError:
		mark, what = odd.Render("?"), odd.Render(words(c.Verdict))
	default:
		mark, what = bad.Render("✗"), bad.Render(words(c.Verdict))
	}
	used := ""
	if c.Verdict != judge.CompileError && c.Verdict != judge.JudgeError {
		used = fmt.Sprintf("%8s %8s", milliseconds(c.CPU), mebibytes(c.Memory))
	}
	t.line("  %s %-20s %s   %s", mark, c.Name, faint.Render(used), what)
}

// details says what is wrong with a case. Only the first that fails is shown in full.
func (t *text) details(c judge.CaseReport, full bool) {
	if c.Error != nil && full {
		t.fault(c.Error)
	} else if c.Message != "" {
		t.block(c.Message)
	}
	if c.Sample != nil && full {
		t.sample(c.Sample)
	}
}

// indent is what stands before all that is below a case.
const indent = "      "

// block writes lines of text below a case.
func (t *text) block(s string) {
	for line := range strings.Lines(s) {
		t.line(indent+"%s", strings.TrimRight(line, "\n"))
	}
}

func (t *text) verdict(r *judge.Report) {
	where := ""
	if r.Engine != "" {
		where = faint.Render(fmt.Sprintf("  %s, %s", r.Runtime, r.Engine))
	}
	style := bad
	switch r.Verdict {
	case judge.Accepted:
		style = good
	case judge.JudgeError:
		style = odd
	}
	t.line("%s  %s%s", style.Bold(true).Render(capital(words(r.Verdict))), score(r), where)
	for _, s := range caveats(r) {
		t.line("%s", faint.Render(s))
	}
}

// score says how many cases passed, and what that is worth where it is not the same.
func score(r *judge.Report) string {
	if r.Verdict == judge.JudgeError {
		return "a fault of the judge's, which says nothing about the submission"
	}
	passed := 0
	for _, c := range r.Cases {
		if c.Verdict == judge.Accepted {
			passed++
		}
	}
	s := fmt.Sprintf("%d of %s passed", passed, count(len(r.Cases), "case"))
	if r.MaxPoints != len(r.Cases) || r.Groups != nil {
		s += fmt.Sprintf(", %d of %s", r.Points, count(r.MaxPoints, "point"))
	}
	return s
}

// words writes a verdict as people say it.
func words(v judge.Verdict) string {
	if v == judge.RunTimeError {
		return "run-time error"
	}
	return strings.ReplaceAll(string(v), "_", " ")
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func milliseconds(ms float64) string {
	if ms >= 10 {
		return fmt.Sprintf("%.0f ms", ms)
	}
	return fmt.Sprintf("%.1f ms", ms)
}

func mebibytes(kib int64) string {
	if kib == 0 {
		return ""
	}
	return fmt.Sprintf("%d MiB", (kib+512)/1024)
}
