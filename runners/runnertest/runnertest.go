// Package runnertest is the conformance suite of runners: what package runners promises of them, whatever the language.
package runnertest

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// Suite is what the suite needs of a language.
type Suite struct {
	// Problem has small limits, and Case is one of its cases.
	Problem *problems.Problem
	Case    testcases.Case
	// Answer is Case's right answer, in its JSON form.
	Answer string

	// Submissions by what they do with Case.
	Right  string // answers it
	Raises string // ends with an error
	Waits  string // waits for longer than the problem's wall limit
	Floods string // gives more output or a longer answer than there may be
	Leaves string // answers rightly, unless an earlier run left what each run leaves; empty where nothing can be left

	// Left counts the cells that the runner's engine still has of this process.
	Left func(t testing.TB) int
}

// Test runs the suite on runners that open gives.
func (s Suite) Test(t *testing.T, open func(t testing.TB) runners.Runner) {
	t.Helper()
	tests := map[string]func(t *testing.T, r runners.Runner){
		"answers":      s.answers,
		"errors":       s.errors,
		"limits":       s.limits,
		"leaves":       s.leaves,
		"side by side": s.sideBySide,
		"closed":       s.closed,
		"canceled":     s.canceled,
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			r := open(t)
			t.Run("sessions", func(t *testing.T) { test(t, r) }) // whose clean-up closes them, before the runner is
			for range 2 {
				if err := r.Close(); err != nil {
					t.Errorf("close runner: %v", err)
				}
			}
			if s.Left == nil {
				return
			}
			if n := s.Left(t); n > 0 {
				t.Errorf("%d cells are left", n)
			}
		})
	}
}

func (s Suite) answers(t *testing.T, r runners.Runner) {
	before := s.Case.Input.Digest()
	session := s.prepare(t, r, s.Right)
	for range 3 {
		s.right(t, s.run(t, session))
	}
	if s.Case.Input.Digest() != before {
		t.Error("the case's input was changed")
	}
}

// An error of the submission is an outcome, and the session goes on.
func (s Suite) errors(t *testing.T, r runners.Runner) {
	session := s.prepare(t, r, s.Raises)
	for range 3 {
		o := s.run(t, session)
		if o.End != runners.Raised || o.Fault == nil || o.Fault.Type == "" || len(o.Answer) > 0 {
			t.Errorf("a submission that raises: end %d, fault %+v, answer %.100q", o.End, o.Fault, o.Answer)
		}
	}
}

func (s Suite) limits(t *testing.T, r runners.Runner) {
	l := s.Problem.Limits
	for name, source := range map[string]string{"waits": s.Waits, "floods": s.Floods} {
		session := s.prepare(t, r, source)
		for range 2 {
			start := time.Now()
			o := s.run(t, session)
			want := runners.WallEnded
			if name == "floods" {
				want = runners.OutputEnded
			}
			if o.End != want || len(o.Answer) > 0 {
				t.Errorf("a submission that %s: end %d, answer %.100q; want end %d", name, o.End, o.Answer, want)
			}
			if name == "waits" && o.Wall < l.Wall {
				t.Errorf("a submission that waits was ended after %v of %v", o.Wall, l.Wall)
			}
			if name == "floods" && o.Stream == "" {
				t.Error("it is not said of which output there was too much")
			}
			if int64(len(o.Stdout)) > l.Output || int64(len(o.Stderr)) > l.Output {
				t.Errorf("%d and %d bytes of output", len(o.Stdout), len(o.Stderr))
			}
			if took := time.Since(start); took > l.Wall+30*time.Second {
				t.Errorf("a submission that %s took %v", name, took)
			}
		}
	}
}

func (s Suite) leaves(t *testing.T, r runners.Runner) {
	if s.Leaves == "" {
		return // a submission can leave nothing
	}
	session := s.prepare(t, r, s.Leaves)
	for range 3 {
		s.right(t, s.run(t, session))
	}
}

func (s Suite) sideBySide(t *testing.T, r runners.Runner) {
	right, raises := s.prepare(t, r, s.Right), s.prepare(t, r, s.Raises)
	for range 2 {
		ended := make(chan runners.Outcome)
		go func() {
			o, err := raises.Run(t.Context(), s.Case)
			if err != nil {
				t.Error(err)
			}
			ended <- o
		}()
		s.right(t, s.run(t, right))
		if o := <-ended; o.End != runners.Raised {
			t.Errorf("beside a right submission one that raises ended with %d", o.End)
		}
	}
}

func (s Suite) closed(t *testing.T, r runners.Runner) {
	for _, ran := range []bool{false, true} {
		session := s.prepare(t, r, s.Right)
		if ran {
			s.right(t, s.run(t, session))
		}
		for range 2 {
			if err := session.Close(); err != nil {
				t.Errorf("close session: %v", err)
			}
		}
		if o, err := session.Run(t.Context(), s.Case); err == nil {
			t.Errorf("a closed session ran: %+v", o)
		}
	}
}

func (s Suite) canceled(t *testing.T, r runners.Runner) {
	cause := errors.New("the test gave up")
	ctx, cancel := context.WithCancelCause(t.Context())
	session := s.prepare(t, r, s.Waits)
	time.AfterFunc(s.Problem.Limits.Wall/4, func() { cancel(cause) })
	start := time.Now()
	if o, err := session.Run(ctx, s.Case); !errors.Is(err, cause) {
		t.Errorf("a run that was canceled: %v, end %d; want the cause", err, o.End)
	}
	if took := time.Since(start); took > s.Problem.Limits.Wall/4+10*time.Second {
		t.Errorf("a run that was canceled took %v", took)
	}
	if session, err := r.Prepare(ctx, s.Problem, []byte(s.Right)); err == nil {
		_ = session.Close()
		t.Error("what was canceled was prepared")
	}
}

func (s Suite) prepare(t *testing.T, r runners.Runner, source string) runners.Session {
	t.Helper()
	session, err := r.Prepare(t.Context(), s.Problem, []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := session.Close(); err != nil {
			t.Errorf("close session: %v", err)
		}
	})
	return session
}

func (s Suite) run(t *testing.T, session runners.Session) runners.Outcome {
	t.Helper()
	o, err := session.Run(t.Context(), s.Case)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func (s Suite) right(t *testing.T, o runners.Outcome) {
	t.Helper()
	if o.End != runners.Answered {
		t.Errorf("end %d, fault %+v; want an answer", o.End, o.Fault)
		return
	}
	got, err := value.ParseJSON(o.Answer)
	want, err2 := value.ParseJSON([]byte(s.Answer))
	if err != nil || err2 != nil || string(value.AppendJSON(nil, got)) != string(value.AppendJSON(nil, want)) {
		t.Errorf("answer %.300s (%v); want %s (%v)", o.Answer, err, s.Answer, err2)
	}
}
