package judge

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// fakeRunner runs "submissions" that are functions of this test. It counts what it is asked for.
type fakeRunner struct {
	// run answers for the n-th run of all sessions, from 1. The reference solution is not asked for here.
	run     func(n int, c testcases.Case) (runners.Outcome, error)
	prepare error

	mu                            sync.Mutex
	runs, sessions, open, answers int // runs and sessions are without the reference's
}

func (f *fakeRunner) Prepare(_ context.Context, _ *problems.Problem, source []byte) (runners.Session, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.prepare != nil {
		return nil, f.prepare
	}
	reference := strings.Contains(string(source), "return 2 * n")
	if !reference {
		f.sessions++
	}
	f.open++
	return &fakeSession{runner: f, reference: reference}, nil
}

func (f *fakeRunner) Close() error { return nil }

type fakeSession struct {
	runner    *fakeRunner
	reference bool
	closed    bool
}

func (s *fakeSession) Run(ctx context.Context, c testcases.Case) (runners.Outcome, error) {
	if ctx.Err() != nil {
		return runners.Outcome{}, ctx.Err()
	}
	s.runner.mu.Lock()
	if s.reference {
		s.runner.answers++
		s.runner.mu.Unlock()
		return double(c), nil
	}
	s.runner.runs++
	n := s.runner.runs
	s.runner.mu.Unlock()
	return s.runner.run(n, c)
}

func (s *fakeSession) Describe() (string, string) { return "fake", "Fake 1" }

func (s *fakeSession) Close() error {
	if !s.closed {
		s.closed = true
		s.runner.mu.Lock()
		s.runner.open--
		s.runner.mu.Unlock()
	}
	return nil
}

// double is the right answer to the problem "double".
func double(c testcases.Case) runners.Outcome {
	var n int
	if _, err := fmt.Sscanf(string(c.Input.Bytes()), `{"dict":[["n",%d]]}`, &n); err != nil {
		panic(err)
	}
	return answer(2 * n)
}

func answer(n int) runners.Outcome {
	return runners.Outcome{End: runners.Answered, CPU: 2 * time.Millisecond, Wall: 3 * time.Millisecond, Peak: 8 << 20,
		Answer: fmt.Append(nil, n)}
}

func newJudge(t *testing.T, f *fakeRunner) *Judge {
	t.Helper()
	lib, err := problems.NewLibrary("testdata/library")
	if err != nil {
		t.Fatal(err)
	}
	return &Judge{Library: lib, Runners: map[problems.Language]runners.Runner{problems.Python: f}, Cache: Cache{Dir: t.TempDir()}}
}

var twice = Submission{File: "twice.py", Language: problems.Python, Source: []byte("def double(n): ...\n")}

func verdicts(r *Report) string {
	var all []string
	for _, c := range r.Cases {
		all = append(all, c.Name+" "+string(c.Verdict))
	}
	return strings.Join(all, ", ")
}

func TestSubmit(t *testing.T) {
	t.Parallel()
	wrongOn := func(bad ...int) func(int, testcases.Case) (runners.Outcome, error) {
		return func(n int, c testcases.Case) (runners.Outcome, error) {
			for _, b := range bad {
				if n == b {
					return answer(-1), nil
				}
			}
			return double(c), nil
		}
	}
	const (
		ac  = " accepted, "
		wa  = " wrong_answer, "
		one = "sample/01-three"
	)
	tests := []struct {
		name   string
		run    func(int, testcases.Case) (runners.Outcome, error)
		all    bool
		want   string
		total  Verdict
		points int
		runs   int
	}{
		{"all right", wrongOn(), false, one + ac + "hidden/01" + ac + "hidden/02" + ac + "hidden/03 accepted", Accepted, 5, 4},
		{"stops at the first", wrongOn(2, 3), false, one + ac + "hidden/01" + wa + "hidden/02 skipped, hidden/03 skipped", WrongAnswer, 1, 2},
		{"runs all", wrongOn(2), true, one + ac + "hidden/01" + wa + "hidden/02" + ac + "hidden/03 accepted", WrongAnswer, 4, 4},
		{"stops where it does not compile, with all too", func(int, testcases.Case) (runners.Outcome, error) {
			return runners.Outcome{End: runners.NotCompiled, Fault: &runners.Fault{Type: "SyntaxError", Static: true}}, nil
		}, true, one + " compile_error, hidden/01 skipped, hidden/02 skipped, hidden/03 skipped", CompileError, 0, 1},
		{"an answer that is no value", func(int, testcases.Case) (runners.Outcome, error) {
			return runners.Outcome{End: runners.Answered, Answer: []byte("{{")}, nil
		}, false, one + wa + "hidden/01 skipped, hidden/02 skipped, hidden/03 skipped", WrongAnswer, 0, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := &fakeRunner{run: tt.run}
			s := twice
			s.All = tt.all
			r, err := newJudge(t, f).Submit(t.Context(), s)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, verdicts(r)); diff != "" {
				t.Error(diff)
			}
			if r.Verdict != tt.total || r.Points != tt.points || r.MaxPoints != 5 || f.runs != tt.runs {
				t.Errorf("%s, %d of %d points after %d runs", r.Verdict, r.Points, r.MaxPoints, f.runs)
			}
			if r.Engine != "fake" || r.Runtime != "Fake 1" || f.open != 0 {
				t.Errorf("ran on %s, %s; %d sessions are open", r.Engine, r.Runtime, f.open)
			}
		})
	}
}

