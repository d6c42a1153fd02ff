package problems_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

func TestArrange(t *testing.T) {
	t.Parallel()
	of := func(group string, points ...int) []testcases.Case {
		var cases []testcases.Case
		for i, p := range points {
			cases = append(cases, testcases.Case{Name: fmt.Sprintf("%s/%d", group, i+1), Group: group, Points: p})
		}
		return cases
	}
	type groups = []problems.Group
	for name, tt := range map[string]struct {
		groups groups
		cases  []testcases.Case
		want   string // each group with its points, and those of its cases
		errs   []string
	}{
		"sum of the cases' own": {
			groups{{Name: "hidden", Points: problems.OwnPoints, Score: problems.ScoreSum}}, slices.Concat(of("sample", 1), of("hidden", 2, 3)),
			"sample 0: 0; hidden 5: 2 3", nil,
		},
		"sum of the group's": {
			groups{{Name: "hidden", Points: 4, Score: problems.ScoreSum}}, slices.Concat(of("sample", 1), of("hidden", 1, 1)),
			"sample 0: 0; hidden 8: 4 4", nil,
		},
		"min of the group's": {
			groups{{Name: "hidden", Points: 4, Score: problems.ScoreMin}}, slices.Concat(of("sample", 1), of("hidden", 1, 1)),
			"sample 0: 0; hidden 4: 4 4", nil,
		},
		"min of the cases' own": {
			groups{{Name: "hidden", Points: problems.OwnPoints, Score: problems.ScoreMin}}, slices.Concat(of("sample", 1), of("hidden", 7, 3, 9)),
			"sample 0: 0; hidden 3: 7 3 9", nil,
		},
		"all": {
			groups{{Name: "hidden", Points: 4, Score: problems.ScoreAll}}, slices.Concat(of("sample", 1), of("hidden", 1, 1)),
			"sample 0: 0; hidden 4: 0 0", nil,
		},
		"all of the cases' own": {
			groups{{Name: "hidden", Points: problems.OwnPoints, Score: problems.ScoreAll}}, slices.Concat(of("sample", 1), of("hidden", 2, 5)),
			"sample 0: 0; hidden 7: 0 0", nil,
		},
		"in their order": {
			groups{{Name: "hidden/b", Points: 1, Score: problems.ScoreSum}, {Name: "sample", Points: 2, Score: problems.ScoreSum},
				{Name: "hidden/a", Points: 3, Score: problems.ScoreAll, Requires: []string{"hidden/b", "sample"}}},
			slices.Concat(of("sample", 1), of("hidden/a", 1, 1), of("hidden/b", 1, 1)),
			"hidden/b 2: 1 1; sample 2: 2; hidden/a 3: 0 0", nil,
		},
		"mistakes": {
			groups{{Name: "a", Score: "most"}, {Name: "a", Score: problems.ScoreSum}, {Name: "b", Points: -2, Score: problems.ScoreSum},
				{Name: "c", Score: problems.ScoreSum, Requires: []string{"c", "d", "sample"}}, {Name: "d", Score: problems.ScoreSum, OnReject: "stop"}},
			slices.Concat(of("a", 1), of("b", 1), of("c", 1), of("e", 1, 1)), "-", []string{
				`a: score: "most" is not known; it is one of sum, min, all`, "a is there twice", "b: points: must not be negative",
				"c: requires: no group c stands above it", "c: requires: no group d stands above it", `d: on_reject: "stop" is not known; it is break or continue`,
				"e has cases, and is none of the groups", "d has no cases",
			},
		},
	} {
		before := fmt.Sprint(tt.groups, tt.cases)
		groups, cases, errs := problems.Arrange(tt.groups, tt.cases)
		var got, messages []string
		for _, g := range groups {
			text := fmt.Sprintf("%s %d:", g.Name, g.MaxPoints(cases))
			for _, c := range cases {
				if c.Group == g.Name {
					text += fmt.Sprintf(" %d", c.Points)
				}
			}
			got = append(got, text)
		}
		for _, err := range errs {
			messages = append(messages, err.Error())
		}
		if d := cmp.Diff(tt.errs, messages); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		if text := strings.Join(got, "; "); text != tt.want && tt.want != "-" {
			t.Errorf("%s: got  %s\nwant %s", name, text, tt.want)
		}
		if !slices.IsSortedFunc(cases, func(a, b testcases.Case) int { return groupIndex(groups, a.Group) - groupIndex(groups, b.Group) }) {
			t.Errorf("%s: the cases are not in the order of their groups: %v", name, cases)
		}
		if fmt.Sprint(tt.groups, tt.cases) != before {
			t.Errorf("%s: what was given is changed", name)
		}
	}
}

