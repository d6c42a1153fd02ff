package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/coding-judge/judge/judge"
)

// The widths of a plan's lines: numbers on the left, the tree on the right, and nothing beyond column 80.
const (
	planWidth   = 79
	planNumbers = 2 + 1 + 5 + 8 + 9 + 7 + 2
	planIndent  = 2
	planDeepest = 10 // steps are not indented further
)

// plan shows how a query was executed, as a tree with what each step took.
func (t *text) plan(p judge.PlanReport) {
	t.line("")
	head := "Plan"
	if p.Query != "" {
		head += " of " + p.Query
	}
	if p.Case != "" {
		head += " on " + p.Case
	}
	if p.Message != "" {
		t.line("%s", bold.Render(head))
		for _, line := range wrap(p.Message, planWidth-2) {
			t.line("  %s", line)
		}
		return
	}
	t.line("%s  cost %s, %s", bold.Render(head), short(p.Cost), count(int(p.Pages), "page"))
	t.line("%s", faint.Render(fmt.Sprintf("   %5s%8s%9s%7s", "cost", "rows", "expected", "pages")))
	for _, s := range p.Steps {
		t.step(s)
	}
	if p.More > 0 {
		t.line("%s%s", strings.Repeat(" ", planNumbers), faint.Render("… "+count(p.More, "more step")))
	}
}

func (t *text) step(s judge.PlanStep) {
	mark, style := " ", lipgloss.NewStyle()
	if s.Most {
		mark, style = "▸", bold
	}
	numbers := fmt.Sprintf("  %s%5s%8s%9s%7s  ", mark, strconv.Itoa(int(math.Round(100*s.Share)))+"%", short(s.Rows), short(s.Expected), short(float64(s.Pages)))
	indent := strings.Repeat(" ", planIndent*min(s.Depth, planDeepest))
	room := planWidth - planNumbers - len(indent) - planIndent
	blank := strings.Repeat(" ", planNumbers)
	for i, line := range wrap(title(s), room) {
		switch {
		case i > 0:
			t.line("%s%s  %s", blank, indent, style.Render(line))
		case s.Depth == 0:
			t.line("%s%s", style.Render(numbers), style.Render(line))
		default:
			t.line("%s%s%s", style.Render(numbers), indent[planIndent:]+faint.Render("└ "), style.Render(line))
		}
	}
	details := s.Details
	if s.Removed > 0 {
		details = append(slices.Clone(details), "Rows removed: "+short(s.Removed))
	}
	for _, d := range details {
		for _, line := range wrap(d, room) {
			t.line("%s%s  %s", blank, indent, faint.Render(line))
		}
	}
	if s.Hint != "" {
		for _, line := range wrap("! "+s.Hint, room) {
			t.line("%s%s  %s", blank, indent, odd.Render(line))
		}
	}
}

// title names a step as PostgreSQL does: "Index Scan using i on t (loops: 12)".
func title(s judge.PlanStep) string {
	out := s.Kind
	if s.Role != "" {
		out = s.Role + ": " + out
	}
	if s.Index != "" {
		out += " using " + s.Index
	}
	if s.Relation != "" {
		out += " on " + s.Relation
	}
	if s.Alias != "" && s.Alias != s.Relation {
		out += " " + s.Alias
	}
	switch {
	case s.Loops == 0:
		out += " (never executed)"
	case s.Loops > 1:
		out += fmt.Sprintf(" (loops: %s)", short(s.Loops))
	}
	return out
}

// short writes a number in at most seven characters.
func short(n float64) string {
	switch {
	case n >= 999.5e9:
		return strconv.FormatFloat(n, 'g', 2, 64)
	case n >= 9.995e6:
		return strconv.FormatFloat(n/1e6, 'f', 0, 64) + "M"
	}
	return strconv.FormatFloat(n, 'f', 0, 64)
}

// wrap breaks a text at spaces into lines of so many cells at most; a word that is longer is cut.
func wrap(s string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(s) {
		for lipgloss.Width(word) > width {
			if line != "" {
				lines, line = append(lines, line), ""
			}
			var head string
			head, word = cut(word, width)
			lines = append(lines, head)
		}
		switch {
		case line == "":
			line = word
		case lipgloss.Width(line)+1+lipgloss.Width(word) <= width:
			line += " " + word
		default:
			lines, line = append(lines, line), word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// cut takes a beginning of a word that is at most so wide, and at least a character of it.
func cut(word string, width int) (head, rest string) {
	for i := range word {
		if i > 0 && lipgloss.Width(word[:i]) > width {
			break
		}
		head = word[:i]
	}
	if head == "" {
		r := []rune(word)
		head = string(r[:1])
	}
	return head, word[len(head):]
}
