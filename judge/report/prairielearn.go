package report

import (
	"io"

	"github.com/coding-judge/judge/judge"
)

// maxPrairieLearn keeps the whole below the megabyte that PrairieLearn takes.
const maxPrairieLearn = 384 << 10

type prairieLearn struct {
	Gradable     bool               `json:"gradable"`
	Score        float64            `json:"score"` // 0 to 1
	Message      string             `json:"message"`
	Output       string             `json:"output"`
	Tests        []prairieLearnTest `json:"tests"`
	FormatErrors []string           `json:"format_errors,omitempty"`
}

type prairieLearnTest struct {
	Name        string `json:"name"`
	Description string `json:"description"`
	Points      int    `json:"points"`
	MaxPoints   int    `json:"max_points"`
	Message     string `json:"message"`
	Output      string `json:"output"`
}

// PrairieLearn writes results.json of PrairieLearn's external graders. What does not compile is not gradable and costs no attempt,
// and neither does a fault of the judge's.
func PrairieLearn(w io.Writer, r *judge.Report) error {
	r = safe(r)
	out := prairieLearn{Gradable: true, Message: headline(r), Output: about(r), Tests: []prairieLearnTest{}}
	for _, s := range caveats(r) {
		out.Output += "\n" + s
	}
	switch why := nothingRan(r); {
	case why != "":
		out.Gradable, out.FormatErrors = false, []string{shorten(why, maxPrairieLearn)}
		return writeJSON(w, out)
	case r.MaxPoints > 0:
		out.Score = min(1, max(0, float64(r.Points)/float64(r.MaxPoints)))
	case r.Verdict == judge.Accepted:
		out.Score = 1
	}
	for _, p := range parts(r, maxPrairieLearn) {
		out.Tests = append(out.Tests, prairieLearnTest{p.name, "", p.points, p.max, words(p.verdict), p.body})
	}
	return writeJSON(w, out)
}
