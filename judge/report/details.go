package report

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/coding-judge/judge/judge"
)

// fault shows an error with its place in the submission: the line, and marks under what the error is about.
func (t *text) fault(e *judge.Error) {
	head := e.Type
	if e.Code != "" {
		head = fmt.Sprintf("%s (SQLSTATE %s)", e.Type, e.Code)
	}
	if e.Message != "" {
		head += ": " + e.Message
	}
	if e.Call != "" {
		head = e.Call + ": " + head
	}
	t.block(head)
	if e.Line > 0 {
		number := fmt.Sprintf("line %d", e.Line)
		t.line("      %s %s", faint.Render(number+" │"), tabless(e.Source))
		if marks := caret(e); marks != "" {
			t.line("      %s %s", faint.Render(strings.Repeat(" ", len(number))+" │"), bad.Render(marks))
		}
	}
	for _, c := range e.Callers {
		t.line("      %s", faint.Render(fmt.Sprintf("called from line %d, in %s", c.Line, c.Function)))
	}
	for i, l := range e.Locals {
		with := "with"
		if i > 0 {
			with = ""
		}
		t.field(with, narrow(l.Name+" = "+l.Value, maxWidth-len(indent)-10))
	}
	if e.Detail != "" {
		t.block("detail: " + e.Detail)
	}
	switch {
	case e.Hint == "":
	case strings.ContainsAny(e.Hint, " \n"):
		t.block("hint: " + e.Hint)
	default: // a name
		t.block("hint: did you mean " + e.Hint + "?")
	}
}

// caret gives the marks under a place in a line; empty where the place is not known.
func caret(e *judge.Error) string {
	line := []rune(e.Source)
	from := e.Column - 1
	if from < 0 || from > len(line) {
		return ""
	}
	to := min(from+max(e.Width, 1), len(line))
	before := lipgloss.Width(tabless(string(line[:from])))
	width := lipgloss.Width(tabless(string(line[:max(from, to)]))) - before
	return strings.Repeat(" ", before) + strings.Repeat("^", max(width, 1))
}

// tabless writes a tab as four spaces, so that what stands below a line is as wide as the line.
func tabless(s string) string { return strings.ReplaceAll(s, "\t", "    ") }

func (t *text) sample(s *judge.Sample) {
	if s.Call != "" {
		t.field("input", s.Call)
	}
	t.field("calls", s.Calls)
	t.field("stdin", s.Stdin)
	t.field("dialog", s.Dialog)
	for _, table := range s.Tables {
		t.table(table.Name, table.Table)
	}
	if s.Missing == nil && s.Extra == nil {
		t.field("expected", s.Expected)
		t.field("got", s.Got)
	}
	t.diff(s.Missing, s.Extra)
	t.field("why", s.Why)
	t.field("stdout", s.Stdout)
	t.field("stderr", s.Stderr)
}

// field writes a name and a text beside it, whose further lines stand below the first.
func (t *text) field(name, s string) {
	s = strings.TrimRight(s, "\n")
	if s == "" {
		return
	}
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			name = ""
		}
		t.line("      %s %s", faint.Render(fmt.Sprintf("%-9s", name)), tabless(line))
	}
}

// narrow cuts a text to one line of a width.
func narrow(s string, width int) string {
	line := []rune(strings.Join(strings.Fields(s), " "))
	if len(line) <= width && lipgloss.Width(string(line)) <= width {
		return string(line)
	}
	line = line[:min(len(line), width)] // all that is shown has a width
	for lipgloss.Width(string(line)) >= width {
		line = line[:len(line)-1]
	}
	return string(line) + "…"
}
