package problems

import (
	"errors"
	"fmt"
	"path"

	"github.com/coding-judge/judge/testcases"
)

// groupFile is a group as its author writes it.
type groupFile struct {
	Name     string         `yaml:"name"`
	Points   *testcases.Int `yaml:"points"`
	Score    Score          `yaml:"score"`
	Requires []string       `yaml:"requires"`
	OnReject OnReject       `yaml:"on_reject"`
}

// loadGroups arranges the cases by the groups that problem.yaml names.
func (p *Problem) loadGroups(f *problemFile) []error {
	if f.Groups == nil {
		return p.noGroups()
	}
	groups := make([]Group, len(f.Groups))
	for i, g := range f.Groups {
		groups[i] = Group{Name: g.Name, Points: OwnPoints, Score: g.Score, Requires: g.Requires, OnReject: g.OnReject}
		if g.Points == nil {
			continue
		}
		groups[i].Points = int(*g.Points)
		if *g.Points < 0 { // which OwnPoints is too
			return []error{f.doc.Errorf("groups", "groups: %s: points: must not be negative", g.Name)}
		}
	}
	var faults []error
	arranged, cases, errs := Arrange(groups, p.Cases)
	for _, err := range errs {
		var placed *testcases.FileError
		if !errors.As(err, &placed) {
			err = f.doc.Errorf("groups", "groups: %v", err)
		}
		faults = append(faults, err)
	}
	p.Groups, p.Cases = arranged, cases
	return faults
}

// noGroups sees to it that no cases stand in a group that is not named.
func (p *Problem) noGroups() []error {
	var faults []error
	seen := map[string]bool{testcases.Sample: true, testcases.Hidden: true}
	for _, c := range p.Cases {
		if !seen[c.Group] {
			faults = append(faults, &testcases.FileError{File: path.Dir(c.File), Message: fmt.Sprintf(
				"a folder of cases is a group: name %s in groups: of problem.yaml, or move the cases to the folder above", c.Group)})
		}
		seen[c.Group] = true
	}
	return faults
}
