package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/coding-judge/judge/judge"
)

// GitHub takes 65,536 characters as a comment. So much of them is for the table, and the rest for what is wrong.
const (
	maxMarkdown      = 60_000
	maxMarkdownTable = 30_000
	maxMarkdownNote  = 2_000
	maxMarkdownName  = 200
)

// Markdown writes a report for a comment, or for the summary of a job. What is not the judge's own words stands in code, where
// it has no meaning: nothing links, mentions or closes anything.
func Markdown(w io.Writer, r *judge.Report) error {
	r = safe(r)
	var b bytes.Buffer
	fmt.Fprintf(&b, "### %s %s: %s\n\n", mark(r.Verdict), code(r.Name), words(r.Verdict))
	fmt.Fprintf(&b, "**%s.** %s", capital(score(r)), code(r.File))
	for _, s := range []string{r.Runtime, r.Engine} {
		if s != "" {
			fmt.Fprintf(&b, ", %s", code(s))
		}
	}
	b.WriteString("\n")
	if r.Message != "" {
		fence(&b, r.Message, maxMarkdownNote)
	}
	fence(&b, strings.Join(caveats(r), "\n"), maxMarkdownNote)
	markdownGroups(&b, r.Groups)
	markdownCases(&b, r.Cases)
	const around = 1000 // of a case: its name, verdict and fence
	left := 0
	for i, c := range r.Cases {
		room := maxMarkdown - b.Len()
		switch {
		case !failed(c.Verdict):
			continue
		case room < 2*around:
			left++
			continue
		}
		fmt.Fprintf(&b, "\n#### %s %s: %s\n", mark(c.Verdict), code(c.Name), words(c.Verdict))
		fence(&b, body(r, i), min(room-around, room/2))
	}
	if left > 0 {
		fmt.Fprintf(&b, "\n%s failed as well.\n", capital(count(left, "more case")))
	}
	for _, section := range asked(r) {
		for _, text := range section.Texts {
			if room := maxMarkdown - b.Len() - around; len(text) < room {
				fence(&b, text, room)
			}
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

func markdownGroups(b *bytes.Buffer, groups []judge.GroupReport) {
	if len(groups) == 0 {
		return
	}
	b.WriteString("\n| | Group | Verdict | Points |\n|---|---|---|---:|\n")
	for _, g := range groups {
		if b.Len() > maxMarkdownTable/2 {
			b.WriteString("| | … | | |\n")
			return
		}
		fmt.Fprintf(b, "| %s | %s | %s | %d / %d |\n", mark(g.Verdict), cell(g.Name), verdictOrNot(g.Verdict), g.Points, g.MaxPoints)
	}
}

func markdownCases(b *bytes.Buffer, cases []judge.CaseReport) {
	b.WriteString("\n| | Case | Verdict | Points | Time | Memory |\n|---|---|---|---:|---:|---:|\n")
	for i, c := range cases {
		if b.Len() > maxMarkdownTable {
			fmt.Fprintf(b, "| | … %s | | | | |\n", count(len(cases)-i, "more case"))
			return
		}
		time, memory := "", ""
		if ran(c) {
			time, memory = milliseconds(c.CPU), mebibytes(c.Memory)
		}
		fmt.Fprintf(b, "| %s | %s | %s | %d / %d | %s | %s |\n", mark(c.Verdict), cell(c.Name), verdictOrNot(c.Verdict), c.Points, c.MaxPoints, time, memory)
	}
}

// ran says that a case was measured.
func ran(c judge.CaseReport) bool {
	return c.Verdict != judge.Skipped && c.Verdict != judge.JudgeError && c.Verdict != judge.CompileError
}

// mark is the sign of a verdict.
func mark(v judge.Verdict) string {
	switch v {
	case judge.Accepted:
		return "✓"
	case judge.Skipped:
		return "·"
	case judge.JudgeError:
		return "?"
	}
	return "✗"
}

func verdictOrNot(v judge.Verdict) string {
	if v == judge.Skipped {
		return "not run"
	}
	return words(v)
}

// code is a text in one line as code, whatever backticks are in it.
func code(s string) string {
	s = oneLine(shorten(s, maxMarkdownName))
	if strings.TrimSpace(s) == "" {
		return ""
	}
	ticks := strings.Repeat("`", longest(s)+1)
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") || strings.HasPrefix(s, " ") && strings.HasSuffix(s, " ") {
		s = " " + s + " " // one of which Markdown takes away on each side
	}
	return ticks + s + ticks
}

// cell is code in a cell of a table, which a bar ends even in code.
func cell(s string) string { return strings.ReplaceAll(code(s), "|", `\|`) }

// fence writes a block of code in so many bytes at most, fenced by more backticks than stand together in it.
func fence(b *bytes.Buffer, s string, most int) {
	if s == "" {
		return
	}
	s = shorten(s, most)
	if n := longest(s); n > most/10 { // the fences alone would be as long
		s = strings.ReplaceAll(s, "`", "'")
	}
	s = shorten(s, most-2*longest(s))
	ticks := strings.Repeat("`", max(3, longest(s)+1))
	fmt.Fprintf(b, "\n%stext\n%s\n%s\n", ticks, s, ticks)
}

// longest is how many backticks stand together at most.
func longest(s string) int {
	most, n := 0, 0
	for _, r := range s {
		if r != '`' {
			n = 0
			continue
		}
		n++
		most = max(most, n)
	}
	return most
}
