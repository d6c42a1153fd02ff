package judge

import (
	"slices"

	"github.com/coding-judge/judge/problems"
)

// GroupReport is what is told of a group of cases.
type GroupReport struct {
	Name      string         `json:"name"`
	Verdict   Verdict        `json:"verdict"` // the first of its cases that is not accepted; skipped where it was not run
	Points    int            `json:"points"`
	MaxPoints int            `json:"max_points"`
	Score     problems.Score `json:"score"`
	Requires  []string       `json:"requires,omitempty"`
}

// scoreGroups says what each group came to.
func scoreGroups(p *problems.Problem, cases []CaseReport) []GroupReport {
	var all []GroupReport
	for _, g := range p.Groups {
		its := inGroup(cases, g.Name)
		r := GroupReport{Name: g.Name, Verdict: groupVerdict(its), MaxPoints: g.MaxPoints(p.Cases), Score: g.Score, Requires: g.Requires}
		r.Points = groupPoints(g, its, r.Verdict)
		all = append(all, r)
	}
	return all
}

func groupPoints(g problems.Group, cases []CaseReport, v Verdict) int {
	points := 0
	switch g.Score {
	case problems.ScoreAll:
		if v == Accepted {
			points = g.Points
		}
	case problems.ScoreMin:
		for i, c := range cases {
			if i == 0 || c.Points < points {
				points = c.Points
			}
		}
	case problems.ScoreSum:
		for _, c := range cases {
			points += c.Points
		}
	}
	return points
}

// groupVerdict is Total of a group's cases, but that a group of which not all was run and nothing failed is skipped.
func groupVerdict(cases []CaseReport) Verdict {
	total := Total(cases)
	if total == Accepted && slices.ContainsFunc(cases, func(c CaseReport) bool { return c.Verdict == Skipped }) {
		return Skipped
	}
	return total
}

func inGroup(cases []CaseReport, name string) []CaseReport {
	var its []CaseReport
	for _, c := range cases {
		if c.Group == name {
			its = append(its, c)
		}
	}
	return its
}

// skips says whether a case of a group is not run, by what was reported of the cases before it. With all, only what can't be run or
// is not to be run is skipped: what does not compile, and what a group requires.
func skips(groups []problems.Group, done []CaseReport, group string, all bool) bool {
	failed := func(c CaseReport) bool { return c.Verdict != Accepted }
	if slices.ContainsFunc(done, func(c CaseReport) bool { return c.Verdict == CompileError }) { // then none will
		return true
	}
	i := slices.IndexFunc(groups, func(g problems.Group) bool { return g.Name == group })
	if i < 0 {
		return !all && slices.ContainsFunc(done, failed)
	}
	for _, other := range groups[i].Requires {
		if slices.ContainsFunc(inGroup(done, other), failed) {
			return true
		}
	}
	return !all && groups[i].Breaks() && slices.ContainsFunc(inGroup(done, group), failed)
}
