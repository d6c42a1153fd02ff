package report

import (
	"fmt"
	"strings"

	"github.com/coding-judge/judge/judge"
)

// groups writes a line for each group with what it is worth; nothing where there are none.
func (t *text) groups(groups []judge.GroupReport) {
	if len(groups) == 0 {
		return
	}
	t.line("")
	width := 20
	for _, g := range groups {
		width = max(width, len(g.Name))
	}
	for _, g := range groups {
		mark, what := good.Render("✓"), ""
		switch g.Verdict {
		case judge.Accepted:
		case judge.Skipped:
			mark, what = faint.Render("·"), faint.Render("not run"+because(g))
		case judge.JudgeError:
			mark, what = odd.Render("?"), odd.Render(words(g.Verdict))
		default:
			mark, what = bad.Render("✗"), bad.Render(words(g.Verdict))
		}
		worth := ""
		if g.MaxPoints > 0 {
			worth = fmt.Sprintf("%d of %s", g.Points, count(g.MaxPoints, "point"))
		}
		t.line("  %s %-*s %17s   %s", mark, width, g.Name, worth, what)
	}
}

func because(g judge.GroupReport) string {
	if len(g.Requires) == 0 {
		return ""
	}
	return ": it requires " + strings.Join(g.Requires, " and ")
}
