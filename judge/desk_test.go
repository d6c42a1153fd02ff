package judge

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

func newDesk(t *testing.T, j *Judge, problem string, cells int) *Desk {
	t.Helper()
	p, err := j.Library.Load(problem)
	if err != nil {
		t.Fatal(err)
	}
	d, err := j.Desk(t.Context(), p, cells)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A desk's report is that of Submit, however many cells it has, and the next one's too.
func TestDesk(t *testing.T) {
	t.Parallel()
	wrong := func(name string) func(int, testcases.Case) (runners.Outcome, error) {
		return func(_ int, c testcases.Case) (runners.Outcome, error) {
			if c.Name == name {
				return answer(-1), nil
			}
			return double(c), nil
		}
	}
	for _, cells := range []int{1, 2, 5} {
		for _, all := range []bool{false, true} {
			for _, name := range []string{"", "sample/01-three", "hidden/02-large"} {
				f := &fakeRunner{run: wrong(name)}
				j := newJudge(t, f)
				s := twice
				s.All = all
				s.Problem = "double"
				want, err := j.Submit(t.Context(), s)
				if err != nil {
					t.Fatal(err)
				}
				d := newDesk(t, j, "double", cells)
				for range 3 {
					got, err := d.Submit(t.Context(), s)
					if err != nil {
						t.Fatal(err)
					}
					if diff := cmp.Diff(want, got); diff != "" {
						t.Errorf("%d cells, %q is wrong: (-Submit +Desk)\n%s", cells, name, diff)
					}
				}
				d.Close()
				if f.open != 0 {
					t.Errorf("%d sessions are open", f.open)
				}
			}
		}
	}
}

// What is known so far is told in the order of the cases, samples first.
func TestDeskProgress(t *testing.T) {
	t.Parallel()
	j := newJudge(t, &fakeRunner{run: func(_ int, c testcases.Case) (runners.Outcome, error) { return double(c), nil }})
	var told []string
	j.Watch = func(p Progress) {
		if p.Next > 0 && len(p.Report.Cases) != p.Next-1 {
			t.Errorf("before case %d there are %d", p.Next, len(p.Report.Cases))
		}
		told = append(told, string(p.Report.Verdict))
	}
	d := newDesk(t, j, "double", 2)
	defer d.Close()
	if _, err := d.Submit(t.Context(), twice); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(told, ","); got != ",,,,accepted" {
		t.Errorf("told %s", got)
	}
}

// A submission that is ended costs its cells, and the next one is judged as if nothing had been.
func TestDeskEnded(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	var ending atomic.Bool
	ending.Store(true)
	f := &fakeRunner{run: func(_ int, c testcases.Case) (runners.Outcome, error) {
		if ending.Load() {
			cancel()
			<-ctx.Done()
			return runners.Outcome{}, ctx.Err()
		}
		return double(c), nil
	}}
	d := newDesk(t, newJudge(t, f), "double", 2)
	defer d.Close()
	if r, err := d.Submit(ctx, twice); !errors.Is(err, context.Canceled) || r != nil {
		t.Errorf("%v %v", r, err)
	}
	d.gone.Wait()
	if f.open != 0 {
		t.Errorf("%d cells are kept", f.open)
	}
	ending.Store(false)
	if r, err := d.Submit(t.Context(), twice); err != nil || r.Verdict != Accepted {
		t.Errorf("%v %v", r, err)
	}
}

// A fault of ours is one of the report, and the next submission has fresh cells.
func TestDeskFault(t *testing.T) {
	t.Parallel()
	fault := errors.New("the engine is gone")
	f := &fakeRunner{run: func(int, testcases.Case) (runners.Outcome, error) { return runners.Outcome{}, fault }}
	d := newDesk(t, newJudge(t, f), "double", 2)
	defer d.Close()
	r, err := d.Submit(t.Context(), twice)
	if !errors.Is(err, fault) || r == nil || r.Verdict != JudgeError {
		t.Errorf("%+v %v", r, err)
	}
	d.gone.Wait()
	if f.open != 0 {
		t.Errorf("%d cells are kept", f.open)
	}
}

// A case that is done soon after the end of its submission costs no cell.
func TestDeskGrace(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	f := &fakeRunner{run: func(n int, c testcases.Case) (runners.Outcome, error) {
		if n == 2 {
			cancel()
		}
		return double(c), nil
	}}
	d := newDesk(t, newJudge(t, f), "double", 1)
	defer d.Close()
	if r, err := d.Submit(ctx, twice); !errors.Is(err, context.Canceled) || r != nil {
		t.Errorf("%v %v", r, err)
	}
	if f.runs != 2 || f.open != 1 {
		t.Errorf("%d cases ran, and %d cells are kept", f.runs, f.open)
	}
}

// What is known of an answer is of that answer alone.
func TestDeskKnows(t *testing.T) {
	t.Parallel()
	var wrong atomic.Bool
	f := &fakeRunner{run: func(_ int, c testcases.Case) (runners.Outcome, error) {
		if wrong.Load() {
			return answer(-1), nil
		}
		return double(c), nil
	}}
	d := newDesk(t, newJudge(t, f), "double", 2)
	defer d.Close()
	for i, want := range []Verdict{Accepted, WrongAnswer, Accepted, Accepted, WrongAnswer, WrongAnswer} {
		wrong.Store(want == WrongAnswer)
		r, err := d.Submit(t.Context(), twice)
		if err != nil || r.Verdict != want {
			t.Errorf("submission %d: %v %v; want %s", i+1, r, err, want)
		}
	}
}
