package judge

import (
	"fmt"
	"testing"

	"github.com/coding-judge/judge/testcases"
)

// What is wrong with a case that is not run is never an error, however far ahead the cases were made ready.
func TestPlanLeavesCases(t *testing.T) {
	t.Parallel()
	j := newJudge(t, &fakeRunner{})
	good := testcases.Case{Input: testcases.NewBlob([]byte(`{"dict":[["n",1]]}`)), FromReference: true}
	broken := testcases.Case{Generate: testcases.NewBlob([]byte("5"))}
	p, err := j.Library.Load("double")
	if err != nil {
		t.Fatal(err)
	}
	for _, early := range []bool{true, false} {
		p.Cases = []testcases.Case{good, broken, broken, broken, broken, good, broken}
		plan := j.plan(t.Context(), p)
		if !early {
			if _, err := plan.next(t.Context(), 0); err != nil {
				t.Fatal(err)
			}
		}
		for i := 1; i < 5; i++ {
			plan.leave(i)
		}
		if c, err := plan.next(t.Context(), 5); err != nil || c.Want.IsZero() {
			t.Errorf("left early %t: %v, %v", early, c, err)
		}
		if _, err := plan.next(t.Context(), 6); err == nil {
			t.Errorf("left early %t: a broken case that is run is no error", early)
		}
		plan.wait()
	}
}

// The reference solution is not asked about a case that is left in time.
func TestPlanSparesLeftCases(t *testing.T) {
	t.Parallel()
	f := &fakeRunner{}
	j := newJudge(t, f)
	p, err := j.Library.Load("double")
	if err != nil {
		t.Fatal(err)
	}
	const last = 9
	p.Cases = nil
	for n := range last + 1 {
		p.Cases = append(p.Cases, testcases.Case{Input: testcases.NewBlob(fmt.Appendf(nil, `{"dict":[["n",%d]]}`, n)), FromReference: true})
	}
	plan := j.plan(t.Context(), p)
	if _, err := plan.next(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	for i := 1; i < last; i++ {
		plan.leave(i)
	}
	if _, err := plan.next(t.Context(), last); err != nil {
		t.Fatal(err)
	}
	plan.wait()
	if most := 1 + ahead + 1 + 1; f.answers > most { // the first, those that wait ready, one that waits for room, and the last
		t.Errorf("the reference solution was asked %d times, not %d at most", f.answers, most)
	}
}
