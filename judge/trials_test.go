package judge

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// Each source is run up to the first case that it fails, the case that has failed most comes first, and nothing is judged twice.
func TestTrials(t *testing.T) {
	t.Parallel()
	var ran []string
	bad := ""
	f := &fakeRunner{run: func(_ int, c testcases.Case) (runners.Outcome, error) {
		ran = append(ran, c.Name)
		if c.Name == bad {
			return answer(-1), nil
		}
		return double(c), nil
	}}
	j := newJudge(t, f)
	p, err := j.Library.Load("double")
	if err != nil {
		t.Fatal(err)
	}
	trials, err := j.Trials(t.Context(), p, "")
	if err != nil {
		t.Fatal(err)
	}
	bench := trials.Bench()
	defer bench.Close()
	last := p.Cases[len(p.Cases)-1].Name
	for _, step := range []struct {
		source, bad string
		want        Trial
		runs        int
		first       string
	}{
		{"right", "", Trial{Verdict: Accepted}, len(p.Cases), ""},
		{"wrong", last, Trial{Verdict: WrongAnswer, Case: last}, len(p.Cases), ""},
		{"wrong too", last, Trial{Verdict: WrongAnswer, Case: last}, 1, last},
		{"wrong", "", Trial{Verdict: WrongAnswer, Case: last, Kept: true}, 0, ""},
		{"right", last, Trial{Verdict: Accepted, Kept: true}, 0, ""},
	} {
		ran, bad = nil, step.bad
		got, err := bench.Judge(t.Context(), []byte(step.source))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(step.want, got); diff != "" {
			t.Errorf("%s: %s", step.source, diff)
		}
		if len(ran) > step.runs || step.runs == 1 && ran[0] != step.first {
			t.Errorf("%s: ran %v", step.source, ran)
		}
	}
	if other, err := j.Trials(t.Context(), p, "another machine"); err != nil || other.Digest() == trials.Digest() {
		t.Errorf("what one machine keeps another finds: %v", err)
	}
	trials.Fresh = true
	ran, bad = nil, last
	if got, err := bench.Judge(t.Context(), []byte("right")); err != nil || got.Kept || got.Verdict != WrongAnswer {
		t.Errorf("what is to be fresh is %+v %v", got, err)
	}
	bench.Close()
	if f.open != 0 {
		t.Errorf("%d sessions are left", f.open)
	}
}

func TestStillborn(t *testing.T) {
	t.Parallel()
	fault := func(code string) runners.Outcome {
		return runners.Outcome{End: runners.Raised, Fault: &runners.Fault{Type: "x", Code: code}}
	}
	tests := []struct {
		name string
		i    int
		o    runners.Outcome
		want bool
	}{
		{"does not compile", 3, runners.Outcome{End: runners.NotCompiled}, true},
		{"no such column", 0, fault("42703"), true},
		{"no such column, on some input", 3, fault("42703"), false},
		{"not allowed", 0, fault("42501"), false},
		{"for update with distinct", 0, fault("0A000"), true},
		{"division by zero", 0, fault("22012"), false},
		{"an error of Python's", 0, fault(""), false},
		{"wrong", 0, answer(1), false},
	}
	for _, tt := range tests {
		v := Decide(tt.o, nil, problems.DefaultLimits())
		if got := new(Trials).stillborn(tt.i, v, tt.o); got != tt.want {
			t.Errorf("%s: got %v", tt.name, got)
		}
	}
}

// replacing is a session whose cell takes other sources.
type replacing struct {
	fakeSession
	sources []string
}

func (r *replacing) Replace(_ context.Context, source []byte) error {
	r.sources = append(r.sources, string(source))
	return nil
}

// A cell that can take another source of the same author is kept; another is given up.
func TestChange(t *testing.T) {
	t.Parallel()
	f := &fakeRunner{}
	kept := &replacing{fakeSession: fakeSession{runner: f}}
	s := &seat{session: kept}
	s.change(t.Context(), []byte("a"))
	s.change(t.Context(), []byte("b"))
	if diff := cmp.Diff([]string{"a", "b"}, kept.sources); diff != "" || s.session == nil {
		t.Error(diff)
	}
	s = &seat{session: &fakeSession{runner: f}}
	if s.change(t.Context(), []byte("a")); s.session != nil || string(s.source) != "a" {
		t.Error("the session is still there")
	}
}
