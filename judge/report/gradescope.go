package report

import (
	"io"
	"strings"

	"github.com/coding-judge/judge/judge"
)

const maxGradescope = 512 << 10

type gradescope struct {
	// Score is nil, as are the tests', with a fault of the judge's: Gradescope then says that the autograder failed, in place of
	// giving no points to somebody who did nothing wrong.
	Score            *float64          `json:"score,omitempty"`
	ExecutionTime    float64           `json:"execution_time"` // s
	Output           string            `json:"output"`
	OutputFormat     string            `json:"output_format"`
	TestOutputFormat string            `json:"test_output_format"`
	TestNameFormat   string            `json:"test_name_format"`
	Visibility       string            `json:"visibility"`
	StdoutVisibility string            `json:"stdout_visibility"`
	ExtraData        map[string]string `json:"extra_data"`
	Tests            []gradescopeTest  `json:"tests,omitempty"`
}

type gradescopeTest struct {
	Score        float64 `json:"score"`
	MaxScore     float64 `json:"max_score"`
	Status       string  `json:"status"` // passed, failed
	Name         string  `json:"name"`
	NameFormat   string  `json:"name_format"`
	Output       string  `json:"output"`
	OutputFormat string  `json:"output_format"`
	Visibility   string  `json:"visibility"`
}

// Gradescope writes results.json of Gradescope's autograders. Every test is visible, those of hidden cases too: one that is not
// hides the total from the student, and nothing of a hidden case is in it but its verdict.
func Gradescope(w io.Writer, r *judge.Report) error {
	r = safe(r)
	out := gradescope{
		ExecutionTime: seconds(r), Output: headline(r) + "\n" + about(r),
		OutputFormat: "text", TestOutputFormat: "text", TestNameFormat: "text", Visibility: "visible", StdoutVisibility: "hidden",
		ExtraData: map[string]string{"schema": r.Schema, "problem": r.Problem, "verdict": string(r.Verdict)},
	}
	for _, s := range append(caveats(r), r.Message) {
		if s != "" {
			out.Output += "\n" + s
		}
	}
	if r.Verdict == judge.JudgeError {
		return writeJSON(w, out)
	}
	score := float64(r.Points)
	out.Score, out.Tests = &score, []gradescopeTest{}
	for _, p := range parts(r, maxGradescope) {
		test := gradescopeTest{
			Score: float64(p.points), MaxScore: float64(p.max), Status: "failed", Name: p.name, NameFormat: "text",
			Output: strings.TrimSpace(words(p.verdict) + "\n" + p.body), OutputFormat: "text", Visibility: "visible",
		}
		if p.verdict == judge.Accepted {
			test.Status = "passed"
		}
		if p.verdict == judge.Skipped {
			test.Output = p.body
		}
		out.Tests = append(out.Tests, test)
	}
	return writeJSON(w, out)
}
