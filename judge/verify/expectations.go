package verify

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
)

// foreign makes entries of a package's submissions, which say themselves what is expected of them.
func (s *subject) foreign(files map[string][]byte, expected map[string][]problems.Expectation) {
	accepted := 0
	for _, file := range slices.Sorted(maps.Keys(expected)) {
		e := s.take("submissions/"+file, files[file], append([]judge.Verdict{judge.Accepted}, wrong...))
		if e == nil {
			continue
		}
		e.expected, e.All = expected[file], true
		switch {
		case slices.ContainsFunc(e.expected, func(x problems.Expectation) bool { return x.Cases == nil && slices.Equal(x.Permitted, []string{"AC"}) }):
			e.allowed = []judge.Verdict{judge.Accepted}
			accepted++
		case slices.ContainsFunc(e.expected, func(x problems.Expectation) bool { return slices.Equal(x.Required, []string{"TLE"}) }):
			e.tooSlow = true
		}
	}
	if accepted == 0 {
		s.result.find(Submission, "submissions/accepted", "write a solution in Python", "there is no accepted submission in Python, so nobody knows whether it can be solved in that")
	}
}

// unmet says which expectation a report does not meet; nothing where it meets all.
func unmet(p *problems.Problem, r *judge.Report, expected []problems.Expectation) string {
	for _, e := range expected {
		some := false
		for i, c := range r.Cases {
			if i >= len(p.Cases) || c.Verdict == judge.Skipped || !e.Covers(p.Cases[i].Name) {
				continue
			}
			code := codeOf(c.Verdict)
			if e.Permitted != nil && !slices.Contains(e.Permitted, code) {
				return fmt.Sprintf("got %s on %s, where only %s is permitted", code, c.Name, strings.Join(e.Permitted, ", "))
			}
			some = some || slices.Contains(e.Required, code)
		}
		if e.Required != nil && !some {
			return fmt.Sprintf("got %s on no case%s, and one is required", strings.Join(e.Required, " or "), among(p, e))
		}
		if e.Score == nil {
			continue
		}
		points, of := float64(r.Points), "all"
		for _, g := range r.Groups {
			if g.Name == e.Group {
				points, of = float64(g.Points), g.Name
			}
		}
		if points < e.Score[0] || points > e.Score[1] {
			return fmt.Sprintf("got %v points of %s, and %v to %v are expected", points, of, e.Score[0], e.Score[1])
		}
	}
	return ""
}

func among(p *problems.Problem, e problems.Expectation) string {
	if e.Cases == nil {
		return ""
	}
	return fmt.Sprintf(" of %d out of %d", len(e.Cases), len(p.Cases))
}

// codeOf is what other judges call a verdict.
func codeOf(v judge.Verdict) string {
	switch v {
	case judge.Accepted:
		return "AC"
	case judge.WrongAnswer:
		return "WA"
	case judge.TimeLimitExceeded:
		return "TLE"
	}
	return "RTE"
}
