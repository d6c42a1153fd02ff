package main

import (
	"runtime"
	"testing"

	"github.com/coding-judge/judge/judge/verify"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
)

// Nothing is wrong with any problem that ships: every submission gets the verdict that its folder is named for, the statements show
// the samples. Whether the limits have room is for judge verify to say: it depends on the machine, and a test must not.
func TestShippedProblems(t *testing.T) {
	dockertest.Open(t)
	j := judgeForTest(t, func(c *Config) {
		c.Explain.Budget = 0 // TestCounterexamples looks at those
	})
	slugs, err := slugsOf(j.Library, nil, true)
	if err != nil {
		t.Fatal(err)
	}
	v := &verify.Verifier{Judge: j.Judge, Jobs: 2 * runtime.GOMAXPROCS(0)}
	results, err := v.Verify(t.Context(), slugs)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		t.Logf("%s: %d submissions, limits %+v", r.Problem, len(r.Submissions), r.Limits)
		for _, f := range r.Findings {
			say := t.Errorf
			if f.Check == verify.Limit {
				say = t.Logf
			}
			say("%s: %s: %s:%d: %s", r.Problem, f.Check, f.File, f.Line, f.Message)
		}
	}
}