func TestSubmitFindsItsProblem(t *testing.T) {
	t.Parallel()
	j := newJudge(t, &fakeRunner{run: func(_ int, c testcases.Case) (runners.Outcome, error) { return double(c), nil }})
	var unknown *problems.UnknownError
	if _, err := j.Submit(t.Context(), Submission{File: "other.py", Language: problems.Python}); !errors.As(err, &unknown) {
		t.Errorf("no such problem: %v", err)
	}
	var input *InputError
	_, err := j.Submit(t.Context(), Submission{File: "twice.sql", Language: problems.SQL})
	if !errors.As(err, &input) || !strings.Contains(err.Error(), "takes python") {
		t.Errorf("another language: %v", err)
	}
}

// A fault of ours is tried once more in a fresh cell, and is never the submission's.
func TestSubmitFaults(t *testing.T) {
	t.Parallel()
	boom := errors.New("boom")
	gone := fmt.Errorf("%w: no engine", runners.ErrUnavailable)
	failing := func(err error, at ...int) func(int, testcases.Case) (runners.Outcome, error) {
		return func(n int, c testcases.Case) (runners.Outcome, error) {
			for _, i := range at {
				if n == i {
					return runners.Outcome{}, err
				}
			}
			return double(c), nil
		}
	}
	tests := []struct {
		name           string
		f              *fakeRunner
		err            error
		want           string
		runs, sessions int // without the reference's
	}{
		{"once", &fakeRunner{run: failing(boom, 2)}, nil,
			"sample/01-three accepted, hidden/01 accepted, hidden/02 accepted, hidden/03 accepted", 5, 2},
		{"twice", &fakeRunner{run: failing(boom, 2, 3)}, boom,
			"sample/01-three accepted, hidden/01 judge_error, hidden/02 skipped, hidden/03 skipped", 3, 2},
		{"what trying again does not help", &fakeRunner{run: failing(gone, 1)}, runners.ErrUnavailable,
			"sample/01-three judge_error, hidden/01 skipped, hidden/02 skipped, hidden/03 skipped", 1, 1},
		{"no cell at all", &fakeRunner{prepare: boom}, boom,
			"sample/01-three judge_error, hidden/01 skipped, hidden/02 skipped, hidden/03 skipped", 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r, err := newJudge(t, tt.f).Submit(t.Context(), twice)
			if !errors.Is(err, tt.err) || r == nil {
				t.Fatalf("report %v, error %v", r, err)
			}
			if diff := cmp.Diff(tt.want, verdicts(r)); diff != "" {
				t.Error(diff)
			}
			if tt.err != nil && (r.Verdict != JudgeError || r.Message == "") {
				t.Errorf("%s: %q", r.Verdict, r.Message)
			}
			if tt.f.runs != tt.runs || tt.f.sessions != tt.sessions || tt.f.open != 0 {
				t.Errorf("%d runs, %d sessions, %d still open", tt.f.runs, tt.f.sessions, tt.f.open)
			}
		})
	}
}

