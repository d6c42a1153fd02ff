package problems

import (
	"fmt"
	"slices"

	"github.com/coding-judge/judge/testcases"
)

// Group is cases that are scored together. A problem that names no groups is worth the sum of its cases' points.
type Group struct {
	Name string // as Case.Group has it
	// Points is what the group is worth as a whole under ScoreAll, and what each of its cases is worth under ScoreSum and
	// ScoreMin; OwnPoints where each case says so itself.
	Points int
	Score  Score
	// Requires names groups that stand above this one. Where not all of them are accepted, this one is not run.
	Requires []string
	OnReject OnReject // what follows a case that is not accepted; empty is Break, but Continue under ScoreSum
}

// OwnPoints says that each case of a group is worth what its file says. Under ScoreAll the group is worth their sum.
const OwnPoints = -1

// Score is how a group's points come from its cases.
type Score string

// The ways to score a group.
const (
	ScoreSum Score = "sum" // the points of its cases, added up
	ScoreMin Score = "min" // the points of the case that has the fewest
	ScoreAll Score = "all" // all of its points where each case is accepted, and else none
)

// OnReject is what follows a case that is not accepted.
type OnReject string

// What may follow a case that is not accepted.
const (
	Break    OnReject = "break"    // the other cases of its group are not run
	Continue OnReject = "continue" // they are
)

// Breaks says whether the first case that is not accepted is the last one of the group that runs.
func (g Group) Breaks() bool {
	if g.OnReject == "" {
		return g.Score != ScoreSum
	}
	return g.OnReject == Break
}

// MaxPoints is what the group is worth at most; cases are those of the problem, as Arrange gives them.
func (g Group) MaxPoints(cases []testcases.Case) int {
	if g.Score == ScoreAll {
		return g.Points
	}
	sum, least, count := 0, 0, 0
	for _, c := range cases {
		if c.Group != g.Name {
			continue
		}
		if count == 0 || c.Points < least {
			least = c.Points
		}
		sum += c.Points
		count++
	}
	if g.Score == ScoreMin {
		return least
	}
	return sum
}

// Arrange makes groups and cases fit each other: the cases in the order of their groups, each worth what its group says. Samples that
// are in no group are the first one, which is worth nothing. The errors are what is wrong, in words or as *testcases.FileError.
func Arrange(groups []Group, cases []testcases.Case) ([]Group, []testcases.Case, []error) {
	if !slices.ContainsFunc(groups, func(g Group) bool { return g.Name == testcases.Sample }) {
		groups = append([]Group{{Name: testcases.Sample, Score: ScoreSum}}, groups...)
	} else {
		groups = slices.Clone(groups)
	}
	errs := groupErrors(groups)
	place := map[string]int{}
	for i, g := range groups {
		place[g.Name] = i
	}
	cases = slices.Clone(cases)
	own, count := map[string]int{}, map[string]int{}
	for i, c := range cases {
		at, ok := place[c.Group]
		switch {
		case !ok && count[c.Group] == 0:
			errs = append(errs, fmt.Errorf("%s has cases, and is none of the groups", c.Group))
		case ok && groups[at].Points != OwnPoints && c.PointsAt.Line > 0:
			errs = append(errs, c.Errorf(c.PointsAt, "points: what the case is worth is said by its group %s", c.Group))
		}
		count[c.Group]++
		own[c.Group] += c.Points
		if ok && groups[at].Score == ScoreAll {
			cases[i].Points = 0
		} else if ok && groups[at].Points != OwnPoints {
			cases[i].Points = groups[at].Points
		}
	}
	for i, g := range groups {
		if g.Score == ScoreAll && g.Points == OwnPoints {
			groups[i].Points = own[g.Name]
		}
		if count[g.Name] == 0 && g.Name != testcases.Sample {
			errs = append(errs, fmt.Errorf("%s has no cases", g.Name))
		}
	}
	slices.SortStableFunc(cases, func(a, b testcases.Case) int { return place[a.Group] - place[b.Group] })
	return groups, cases, errs
}

// groupErrors finds what is wrong with groups by themselves.
func groupErrors(groups []Group) []error {
	var errs []error
	above := map[string]bool{}
	for _, g := range groups {
		switch {
		case above[g.Name]:
			errs = append(errs, fmt.Errorf("%s is there twice", g.Name))
		case !slices.Contains([]Score{ScoreSum, ScoreMin, ScoreAll}, g.Score):
			errs = append(errs, fmt.Errorf("%s: score: %q is not known; it is one of sum, min, all", g.Name, g.Score))
		case g.Points < OwnPoints:
			errs = append(errs, fmt.Errorf("%s: points: must not be negative", g.Name))
		case !slices.Contains([]OnReject{"", Break, Continue}, g.OnReject):
			errs = append(errs, fmt.Errorf("%s: on_reject: %q is not known; it is break or continue", g.Name, g.OnReject))
		}
		for _, other := range g.Requires {
			if !above[other] {
				errs = append(errs, fmt.Errorf("%s: requires: no group %s stands above it", g.Name, other))
			}
		}
		above[g.Name] = true
	}
	return errs
}
