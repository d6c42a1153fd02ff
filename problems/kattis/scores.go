package kattis

import (
	"math"
	"slices"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// score makes groups of a scoring problem's folders, and gives each case its points. Points are whole numbers here.
func (p *reader) score(problem *problems.Problem, sample, secret *group) error {
	if p.meta.version == v2025 {
		return p.scoreV2025(problem, secret)
	}
	p.scoreLegacy(problem, sample, secret)
	return nil
}

// scored are the folders of secret cases that are scored: those in data/secret, or data/secret itself.
func (p *reader) scored(secret *group) []*group {
	if len(secret.groups) == 0 {
		return []*group{secret}
	}
	if len(secret.cases) > 0 {
		p.block("data/secret: cases beside groups are not supported in scoring problems")
	}
	return secret.groups
}

// join makes one group of a folder's cases; each of them has points of its own under sum and min.
func (p *reader) join(problem *problems.Problem, g *group, out problems.Group, each []int) {
	names := map[string]int{}
	for i, c := range g.all() {
		names[c.Name] = each[i]
	}
	for i, c := range problem.Cases {
		if points, ok := names[c.Name]; ok {
			problem.Cases[i].Group, problem.Cases[i].Points = g.name, points
		}
	}
	out.Name = g.name
	problem.Groups = append(problem.Groups, out)
}

// scoreV2025 reads scores as test_group.yaml has them.
func (p *reader) scoreV2025(problem *problems.Problem, secret *group) error {
	file := func(g *group) string { return "data/" + g.name + "/test_group.yaml" }
	groups := p.scored(secret)
	if secret.unbounded {
		p.block("%s: unbounded scores are not supported", file(secret))
		return nil
	}
	if len(secret.groups) > 0 && secret.aggregation != "" && secret.aggregation != "sum" && len(groups) > 1 {
		p.block("%s: only the sum of groups is supported, not %s", file(secret), secret.aggregation)
	}
	for _, g := range groups {
		mode, most := g.aggregation, g.maxScore
		if g == secret {
			if mode == "" {
				mode = "sum"
			}
			if most == nil {
				most = ptr(100)
			}
		}
		if most == nil {
			return p.fault(file(g), "max_score: is missing; a group has one where data/secret does")
		}
		points, n := int(*most), len(g.all())
		if float64(points) != *most || points > 1e9 {
			return p.fault(file(g), "max_score: must be an integer of at most %d", int(1e9))
		}
		for _, other := range g.requires {
			if !slices.ContainsFunc(problem.Groups, func(above problems.Group) bool { return above.Name == other }) && other != sampleGroup {
				return p.fault(file(g), "require_pass: no group %s comes before %s", shown(other), g.name)
			}
		}
		out := problems.Group{Points: problems.OwnPoints, Requires: g.requires}
		each := make([]int, n)
		switch mode {
		case "", passFail:
			out.Score, out.Points = problems.ScoreAll, points
		case "min":
			out.Score = problems.ScoreMin
			for i := range each {
				each[i] = points
			}
		case "sum":
			out.Score, out.OnReject = problems.ScoreSum, problems.Continue
			each = shares(points, n)
			if points%n != 0 {
				p.note("%s: %d points for %d cases are whole points here: a case gets %d or %d", file(g), points, n, points/n, points/n+1)
			}
		}
		p.join(problem, g, out, each)
	}
	return p.arrange(problem)
}

// shares gives each of n cases its part of some points; the first ones get one more where they can't be the same.
func shares(points, n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = points / n
		if i < points%n {
			all[i]++
		}
	}
	return all
}

func ptr(f float64) *float64 { return &f }

// scoreLegacy reads scores as testdata.yaml has them, as far as groups are added up.
func (p *reader) scoreLegacy(problem *problems.Problem, sample, secret *group) {
	if p.meta.lowest {
		p.block("%s: grading.objective min is not supported", metaFile)
	}
	if mode := secret.mode(); len(secret.groups) > 1 && mode != "sum" {
		p.block("data/secret/testdata.yaml: only the sum of groups is supported, not %s", mode)
	}
	groups := p.scored(secret)
	if len(sample.all()) > 0 && !sample.ignored && sample.points() != 0 {
		groups = append([]*group{sample}, groups...)
	}
	for _, g := range groups {
		file := "data/" + g.name
		points := int(g.points())
		switch {
		case g.custom:
			p.block("%s: graders of the package's own are not supported", file)
		case len(g.groups) > 0:
			p.block("%s: groups in groups are not supported in scoring problems", file)
		case g.rejectScore != 0:
			p.block("%s: reject_score is not supported", file)
		case float64(points) != g.points() || points < 0 || points > 1e9:
			p.block("%s: accept_score %v is not supported; points are whole numbers", file, g.points())
		}
		each := make([]int, len(g.all()))
		for i := range each {
			each[i] = points
		}
		out := problems.Group{Points: problems.OwnPoints, OnReject: problems.Break}
		if g.goOn {
			out.OnReject = problems.Continue
		}
		switch mode := g.mode(); mode {
		case "sum":
			out.Score = problems.ScoreSum
		case "min":
			out.Score, out.Points = problems.ScoreAll, points // for what is rejected is worth nothing
		default:
			p.block("%s: grader_flags: %s is not supported", file, mode)
			out.Score = problems.ScoreSum
		}
		p.join(problem, g, out, each)
	}
	if err := p.arrange(problem); err != nil {
		p.block("%v", err)
	}
}

// points is what an accepted case is worth in legacy.
func (g grading) points() float64 {
	if g.scored {
		return g.acceptScore
	}
	return 1
}

// mode is how legacy's grader adds up a group; the last flag counts.
func (g grading) mode() string {
	mode := "sum"
	for _, flag := range g.graderFlags {
		if slices.Contains([]string{"sum", "min", "max", "avg"}, flag) {
			mode = flag
		}
	}
	return mode
}

// arrange makes groups and cases fit each other.
func (p *reader) arrange(problem *problems.Problem) error {
	groups, cases, errs := problems.Arrange(problem.Groups, problem.Cases)
	if len(errs) > 0 {
		return p.fault("data", "%v", errs[0])
	}
	problem.Groups, problem.Cases = groups, cases
	if total := totalPoints(groups, cases); total > math.MaxInt32 {
		return p.fault("data", "the groups are worth %d points together, which is too much", total)
	}
	return nil
}

func totalPoints(groups []problems.Group, cases []testcases.Case) (total int) {
	for _, g := range groups {
		total += g.MaxPoints(cases)
	}
	return total
}
