package report

import (
	"io"
	"strings"

	"github.com/coding-judge/judge/judge"
)

// maxClassroom keeps the whole, in base64, below the 128 KiB that Linux gives one variable of the environment, in which the
// reporter takes it.
const maxClassroom = 32 << 10

type classroom struct {
	Version  int             `json:"version"`
	Status   string          `json:"status"` // pass, fail; error where nothing was judged
	MaxScore int             `json:"max_score"`
	Tests    []classroomTest `json:"tests"`
}

type classroomTest struct {
	Name     string  `json:"name"`
	Status   string  `json:"status"`
	Score    int     `json:"score"`
	Message  string  `json:"message"`
	Filename string  `json:"filename"`
	LineNo   int     `json:"line_no"` // 0 for none
	Duration float64 `json:"duration"`
}

// Classroom writes version 1 of what GitHub Classroom's autograding reporter takes from a grader, before base64.
func Classroom(w io.Writer, r *judge.Report) error {
	r = safe(r)
	out := classroom{Version: 1, Status: "fail", MaxScore: r.MaxPoints, Tests: []classroomTest{}}
	switch r.Verdict {
	case judge.Accepted:
		out.Status = "pass"
	case judge.JudgeError, judge.CompileError:
		out.Status = "error"
	}
	for _, p := range parts(r, maxClassroom) {
		test := classroomTest{Name: inert(shorten(p.name, 100)), Status: "fail", Score: p.points, Filename: inert(r.File), LineNo: p.line, Duration: p.wall}
		switch p.verdict {
		case judge.Accepted:
			test.Status = "pass"
		case judge.JudgeError, judge.CompileError:
			test.Status = "error"
		}
		if p.verdict != judge.Accepted {
			test.Message = inert(strings.TrimSpace(p.name + ": " + words(p.verdict) + "\n" + p.body))
		}
		out.Tests = append(out.Tests, test)
	}
	return writeJSON(w, out)
}

// inert is a text that is no command to GitHub Actions in whichever line of a log it stands: the reporter prints messages as
// they are, and a command is what begins a line with :: or has ##[ anywhere.
func inert(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "##[", "## ["), "\n")
	for i, line := range lines {
		if rest := strings.TrimLeft(line, " \t\u00a0"); strings.HasPrefix(rest, "::") {
			lines[i] = line[:len(line)-len(rest)] + `\` + rest
		}
	}
	return strings.Join(lines, "\n")
}
