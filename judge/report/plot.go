package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/coding-judge/judge/judge"
)

// A plot's measures, in pixels of its own: names on the left, bars, numbers beside them.
const (
	plotNames = 190
	plotBars  = 400
	plotWidth = 720
	plotRow   = 22
	plotTop   = 26
	plotMost  = 40  // cases; of more, those that took most
	plotName  = 24  // characters of a case's name
	plotNear  = 0.2 // of the limit: below that the limit is left out of sight
)

// plot shows what each case took of something, as bars against the limit.
type plot struct {
	ID, Title string
	Says      string // the whole of it in words
	Bars      []bar
	Limit     string
	LimitX    float64 // 0 where the limit lies beyond the right end
	Height    int
	Width     int
	Left      int
}

type bar struct {
	Y             int
	Name, Mark    string
	Kind          string
	Width, ValueX float64
	Value         string
}

// plots are those of time and of memory, where there is something to plot.
func plots(r *judge.Report) []plot {
	var all []plot
	for _, p := range []plot{
		newPlot(r, "time", "Processor time", r.Limits.CPU, duration, func(c judge.CaseReport) float64 { return c.CPU }),
		newPlot(r, "memory", "Memory", float64(r.Limits.Memory), func(v float64) string { return mebibytes(int64(v)) },
			func(c judge.CaseReport) float64 { return float64(c.Memory) }),
	} {
		if len(p.Bars) > 0 {
			all = append(all, p)
		}
	}
	return all
}

func newPlot(r *judge.Report, id, title string, limit float64, show func(float64) string, take func(judge.CaseReport) float64) plot {
	p := plot{ID: id, Title: title, Width: plotWidth, Left: plotNames, Limit: show(limit)}
	var cases []judge.CaseReport
	for _, c := range r.Cases {
		if ran(c) && take(c) > 0 {
			cases = append(cases, c)
		}
	}
	if len(cases) == 0 || limit <= 0 {
		return p
	}
	most := slices.MaxFunc(cases, func(a, b judge.CaseReport) int { return cmp.Compare(take(a), take(b)) })
	p.Says = fmt.Sprintf("%s. The most is %s, of %s; the limit is %s.", capital(count(len(cases), "case")), show(take(most)), most.Name, p.Limit)
	if len(cases) > plotMost {
		p.Says += fmt.Sprintf(" Shown are the %d that took most.", plotMost)
		least := slices.SortedFunc(slices.Values(cases), func(a, b judge.CaseReport) int { return cmp.Compare(take(b), take(a)) })[plotMost-1]
		cases = slices.DeleteFunc(cases, func(c judge.CaseReport) bool { return take(c) < take(least) })
		cases = cases[:plotMost]
	}
	end := max(limit, take(most))
	if take(most) < plotNear*limit {
		end = take(most) * 1.25
		p.Says += " The limit lies beyond the right end."
	} else {
		p.LimitX = plotNames + plotBars*limit/end
	}
	for i, c := range cases {
		width := max(1, plotBars*take(c)/end)
		p.Bars = append(p.Bars, bar{Y: plotTop + i*plotRow, Name: shortName(c.Name), Mark: mark(c.Verdict), Kind: kind(c.Verdict),
			Width: width, ValueX: plotNames + width + 6, Value: show(take(c))})
	}
	p.Height = plotTop + len(cases)*plotRow + 6
	return p
}

func shortName(s string) string {
	if r := []rune(s); len(r) > plotName {
		return string(r[:plotName-1]) + "…"
	}
	return s
}

// duration writes milliseconds, or seconds where they are that many.
func duration(ms float64) string {
	if ms >= 1000 {
		return fmt.Sprintf("%.3g s", ms/1000)
	}
	return milliseconds(ms)
}