func groupIndex(groups []problems.Group, name string) int {
	return slices.IndexFunc(groups, func(g problems.Group) bool { return g.Name == name })
}

// The example of docs/groups.md is as it says.
func TestGroupsPage(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../docs/groups.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "```yaml\n# problem.yaml\n")
	example, _, _ := strings.Cut(rest, "```")
	const ok = "input: {start: 1, nums: []}\nwant: 1\n"
	files := with(function, "testcases/sum/hidden/1.yaml", "", "testcases/sum/hidden/small/01.yaml", ok, "testcases/sum/hidden/small/02.yaml", ok,
		"testcases/sum/hidden/negative/01.yaml", ok, "testcases/sum/hidden/negative/02.yaml", ok, "testcases/sum/hidden/negative/03.yaml", ok,
		"testcases/sum/hidden/large/01.yaml", ok)
	files["problems/sum/problem.yaml"] += example
	p, err := open(t, library(t, files)).Load("sum")
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, g := range p.Groups {
		total += g.MaxPoints(p.Cases)
	}
	if len(p.Groups) != 4 || total != 100 {
		t.Errorf("%d points of %v", total, p.Groups)
	}
}

func TestLoadGroups(t *testing.T) {
	t.Parallel()
	const (
		yaml  = "problems/sum/problem.yaml"
		small = "testcases/sum/hidden/small/1.yaml"
		ok    = "input: {start: 1, nums: []}\nwant: 1\n"
	)
	for name, tt := range map[string]struct {
		groups string
		small  string // the case of hidden/small
		want   string // the groups with what they are worth, or a part of the error
	}{
		"two": {
			"groups: [{name: hidden/small, points: 3, score: all}, {name: hidden, score: sum, points: 2, requires: [hidden/small], on_reject: break}]", ok,
			"sample 0 false, hidden/small 3 true, hidden 2 true",
		},
		"own points":   {"groups: [{name: hidden/small, score: min}, {name: hidden, score: sum}]", ok + "points: 5\n", "sample 0 false, hidden/small 5 true, hidden 1 false"},
		"both points":  {"groups: [{name: hidden/small, score: min, points: 4}, {name: hidden, score: sum}]", ok + "points: 5\n", "small/1.yaml:3:1: points: what the case is worth is said by its group hidden/small"},
		"none named":   {"", ok, "testcases/sum/hidden/small: a folder of cases is a group: name hidden/small in groups:"},
		"one is not":   {"groups: [{name: hidden, score: sum}]", ok, "problem.yaml:11:1: groups: hidden/small has cases, and is none of the groups"},
		"no such":      {"groups: [{name: hidden/small, score: min}, {name: hidden, score: sum}, {name: hidden/none, score: sum}]", ok, "problem.yaml:11:1: groups: hidden/none has no cases"},
		"no score":     {"groups: [{name: hidden/small, points: 3}, {name: hidden, score: sum}]", ok, `groups: hidden/small: score: "" is not known`},
		"negative":     {"groups: [{name: hidden/small, points: -1, score: all}, {name: hidden, score: sum}]", ok, "problem.yaml:11:1: groups: hidden/small: points: must not be negative"},
		"a float":      {"groups: [{name: hidden/small, points: 1.5, score: all}]", ok, "problem.yaml:11:39: expected an integer, got float"},
		"unknown key":  {"groups: [{name: hidden/small, worth: 1}]", ok, `problem.yaml:11:31: unknown field "worth"`},
		"below itself": {"groups: [{name: hidden/small, score: min, requires: [hidden]}, {name: hidden, score: sum}]", ok, "requires: no group hidden stands above it"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := with(function, small, tt.small)
			files[yaml] = strings.Replace(files[yaml], "compare:", tt.groups+"\ncompare:", 1)
			p, err := open(t, library(t, files)).Load("sum")
			got := ""
			if err != nil {
				got = err.Error()
			} else {
				var all []string
				for _, g := range p.Groups {
					all = append(all, fmt.Sprintf("%s %d %t", g.Name, g.MaxPoints(p.Cases), g.Breaks()))
				}
				got = strings.Join(all, ", ")
			}
			if !strings.Contains(got, tt.want) {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}
