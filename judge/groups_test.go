package judge

import (
	"fmt"
	"path"
	"strings"
	"testing"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// A submission to a problem with groups earns what it can: a group that fails costs its own points, and what requires it.
func TestSubmitGroups(t *testing.T) {
	t.Parallel()
	groups := []problems.Group{
		{Name: "hidden/small", Points: 30, Score: problems.ScoreAll},
		{Name: "hidden/sum", Points: 5, Score: problems.ScoreSum},
		{Name: "hidden/large", Points: 50, Score: problems.ScoreMin, Requires: []string{"hidden/small"}},
	}
	inputs := []struct {
		group string
		n     int
	}{
		{"hidden/large", 7}, {"sample", 1}, {"hidden/small", 2}, {"hidden/small", 3}, {"hidden/small", 4}, {"hidden/sum", 5}, {"hidden/sum", 6},
		{"hidden/large", 8},
	}
	for name, tt := range map[string]struct {
		wrong []int
		all   bool
		want  string
		runs  string
	}{
		"all accepted": {nil, false, "accepted 90 of 90: sample accepted 0/0, hidden/small accepted 30/30, hidden/sum accepted 10/10, hidden/large accepted 50/50", "12345678"},
		"small fails": {[]int{3}, false,
			"wrong_answer 10 of 90: sample accepted 0/0, hidden/small wrong_answer 0/30, hidden/sum accepted 10/10, hidden/large skipped 0/50", "12356"},
		"small fails, with all": {[]int{3}, true,
			"wrong_answer 10 of 90: sample accepted 0/0, hidden/small wrong_answer 0/30, hidden/sum accepted 10/10, hidden/large skipped 0/50", "123456"},
		"the sum's first fails": {[]int{5}, false,
			"wrong_answer 85 of 90: sample accepted 0/0, hidden/small accepted 30/30, hidden/sum wrong_answer 5/10, hidden/large accepted 50/50", "12345678"},
		"the sample and large fail": {[]int{1, 7}, false,
			"wrong_answer 40 of 90: sample wrong_answer 0/0, hidden/small accepted 30/30, hidden/sum accepted 10/10, hidden/large wrong_answer 0/50", "1234567"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			runs := ""
			f := &fakeRunner{run: func(_ int, c testcases.Case) (runners.Outcome, error) {
				runs += path.Base(c.Name)
				for _, n := range tt.wrong {
					if path.Base(c.Name) == fmt.Sprint(n) {
						return answer(-1), nil
					}
				}
				return double(c), nil
			}}
			j := newJudge(t, f)
			p, err := j.Library.Load("double")
			if err != nil {
				t.Fatal(err)
			}
			p.Cases = nil
			for _, in := range inputs {
				p.Cases = append(p.Cases, testcases.Case{
					Name: fmt.Sprintf("%s/%d", in.group, in.n), Group: in.group, Hidden: in.group != "sample", FromReference: true, Points: 1,
					Input: testcases.NewBlob(fmt.Appendf(nil, `{"dict":[["n",%d]]}`, in.n)),
				})
			}
			var errs []error
			if p.Groups, p.Cases, errs = problems.Arrange(groups, p.Cases); errs != nil {
				t.Fatal(errs)
			}
			s := twice
			s.All = tt.all
			r, err := j.SubmitTo(t.Context(), p, s)
			if err != nil {
				t.Fatal(err)
			}
			var all []string
			for _, g := range r.Groups {
				all = append(all, fmt.Sprintf("%s %s %d/%d", g.Name, g.Verdict, g.Points, g.MaxPoints))
			}
			got := fmt.Sprintf("%s %d of %d: %s", r.Verdict, r.Points, r.MaxPoints, strings.Join(all, ", "))
			if got != tt.want || runs != tt.runs {
				t.Errorf("got  %s after %s\nwant %s after %s", got, runs, tt.want, tt.runs)
			}
			if len(r.Cases) != len(inputs) {
				t.Errorf("%d cases are reported", len(r.Cases))
			}
		})
	}
}