// A run that passes a limit by little is measured again, and the better measure counts.
func TestSubmitMeasuresAgain(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name          string
		first, second runners.Outcome
		want          Verdict
		runs          int
	}{
		{"slow once", runners.Outcome{CPU: 1100 * time.Millisecond}, runners.Outcome{CPU: 900 * time.Millisecond}, Accepted, 5},
		{"slow twice", runners.Outcome{CPU: 1100 * time.Millisecond}, runners.Outcome{CPU: 1050 * time.Millisecond}, TimeLimitExceeded, 2},
		{"starved", runners.Outcome{End: runners.WallEnded, CPU: 600 * time.Millisecond}, runners.Outcome{CPU: 500 * time.Millisecond}, Accepted, 5},
		{"asleep", runners.Outcome{End: runners.WallEnded, CPU: time.Millisecond}, runners.Outcome{}, TimeLimitExceeded, 1},
		{"far beyond", runners.Outcome{End: runners.CPUEnded, CPU: 1250 * time.Millisecond}, runners.Outcome{}, TimeLimitExceeded, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := &fakeRunner{run: func(n int, c testcases.Case) (runners.Outcome, error) {
				o := double(c)
				switch n {
				case 1:
					o.End, o.CPU = tt.first.End, tt.first.CPU
				case 2:
					o.End, o.CPU = tt.second.End, tt.second.CPU
				}
				return o, nil
			}}
			r, err := newJudge(t, f).Submit(t.Context(), twice)
			if err != nil {
				t.Fatal(err)
			}
			if r.Verdict != tt.want || f.runs != tt.runs {
				t.Errorf("%s after %d runs, want %s after %d", r.Verdict, f.runs, tt.want, tt.runs)
			}
		})
	}
}

func TestSubmitComputesOnce(t *testing.T) {
	t.Parallel()
	f := &fakeRunner{run: func(_ int, c testcases.Case) (runners.Outcome, error) { return double(c), nil }}
	j := newJudge(t, f)
	for range 2 {
		if r, err := j.Submit(t.Context(), twice); err != nil || r.Verdict != Accepted {
			t.Fatal(r, err)
		}
	}
	if f.answers != 1 {
		t.Errorf("the reference solution ran %d times, not once", f.answers)
	}
}

func TestSubmitInterrupted(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancelCause(t.Context())
	why := errors.New("interrupted")
	f := &fakeRunner{run: func(int, testcases.Case) (runners.Outcome, error) {
		cancel(why)
		return runners.Outcome{}, ctx.Err()
	}}
	r, err := newJudge(t, f).Submit(ctx, twice)
	if r != nil || !errors.Is(err, why) || f.open != 0 {
		t.Errorf("report %v, error %v, %d sessions open", r, err, f.open)
	}
}

// Whatever a submission does with a hidden case's input, no report tells it.
func TestHiddenStaysHidden(t *testing.T) {
	t.Parallel()
	const secret = "7777001"
	leak := []byte("the input is " + secret)
	fault := &runners.Fault{Type: "Error" + secret, Message: secret, Detail: secret, Hint: secret, Line: 1, Column: 7, Width: 777}
	for _, o := range []runners.Outcome{
		{End: runners.Answered, Answer: []byte(secret)},
		{End: runners.Raised, Fault: fault},
		{End: runners.Exited, Code: 7777001},
		{End: runners.Signaled, Code: 7777001},
		{End: runners.OutputEnded, Stream: "stdout"},
		{End: runners.Broke}, {End: runners.MemoryEnded}, {End: runners.CPUEnded}, {End: runners.WallEnded},
	} {
		o.Stdout, o.Stderr = leak, leak
		f := &fakeRunner{run: func(n int, c testcases.Case) (runners.Outcome, error) {
			if n == 3 { // hidden/02-large, whose input is the secret
				return o, nil
			}
			return double(c), nil
		}}
		r, err := newJudge(t, f).Submit(t.Context(), twice)
		if err != nil {
			t.Fatal(err)
		}
		c := r.Cases[2]
		if c.Verdict == Accepted || c.Message == "" || c.Sample != nil {
			t.Errorf("end %d: %+v", o.End, c)
		}
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, tell := range []string{secret, "15554002", "large", `"column":7`, "777"} {
			if strings.Contains(string(text), tell) {
				t.Errorf("end %d: the report tells %q: %s", o.End, tell, text)
			}
		}
	}
}

func TestSampleIsShown(t *testing.T) {
	t.Parallel()
	f := &fakeRunner{run: func(int, testcases.Case) (runners.Outcome, error) {
		o := answer(5)
		o.Stdout = []byte("\x1b[2Jhello")
		return o, nil
	}}
	r, err := newJudge(t, f).Submit(t.Context(), twice)
	if err != nil {
		t.Fatal(err)
	}
	want := &Sample{Call: "double(3)", Expected: "6", Got: "5", Stdout: `\x1b[2Jhello`, Why: "3 + 3"}
	if diff := cmp.Diff(want, r.Cases[0].Sample); diff != "" {
		t.Error(diff)
	}
}
