package report

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"github.com/coding-judge/judge/judge"
)

const maxHTML = 2 << 20

//go:embed html.tmpl
var htmlSource string

var htmlPage = template.Must(template.New("report").Funcs(template.FuncMap{
	"mark": mark, "words": verdictOrNot, "capital": capital, "score": score, "caveats": caveats, "milliseconds": milliseconds, "mebibytes": mebibytes,
	"ran": ran, "because": because, "kind": kind,
}).Parse(htmlSource))

type htmlData struct {
	*judge.Report
	Limits string
	Plots  []plot
	Failed []htmlCase
	Asked  []section
}

type htmlCase struct {
	judge.CaseReport
	Body string
}

// HTML writes one page that needs nothing else, neither scripts nor another file: what it came to, a table of the cases, plots
// of the time and memory that they took, what is wrong, and what else was asked for.
func HTML(w io.Writer, r *judge.Report) error {
	r = safe(r)
	data := htmlData{Report: r, Plots: plots(r), Asked: asked(r),
		Limits: fmt.Sprintf("%s of processor time, %s of memory", duration(r.Limits.CPU), mebibytes(r.Limits.Memory))}
	for i, body := range bodies(r, maxHTML) {
		if failed(r.Cases[i].Verdict) {
			data.Failed = append(data.Failed, htmlCase{r.Cases[i], body})
		}
	}
	return htmlPage.Execute(w, data)
}

// kind is a verdict's class in the page.
func kind(v judge.Verdict) string {
	switch v {
	case judge.Accepted:
		return "good"
	case judge.Skipped:
		return "none"
	case judge.JudgeError:
		return "odd"
	}
	return "bad"
}
