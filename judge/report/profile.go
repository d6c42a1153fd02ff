package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/coding-judge/judge/judge"
)

// The widths of a profile's lines: a mark, the line's number, hits, the share of the time, and the source with the rest.
const (
	profileMark    = 3
	profileNumber  = 5
	profileHits    = 10
	profileShare   = 6
	profileSource  = planWidth - profileMark - profileNumber - profileHits - profileShare - 2
	profileTabStop = "    "
)

// profile shows a submission's source with what each line took. The hottest are marked.
func (t *text) profile(p *judge.ProfileReport) {
	t.line("")
	if p.Message != "" {
		t.line("%s", bold.Render("Profile"))
		t.paragraph(p.Message)
		return
	}
	t.line("%s  %s", bold.Render("Profile"), faint.Render("of "+p.Case+", the slowest case, in a run of its own"))
	t.line("%s", faint.Render(fmt.Sprintf("%*s%*s%*s%*s", profileMark, "", profileNumber, "line", profileHits, "hits", profileShare, "time")))
	last := 0
	for _, line := range p.Lines {
		if line.Line != last+1 {
			t.profileGap()
		}
		t.profileLine(line)
		last = line.Line
	}
	if last < p.Total {
		t.profileGap()
	}
	if len(p.Says) > 0 {
		t.line("")
	}
	for _, s := range p.Says {
		t.paragraph(s)
	}
}

func (t *text) profileGap() {
	t.line("%s", faint.Render(strings.Repeat(" ", profileMark+profileNumber-1)+"…"))
}

func (t *text) profileLine(l judge.ProfileLine) {
	mark, style := "", lipgloss.NewStyle()
	if l.Hot {
		mark, style = "▸", bold
	}
	hits, share := "", ""
	if l.Hits > 0 {
		hits, share = hitCount(l.Hits), percent(l.Share)
	}
	source := strings.ReplaceAll(l.Source, "\t", profileTabStop)
	if lipgloss.Width(source) > profileSource {
		source, _ = cut(source, profileSource-1)
		source += "…"
	}
	numbers := fmt.Sprintf("%*s%*d%*s%*s  ", profileMark-1, mark, profileNumber+1, l.Line, profileHits, hits, profileShare, share)
	if l.Hits == 0 {
		style = faint
	}
	t.line("%s", style.Render(strings.TrimRight(numbers+source, " ")))
}

// hitCount writes a number in at most nine characters.
func hitCount(n int64) string {
	if n < 10_000_000 {
		return grouped(int(n))
	}
	return strconv.FormatFloat(float64(n)/1e6, 'g', 4, 64) + "M"
}

func percent(share float64) string {
	if p := int(math.Round(100 * share)); p > 0 {
		return strconv.Itoa(p) + "%"
	}
	return "·"
}
