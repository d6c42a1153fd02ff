package report

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/coding-judge/judge/judge"
)

// plain takes colors and the indentation below a case out of what was written for a terminal.
func plain(t *text) string {
	var b strings.Builder
	for line := range strings.Lines(ansi.Strip(t.String())) {
		if rest, ok := strings.CutPrefix(line, indent); ok {
			line = rest
		} else {
			line = strings.TrimPrefix(line, "  ")
		}
		b.WriteString(line)
	}
	return strings.Trim(b.String(), "\n")
}

// body is all that is to say of a case that was not accepted, without its name and verdict: what a person sees at a terminal.
func body(r *judge.Report, i int) string {
	c := r.Cases[i]
	switch c.Verdict {
	case judge.Accepted:
		return ""
	case judge.Skipped:
		return "not run"
	case judge.JudgeError:
		return r.Message
	}
	var t text
	t.details(c, true)
	if i == firstFailed(r) {
		t.counterexample(r)
	}
	return plain(&t)
}

// section is a part of a report as a person sees it at a terminal.
type section struct {
	Title string
	Texts []string
}

// asked are the parts that are there where they were asked for, which say nothing of the verdict.
func asked(r *judge.Report) []section {
	var all []section
	add := func(title string, texts ...text) {
		part := section{Title: title}
		for _, t := range texts { // in columns, which begin at the left end
			part.Texts = append(part.Texts, strings.Trim(ansi.Strip(t.String()), "\n"))
		}
		all = append(all, part)
	}
	if len(r.Plans) > 0 {
		plans := make([]text, len(r.Plans))
		for i, p := range r.Plans {
			plans[i].plan(p)
		}
		add("Plans", plans...)
	}
	if r.Profile != nil {
		var t text
		t.profile(r.Profile)
		add("Profile", t)
	}
	if r.Growth != nil {
		var t text
		t.growth(r.Growth)
		add("Growth", t)
	}
	return all
}

// firstFailed is the number of the case that a counterexample explains; -1 for none.
func firstFailed(r *judge.Report) int {
	for i, c := range r.Cases {
		if failed(c.Verdict) {
			return i
		}
	}
	return -1
}

// failed says that a case ran and was not accepted.
func failed(v judge.Verdict) bool {
	return v != judge.Accepted && v != judge.Skipped && v != judge.JudgeError
}

// headline says in one line what a submission came to.
func headline(r *judge.Report) string {
	return capital(words(r.Verdict)) + ": " + score(r)
}

// about says in one line what was judged, and by what.
func about(r *judge.Report) string {
	var parts []string
	for _, s := range []string{r.Name, r.File, r.Runtime, r.Engine} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

// caveats say what a verdict does not cover, a sentence each.
func caveats(r *judge.Report) []string {
	var all []string
	if r.SamplesOnly {
		all = append(all, "samples only: the hidden cases are sealed, and there is no key for them")
	}
	if len(r.Weaker) > 0 {
		all = append(all, "less than a container: "+strings.Join(r.Weaker, "; "))
	}
	return all
}
