package report

import (
	"cmp"
	"io"
	"strings"

	"github.com/coding-judge/judge/judge"
)

// What Exercism takes, in characters: of the whole's message, and of what a submission printed.
const (
	maxExercismMessage = 65535
	maxExercismOutput  = 500
	maxExercism        = 512 << 10
	exercismTruncated  = "\nOutput was truncated. Please limit to 500 chars"
)

type exercism struct {
	Version int            `json:"version"`
	Status  string         `json:"status"` // pass, fail; error where nothing ran
	Message *string        `json:"message"`
	Tests   []exercismTest `json:"tests,omitempty"`
}

type exercismTest struct {
	Name     string  `json:"name"`
	Status   string  `json:"status"`
	Message  *string `json:"message"`
	Output   *string `json:"output"`
	TestCode *string `json:"test_code"`
}

// Exercism writes results.json of a test runner for Exercism, in version 3. Cases belong to no task.
func Exercism(w io.Writer, r *judge.Report) error {
	r = safe(r)
	out := exercism{Version: 3, Status: "pass"}
	if r.Verdict != judge.Accepted {
		out.Status = "fail"
	}
	if why := nothingRan(r); why != "" {
		s := shorten(why, maxExercismMessage)
		out.Status, out.Message = "error", &s
		return writeJSON(w, out)
	}
	for i, body := range bodies(r, maxExercism) {
		c := r.Cases[i]
		test := exercismTest{Name: c.Name, Status: "pass"}
		if c.Verdict != judge.Accepted {
			s := words(c.Verdict)
			if c.Verdict == judge.Skipped {
				s = "not run: a case before it failed"
			} else if body != "" {
				s += "\n" + body
			}
			test.Message, test.Status = &s, "fail"
			if c.Verdict == judge.RunTimeError || c.Verdict == judge.CompileError || c.Verdict == judge.Skipped {
				test.Status = "error"
			}
		}
		if s := c.Sample; s != nil {
			test.Output = optional(exercismOutput(s.Stdout + s.Stderr))
			test.TestCode = optional(shorten(cmp.Or(s.Call, s.Calls), maxAnnotation))
		}
		out.Tests = append(out.Tests, test)
	}
	return writeJSON(w, out)
}

// nothingRan says why no case was judged; empty where one was.
func nothingRan(r *judge.Report) string {
	if r.Verdict == judge.JudgeError {
		return cmp.Or(r.Message, headline(r))
	}
	why := ""
	for i, c := range r.Cases {
		switch c.Verdict {
		case judge.Skipped:
		case judge.CompileError:
			why = cmp.Or(why, body(r, i), words(c.Verdict))
		default:
			return ""
		}
	}
	return why
}

func exercismOutput(s string) string {
	s = strings.TrimRight(s, "\n")
	if runes := []rune(s); len(runes) > maxExercismOutput {
		return string(runes[:maxExercismOutput-len([]rune(exercismTruncated))]) + exercismTruncated
	}
	return s
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
