package judge

import (
	"fmt"
	"strings"
	"testing"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// short are the verdicts in the tables below: "a2" is an accepted case with 2 points.
var short = map[byte]Verdict{'a': Accepted, 'w': WrongAnswer, 't': TimeLimitExceeded, 's': Skipped, 'c': CompileError, 'j': JudgeError}

// reported reads "group: a2 w0; other: s0".
func reported(text string) []CaseReport {
	var all []CaseReport
	for part := range strings.SplitSeq(text, "; ") {
		group, cases, _ := strings.Cut(part, ":")
		for c := range strings.FieldsSeq(cases) {
			points := 0
			_, _ = fmt.Sscan(c[1:], &points)
			all = append(all, CaseReport{Group: group, Verdict: short[c[0]], Points: points})
		}
	}
	return all
}

func TestScoreGroups(t *testing.T) {
	t.Parallel()
	sum := problems.Group{Name: "g", Points: 2, Score: problems.ScoreSum}
	lowest := problems.Group{Name: "g", Points: problems.OwnPoints, Score: problems.ScoreMin}
	all := problems.Group{Name: "g", Points: 10, Score: problems.ScoreAll}
	for _, tt := range []struct {
		name  string
		group problems.Group
		cases string // as reported
		most  []int  // what the cases are worth
		want  string
	}{
		{"sum, all accepted", sum, "g: a2 a2", []int{2, 2}, "accepted 4 of 4"},
		{"sum, one is wrong", sum, "g: w0 a2 a2", []int{2, 2, 2}, "wrong_answer 4 of 6"},
		{"sum, stopped", sum, "g: a2 t0 s0", []int{2, 2, 2}, "time_limit_exceeded 2 of 6"},
		{"sum, a part of a case's points", sum, "g: a1 a2", []int{2, 2}, "accepted 3 of 4"},
		{"sum, not run", sum, "g: s0 s0", []int{2, 2}, "skipped 0 of 4"},
		{"min, all accepted", lowest, "g: a7 a3", []int{7, 3}, "accepted 3 of 3"},
		{"min, one is wrong", lowest, "g: a7 w0", []int{7, 3}, "wrong_answer 0 of 3"},
		{"min, a fault of ours elsewhere", lowest, "g: a7 s0", []int{7, 3}, "skipped 0 of 3"},
		{"min, a part of a case's points", lowest, "g: a2 a3", []int{7, 3}, "accepted 2 of 3"},
		{"all, all accepted", all, "g: a0 a0", []int{0, 0}, "accepted 10 of 10"},
		{"all, the last is wrong", all, "g: a0 a0 w0", []int{0, 0, 0}, "wrong_answer 0 of 10"},
		{"all, the first verdict", all, "g: a0 t0 w0", []int{0, 0, 0}, "time_limit_exceeded 0 of 10"},
		{"all, not run", all, "g: s0", []int{0}, "skipped 0 of 10"},
		{"all, does not compile", all, "g: c0 s0", []int{0, 0}, "compile_error 0 of 10"},
		{"all, a fault of ours", all, "g: a0 j0 s0", []int{0, 0, 0}, "judge_error 0 of 10"},
		{"cases of other groups", all, "g: a0; other: w0", []int{0}, "accepted 10 of 10"},
	} {
		p := &problems.Problem{Groups: []problems.Group{tt.group}}
		for _, points := range tt.most {
			p.Cases = append(p.Cases, testcases.Case{Group: "g", Points: points})
		}
		got := scoreGroups(p, reported(tt.cases))
		if text := fmt.Sprintf("%s %d of %d", got[0].Verdict, got[0].Points, got[0].MaxPoints); len(got) != 1 || text != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, text, tt.want)
		}
	}
}

func TestSkips(t *testing.T) {
	t.Parallel()
	groups := []problems.Group{
		{Name: "sample", Score: problems.ScoreSum},
		{Name: "small", Score: problems.ScoreAll},
		{Name: "sum", Score: problems.ScoreSum},
		{Name: "halt", Score: problems.ScoreSum, OnReject: problems.Break},
		{Name: "on", Score: problems.ScoreMin, OnReject: problems.Continue},
		{Name: "large", Score: problems.ScoreMin, Requires: []string{"sample", "small"}},
		{Name: "larger", Score: problems.ScoreMin, Requires: []string{"large"}},
	}
	for _, tt := range []struct {
		name   string
		groups []problems.Group
		done   string
		group  string
		all    bool
		want   bool
	}{
		{"nothing is done", nil, "", "hidden", false, false},
		{"without groups, all accepted", nil, "sample: a1 a1", "hidden", false, false},
		{"without groups, one failed", nil, "sample: a1 w0", "hidden", false, true},
		{"without groups, one failed, with all", nil, "sample: a1 w0", "hidden", true, false},
		{"without groups, does not compile, with all", nil, "sample: c0", "hidden", true, true},
		{"another group failed", groups, "sample: w0", "small", false, false},
		{"the group itself failed", groups, "small: a0 w0", "small", false, true},
		{"the group itself failed, with all", groups, "small: a0 w0", "small", true, false},
		{"a sum goes on", groups, "sum: w0 w0", "sum", false, false},
		{"a sum that breaks", groups, "halt: a1 w0", "halt", false, true},
		{"a minimum that goes on", groups, "on: w0", "on", false, false},
		{"what is required is accepted", groups, "sample: a0; small: a0 a0", "large", false, false},
		{"what is required failed", groups, "sample: a0; small: a0 w0", "large", false, true},
		{"what is required failed, with all", groups, "sample: w0; small: a0", "large", true, true},
		{"what is required was skipped", groups, "small: w0; large: s0", "larger", false, true},
		{"does not compile", groups, "sample: c0", "sum", false, true},
	} {
		if got := skips(tt.groups, reported(tt.done), tt.group, tt.all); got != tt.want {
			t.Errorf("%s: got %t", tt.name, got)
		}
	}
}
