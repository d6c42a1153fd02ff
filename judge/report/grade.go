package report

import (
	"fmt"
	"io"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/grade"
)

// How wide the columns of names are at most, so that a line of the table has no more than 80.
const (
	maxStudentWidth = 20
	maxFileWidth    = 20
	maxNoteWidth    = 74
)

// Grades writes what became of many submissions for a person at a terminal: a line for each, the totals of the students where there
// is more than one problem, and how many there are of each sort. It is colored always, as Text is.
func Grades(w io.Writer, s grade.Summary) error {
	var t text
	student, file := len("STUDENT"), len("SUBMISSION")
	for _, r := range s.Submissions {
		student = min(maxStudentWidth, max(student, lipgloss.Width(r.Student)))
		file = min(maxFileWidth, max(file, lipgloss.Width(r.File)))
	}
	t.line("%s", faint.Render(fmt.Sprintf("   %s  %s  %-21s  %9s", fit("STUDENT", student), fit("SUBMISSION", file), "VERDICT", "POINTS")))
	for _, r := range s.Submissions {
		mark, what := gradeMark(r)
		points := ""
		if r.Status == grade.Judged {
			points = fmt.Sprintf("%d/%d", r.Points, r.MaxPoints)
		}
		t.line("%s  %s  %s  %s  %9s", mark, fit(r.Student, student), fit(r.File, file), what+strings.Repeat(" ", 21-lipgloss.Width(what)), points)
		t.gradeNotes(r)
	}
	t.totals(s, student)
	t.line("")
	of, each := counts(s)
	t.line("%s", of)
	t.line("%s", each)
	for _, r := range s.Submissions {
		if r.SamplesOnly {
			t.line("%s", faint.Render("samples only: the hidden cases of some problems are sealed, and there is no key for them"))
			break
		}
	}
	_, err := w.Write(t.Bytes())
	return err
}

// gradeMark is a row's sign, and what became of it in words.
func gradeMark(r grade.Row) (mark, what string) {
	switch {
	case r.Status == grade.Unjudged:
		return odd.Render("?"), odd.Render("not judged")
	case r.Status == grade.Refused:
		return bad.Render("!"), bad.Render("refused")
	case r.Status == grade.Missing:
		return faint.Render("·"), faint.Render("missing")
	case r.Verdict == judge.Accepted:
		return good.Render("✓"), "accepted"
	}
	return bad.Render("✗"), bad.Render(words(r.Verdict))
}

// gradeNotes says below a row why it was not judged, or what its groups came to.
func (t *text) gradeNotes(r grade.Row) {
	note := r.Message
	if r.Status == grade.Judged && r.Verdict != judge.Accepted {
		note = groupPoints(r, ", ")
	}
	const most = 3 // lines
	lines := strings.Split(ansi.Wrap(bounded(note), maxNoteWidth, ""), "\n")
	for i, line := range lines[:min(most, len(lines))] {
		if i == most-1 && len(lines) > most {
			line = fit(line, maxNoteWidth-1) + "…"
		}
		if line != "" {
			t.line("%s", faint.Render(indent+line))
		}
	}
}

// groupPoints says what each group of a submission came to that is worth anything.
func groupPoints(r grade.Row, between string) string {
	var parts []string
	for _, g := range r.Groups {
		if g.MaxPoints > 0 {
			parts = append(parts, fmt.Sprintf("%s %d/%d", g.Name, g.Points, g.MaxPoints))
		}
	}
	return strings.Join(parts, between)
}

// totals writes what each student has, where a row does not say it.
func (t *text) totals(s grade.Summary, width int) {
	problems := map[string]bool{}
	for _, r := range s.Submissions {
		if r.Status == grade.Judged {
			problems[r.Problem] = true
		}
	}
	if len(problems) < 2 {
		return
	}
	t.line("")
	t.line("%s", faint.Render(fmt.Sprintf("   %s  %9s", fit("STUDENT", width), "TOTAL")))
	for _, of := range s.Students {
		mark, total := " ", fmt.Sprintf("%d/%d", of.Points, of.MaxPoints)
		if !of.Complete {
			mark, total = odd.Render("?"), "–"
		}
		t.line("%s  %s  %9s", mark, fit(of.Student, width), total)
	}
}

// counts says how many submissions there are, and how many of each sort.
func counts(s grade.Summary) (all, each string) {
	kept := 0
	for _, r := range s.Submissions {
		if r.Kept {
			kept++
		}
	}
	parts := []string{good.Render(fmt.Sprintf("%d accepted", s.Accepted)), fmt.Sprintf("%d not accepted", s.NotAccepted)}
	for _, more := range []struct {
		n    int
		what string
	}{{s.Refused, "refused"}, {s.Missing, "missing"}, {s.Unjudged, "not judged"}} {
		if more.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", more.n, more.what))
		}
	}
	all = fmt.Sprintf("%s of %s", count(len(s.Submissions)-s.Missing, "submission"), count(len(s.Students), "student"))
	if kept > 0 {
		all += faint.Render(fmt.Sprintf("  (%d judged before)", kept))
	}
	return all, strings.Join(parts, ", ")
}

// fit makes a text one line of so many columns.
func fit(s string, width int) string {
	s = ansi.Truncate(bounded(s), width, "…")
	return s + strings.Repeat(" ", width-lipgloss.Width(s))
}

// bounded makes a text one line with so many characters at most, of which some may have no width.
func bounded(s string) string {
	const most = 300
	if r := []rune(oneLine(s)); len(r) > most {
		return string(r[:most]) + "…"
	}
	return oneLine(s)
}
