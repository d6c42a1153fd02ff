package sql_test

import (
	"path"
	"testing"
	"time"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/sql"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// The submissions that ship with a problem say by their folder how they end.
func TestShippedSubmissions(t *testing.T) { everywhere(t, testShippedSubmissions) }

func testShippedSubmissions(t *testing.T, runner *sql.Runner) {
	lib, err := problems.NewLibrary()
	if err != nil {
		t.Fatal(err)
	}
	p, err := lib.Load("second-highest-salary")
	if err != nil {
		t.Fatal(err)
	}
	p.Limits.Wall = 2 * time.Minute // a busy machine takes its time to use up a processor's
	cases := materialize(t, runner, p)
	submissions, err := lib.Submissions(p.Slug)
	if err != nil {
		t.Fatal(err)
	}
	if len(submissions) < 15 {
		t.Fatalf("only %d submissions ship with it", len(submissions))
	}
	for name, source := range submissions {
		t.Run(name, func(t *testing.T) {
			session := prepare(t, runner, p, string(source))
			ends := map[runners.End]int{}
			right, slow := 0, 0
			for _, c := range cases {
				o, err := session.Run(t.Context(), c)
				if err != nil {
					t.Fatalf("%s: %v", c.Name, err)
				}
				ends[o.End]++
				if o.CPU > p.Limits.CPU {
					slow++
				}
				if o.End == runners.Answered && isRight(t, p, c, o.Answer) {
					right++
				}
				t.Logf("%-28s end %d cpu %v wall %v peak %d KiB", c.Name, o.End, o.CPU, o.Wall, o.Peak>>10)
			}
			ok := false
			switch verdict := path.Dir(name); verdict {
			case "accepted":
				ok = right == len(cases) && slow == 0
			case "wrong_answer":
				ok = ends[runners.Answered] == len(cases) && right < len(cases) && slow == 0
			case "run_time_error":
				ok = ends[runners.Raised] > 0 && ends[runners.Raised]+ends[runners.Answered] == len(cases)
			case "time_limit_exceeded":
				ok = slow > 0 && ends[runners.CPUEnded]+ends[runners.Answered] == len(cases)
			}
			if !ok {
				t.Errorf("of %d cases %d are right and %d slow, and they ended so: %v", len(cases), right, slow, ends)
			}
		})
	}
}

// materialize gives the cases with their inputs, and with the reference's answers where it says what is right.
func materialize(t *testing.T, runner *sql.Runner, p *problems.Problem) []testcases.Case {
	t.Helper()
	reference := prepare(t, runner, p, string(p.Reference.Source))
	cases := make([]testcases.Case, len(p.Cases))
	for i, c := range p.Cases {
		c, err := p.Materialize(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		if c.FromReference {
			o, err := reference.Run(t.Context(), c)
			if err != nil || o.End != runners.Answered {
				t.Fatalf("the reference on %s: %v, end %d %+v", c.Name, err, o.End, o.Fault)
			}
			c.Want = testcases.NewBlob(o.Answer)
		}
		cases[i] = c
	}
	if err := reference.Close(); err != nil {
		t.Fatal(err)
	}
	return cases
}

func isRight(t *testing.T, p *problems.Problem, c testcases.Case, answer []byte) bool {
	t.Helper()
	want, err := value.ParseJSON(c.Want.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	got, err := value.ParseJSON(answer)
	if err != nil {
		t.Fatal(err)
	}
	d, err := compare.Rows(want, got, compare.RowsOptions{OrderBy: p.Compare.OrderBy, Columns: p.Compare.Columns})
	if err != nil {
		t.Fatal(err)
	}
	return d.Equal
}
