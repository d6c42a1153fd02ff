package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/coding-judge/judge/judge"
)

// The widths of the lines on growth: a table on the left, and beside it the same as a plot, time from left to right.
const (
	growthSize = 11
	growthTime = 12
	growthPlot = 36
)

// growth shows how the time grows: a line for each size, and what that means in sentences.
func (t *text) growth(g *judge.GrowthReport) {
	t.line("")
	if g.Message != "" {
		t.line("%s", bold.Render("Growth"))
		t.paragraph(g.Message)
		return
	}
	what := "n"
	if g.Parameter != "n" {
		what += " (" + g.Parameter + ")"
	}
	t.line("%s  %s", bold.Render("Growth"), faint.Render("processor time over "+what+", on generated inputs"))
	p := newGrowthPlot(g)
	if len(g.Sizes) > 0 {
		t.line("%s", faint.Render(strings.Repeat(" ", growthSize+2*growthTime+4)+"● you  ○ reference"))
		t.line("%s", faint.Render(fmt.Sprintf("%*s%*s%*s    %s", growthSize, "n", growthTime, "you", growthTime, "reference", p.axis())))
	}
	for _, s := range g.Sizes {
		t.line("%*s%*s%*s    %s", growthSize, grouped(s.Size), growthTime, growthCell(s.Submission), growthTime, growthCell(s.Reference), p.row(s))
	}
	if len(g.Sizes) > 0 {
		t.line("")
	}
	for i, s := range g.Says {
		if i > 0 || g.Submission == nil || !g.Submission.Known {
			t.paragraph(s)
			continue
		}
		for _, line := range wrap(s, planWidth-2) {
			t.line("  %s", bold.Render(line))
		}
	}
}

// paragraph writes a text in lines that are not longer than a terminal is wide.
func (t *text) paragraph(s string) {
	for _, line := range wrap(s, planWidth-2) {
		t.line("  %s", line)
	}
}

// growthCell is a time, or why there is none.
func growthCell(g *judge.GrowthTime) string {
	switch {
	case g == nil:
		return "not run"
	case g.Verdict == judge.TimeLimitExceeded:
		return "time limit"
	case g.Verdict == judge.MemoryLimitExceeded:
		return "memory"
	case g.Verdict == judge.OutputLimitExceeded:
		return "output"
	case g.Verdict != judge.Accepted && g.Verdict != judge.WrongAnswer:
		return "error"
	case !plotted(g):
		return "< " + milliseconds(max(g.Noise*3, 0.1))
	}
	return duration(g.CPU)
}

// plotted says whether a time is one: it stands out of the noise.
func plotted(g *judge.GrowthTime) bool {
	return g != nil && (g.Verdict == judge.Accepted || g.Verdict == judge.WrongAnswer) && g.CPU > 3*g.Noise
}

// growthAxis is an axis of times by powers of ten.
type growthAxis struct{ low, high float64 }

func newGrowthPlot(g *judge.GrowthReport) growthAxis {
	low, high := math.Inf(1), math.Inf(-1)
	for _, s := range g.Sizes {
		for _, one := range []*judge.GrowthTime{s.Submission, s.Reference} {
			if plotted(one) {
				low, high = min(low, math.Log10(one.CPU)), max(high, math.Log10(one.CPU))
			}
		}
	}
	if low > high {
		return growthAxis{0, 1}
	}
	low = math.Floor(low + 1e-9)
	return growthAxis{low, max(low+1, high)}
}

func (a growthAxis) place(ms float64) int {
	at := (math.Log10(ms) - a.low) / (a.high - a.low)
	return int(math.Round(min(max(at, 0), 1) * (growthPlot - 1)))
}

// axis has a label at each power of ten for which there is room.
func (a growthAxis) axis() string {
	line := []rune(strings.Repeat(" ", growthPlot+5))
	free := 0
	for power := a.low; power <= a.high; power++ {
		label := []rune(strings.Replace(duration(math.Pow(10, power)), ".0 ", " ", 1))
		at := a.place(math.Pow(10, power))
		if at < free || at+len(label) > growthPlot+5 {
			continue
		}
		copy(line[at:], label)
		free = at + len(label) + 1
	}
	return strings.TrimRight(string(line), " ")
}

func (a growthAxis) row(s judge.GrowthSize) string {
	line := []rune(strings.Repeat(" ", growthPlot))
	if plotted(s.Reference) {
		line[a.place(s.Reference.CPU)] = '○'
	}
	if plotted(s.Submission) {
		at := a.place(s.Submission.CPU)
		if line[at] != ' ' {
			line[at] = '◉'
		} else {
			line[at] = '●'
		}
	}
	return string(line)
}

// grouped writes a number with commas.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}

// canGrow is the last line on what was too slow, where its growth can be measured and was not.
func (t *text) canGrow(r *judge.Report) {
	if r.Verdict == judge.TimeLimitExceeded && r.Scaling != "" && r.Growth == nil {
		t.line("%s", faint.Render("judge submit --growth shows how its time grows with the input"))
	}
}
