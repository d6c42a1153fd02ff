package verify

import (
	"testing"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
)

// An author is told which file it is, but what is sealed has a name that may tell what is in it.
func TestNamed(t *testing.T) {
	t.Parallel()
	hidden := judge.CaseReport{Name: "hidden/02", Hidden: true}
	for _, tt := range []struct {
		problem problems.Problem
		c       judge.CaseReport
		want    string
	}{
		{problems.Problem{}, hidden, "hidden/02, testcases/x/hidden/01-all-equal.yaml"},
		{problems.Problem{Sealed: true}, hidden, "hidden/02"},
		{problems.Problem{}, judge.CaseReport{Name: "sample/01"}, "sample/01"},
	} {
		if got := named(&tt.problem, tt.c, "testcases/x/hidden/01-all-equal.yaml"); got != tt.want {
			t.Errorf("%s, not %s", got, tt.want)
		}
	}
}
