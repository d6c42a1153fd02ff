package judge

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

func TestRun(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		outcome runners.Outcome
		want    Ran
	}{
		{"right or wrong", runners.Outcome{End: runners.Answered, Answer: []byte("7"), Stdout: []byte("a\x1b[2J")},
			Ran{Answered: true, Sample: &Sample{Got: "7", Expected: "6", Stdout: `a\x1b[2J`}}},
		{"no answer", runners.Outcome{End: runners.Exited, Code: 3},
			Ran{Message: "ended with exit status 3 before it gave an answer", Sample: &Sample{Expected: "6"}}},
		{"an error", runners.Outcome{End: runners.Raised, Fault: &runners.Fault{Type: "ValueError", Message: "x\x07", Line: 1}},
			Ran{Message: `line 1: ValueError: x\x07`, Error: &Error{Type: "ValueError", Message: `x\x07`, Line: 1, Source: "def double(n): ..."}, Sample: &Sample{Expected: "6"}}},
		{"late, with an answer", runners.Outcome{End: runners.Answered, Answer: []byte("6"), CPU: time.Hour},
			Ran{Answered: true, Message: "took 3.6e+03 s of processor time; the limit is 1 s", Sample: &Sample{Got: "6", Expected: "6"}}},
		{"unreadable", runners.Outcome{End: runners.Answered, Answer: []byte("{")}, Ran{Message: "the answer cannot be read: ", Sample: &Sample{Expected: "6"}}},
		{"much", runners.Outcome{End: runners.Answered, Answer: []byte("6"), Stdout: []byte(strings.Repeat("é", 1<<20))},
			Ran{Answered: true, Sample: &Sample{Got: "6", Expected: "6", Stdout: "ééé"}}},
	}
	for _, tt := range tests {
		f := &fakeRunner{run: func(int, testcases.Case) (runners.Outcome, error) { return tt.outcome, nil }}
		j := newJudge(t, f)
		p, err := j.Library.Load("double")
		if err != nil {
			t.Fatal(err)
		}
		r, err := j.Run(t.Context(), p, twice, p.Cases[0])
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		if r.Answered != tt.want.Answered || !strings.HasPrefix(r.Message, tt.want.Message) || r.Message == "" != (tt.want.Message == "") {
			t.Errorf("%s: %+v", tt.name, r)
		}
		if r.Sample.Got != tt.want.Sample.Got || r.Sample.Expected != tt.want.Sample.Expected || !strings.HasPrefix(r.Sample.Stdout, tt.want.Sample.Stdout) {
			t.Errorf("%s: %+v", tt.name, r.Sample)
		}
		if len(r.Sample.Stdout) > runOutput+100 || strings.Contains(r.Sample.Stdout, "\\x") && tt.name == "much" {
			t.Errorf("%s: stdout is %d bytes, or cut within a character", tt.name, len(r.Sample.Stdout))
		}
		if want := tt.want.Error; want != nil && (r.Error == nil || !cmp.Equal(r.Error, want)) {
			t.Errorf("%s: %+v", tt.name, r.Error)
		}
		if f.open != 0 {
			t.Errorf("%s: %d sessions are open", tt.name, f.open)
		}
	}
}

func TestRunRefuses(t *testing.T) {
	t.Parallel()
	f := &fakeRunner{run: func(_ int, c testcases.Case) (runners.Outcome, error) { return double(c), nil }}
	j := newJudge(t, f)
	p, err := j.Library.Load("double")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range p.Cases {
		if _, err := j.Run(t.Context(), p, twice, c); c.Hidden != errors.Is(err, errHiddenRun) {
			t.Errorf("%s: %v", c.Name, err)
		}
	}
	var input *InputError
	if _, err := j.Run(t.Context(), p, Submission{File: "a.sql", Language: problems.SQL}, p.Cases[0]); !errors.As(err, &input) {
		t.Errorf("another language: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := j.Run(ctx, p, twice, p.Cases[0]); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
}
