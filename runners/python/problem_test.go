package python_test

import (
	"context"
	"path"
	"testing"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
	"github.com/coding-judge/judge/runners/python"
	"github.com/coding-judge/judge/testcases"
)

// The submissions that ship with a problem say by their folder how they end.
func TestShippedSubmissions(t *testing.T) {
	t.Parallel()
	runner := newRunner(t)
	p, cases := load(t, "top-k-frequent")
	lib, err := problems.NewLibrary()
	if err != nil {
		t.Fatal(err)
	}
	submissions, err := lib.Submissions(p.Slug)
	if err != nil {
		t.Fatal(err)
	}
	for name, source := range submissions {
		t.Run(name, func(t *testing.T) {
			session := prepare(t, runner, p, source)
			ends := map[runners.End]int{}
			slow := 0
			for _, c := range cases {
				o := run(t, session, c)
				ends[o.End]++
				if o.CPU > p.Limits.CPU {
					slow++
				}
				t.Logf("%-28s end %d cpu %v wall %v peak %d KiB %s", c.Name, o.End, o.CPU, o.Wall, o.Peak>>10, describe(o))
			}
			switch verdict := path.Dir(name); verdict {
			case "accepted", "wrong_answer":
				if ends[runners.Answered] != len(cases) || slow > 0 {
					t.Errorf("not all of %d cases were answered in time: %v", len(cases), ends)
				}
			case "run_time_error":
				if ends[runners.Raised] == 0 || ends[runners.Raised]+ends[runners.Answered] != len(cases) {
					t.Errorf("no case raised an error, or one ended otherwise: %v", ends)
				}
			case "compile_error":
				if ends[runners.NotCompiled] != len(cases) {
					t.Errorf("not all of %d cases were told that it does not compile: %v", len(cases), ends)
				}
			case "time_limit_exceeded":
				if slow == 0 || ends[runners.CPUEnded]+ends[runners.Answered] != len(cases) {
					t.Errorf("no case took too long, or one ended otherwise: %v", ends)
				}
			default:
				t.Fatalf("no test for submissions/%s", verdict)
			}
		})
	}
}

func newRunner(t testing.TB) *python.Runner {
	t.Helper()
	return &python.Runner{Engine: dockertest.Open(t), Images: python.DefaultImages()}
}

// load gives a built-in problem and its cases, inputs included.
func load(t testing.TB, slug string) (*problems.Problem, []testcases.Case) {
	t.Helper()
	lib, err := problems.NewLibrary()
	if err != nil {
		t.Fatal(err)
	}
	p, err := lib.Load(slug)
	if err != nil {
		t.Fatal(err)
	}
	cases := make([]testcases.Case, len(p.Cases))
	for i, c := range p.Cases {
		if cases[i], err = p.Materialize(context.Background(), c); err != nil {
			t.Fatal(err)
		}
	}
	return p, cases
}

func prepare(t testing.TB, r runners.Runner, p *problems.Problem, source []byte) runners.Session {
	t.Helper()
	session, err := r.Prepare(context.Background(), p, source)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := session.Close(); err != nil {
			t.Error(err)
		}
	})
	return session
}

func run(t testing.TB, s runners.Session, c testcases.Case) runners.Outcome {
	t.Helper()
	o, err := s.Run(context.Background(), c)
	if err != nil {
		t.Fatalf("run %s: %v", c.Name, err)
	}
	return o
}

func describe(o runners.Outcome) string {
	if o.Fault == nil {
		return ""
	}
	return o.Fault.Type + ": " + o.Fault.Message
}
