package problems

import "slices"

// Expectation is what a submission of a package must come to. Verdicts are those that other judges have: AC, WA, TLE and RTE, which
// is all else that is wrong.
type Expectation struct {
	Cases     []string    // names of those it is of; nil for all
	Permitted []string    // each case has one of these; nil for any
	Required  []string    // at least one case has one of these; nil for any
	Score     *[2]float64 // what the points of Group lie between, or without one all points; nil for any
	Group     string
}

// Covers says whether the expectation is of a case.
func (e Expectation) Covers(name string) bool {
	return e.Cases == nil || slices.Contains(e.Cases, name)
}

// Expecting is a Shelf whose submissions have more expected of them than their folders' names say.
type Expecting interface {
	// Expected gives what is expected of each submission, by the names that Submissions gives.
	Expected(slug string) (map[string][]Expectation, error)
}

// Expected gives what is expected of a problem's submissions; nil where their folders' names say it all.
func (l *Library) Expected(slug string) (map[string][]Expectation, error) {
	if s, ok := l.shelf(slug).(Expecting); ok {
		return s.Expected(slug)
	}
	return nil, nil
}
