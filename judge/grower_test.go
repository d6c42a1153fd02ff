package judge

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coding-judge/judge/judge/growth"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// clockRunner runs programs that take as long as they are told to, by who they are and the size of their input. A program that does
// nothing takes 3 ms.
type clockRunner struct {
	mine, reference func(n float64) runners.Outcome

	mu    sync.Mutex
	turns []string // who ran, and at which size
}

func (f *clockRunner) Prepare(_ context.Context, _ *problems.Problem, source []byte) (runners.Session, error) {
	s := &clockSession{runner: f, who: "mine"}
	switch {
	case strings.Contains(string(source), "*arguments"):
		s.who = "idle"
	case strings.Contains(string(source), "# reference"):
		s.who = "reference"
	}
	return s, nil
}

func (f *clockRunner) Close() error { return nil }

type clockSession struct {
	runner *clockRunner
	who    string
}

func (s *clockSession) Close() error { return nil }

func (s *clockSession) Run(_ context.Context, c testcases.Case) (runners.Outcome, error) {
	n := 0
	if _, err := fmt.Sscanf(string(c.Input.Bytes()), `{"dict":[["n",%d]`, &n); err != nil {
		return runners.Outcome{}, err
	}
	s.runner.mu.Lock()
	s.runner.turns = append(s.runner.turns, fmt.Sprintf("%s %d", s.who, n))
	s.runner.mu.Unlock()
	switch s.who {
	case "idle":
		return took(0), nil
	case "reference":
		return s.runner.reference(float64(n)), nil
	}
	return s.runner.mine(float64(n)), nil
}

// took is a run of so many milliseconds above what doing nothing takes.
func took(ms float64) runners.Outcome {
	d := time.Duration((3 + ms) * float64(time.Millisecond))
	return runners.Outcome{End: runners.Answered, CPU: d, Wall: d, Answer: []byte("1")}
}

func linear(n float64) runners.Outcome { return took(n / 100) }
func square(n float64) runners.Outcome { return took(n * n / 1e6) }

func grown(t *testing.T, f *clockRunner, source string) (*Report, *clockRunner) {
	t.Helper()
	lib, err := problems.NewLibrary("testdata/growth")
	if err != nil {
		t.Fatal(err)
	}
	if f.reference == nil {
		f.reference = linear
	}
	j := &Judge{Library: lib, Runners: map[problems.Language]runners.Runner{problems.Python: f}, Cache: Cache{Dir: t.TempDir()}}
	r, err := j.Submit(t.Context(), Submission{File: "grows.py", Language: problems.Python, Source: []byte(source), Growth: true})
	if err != nil || r.Growth == nil {
		t.Fatalf("%+v %v", r, err)
	}
	return r, f
}

func TestGrowth(t *testing.T) {
	t.Parallel()
	r, f := grown(t, &clockRunner{mine: square}, "def grows(n): ...  # O(n log n)\n")
	g := r.Growth
	if !g.Submission.Known || math.Abs(g.Submission.Exponent-2) > 0.01 || !g.Reference.Known || math.Abs(g.Reference.Exponent-1) > 0.01 {
		t.Errorf("%+v %+v", g.Submission, g.Reference)
	}
	if g.Ratio == nil || g.Ratio.Size != 32000 || math.Abs(g.Ratio.Times-3.2) > 0.01 {
		t.Errorf("%+v", g.Ratio)
	}
	if g.Claim == nil || g.Claim.Consistency != growth.Inconsistent || g.Claim.Line != 1 {
		t.Errorf("%+v", g.Claim)
	}
	want := []string{
		"grows like n^2.00 (± 0.04); reference n^1.00 (± 0.01)",
		"at n = 32,000 you take 3.2 times as long",
		"you say O(n log n) (line 1), measured n^2.00: not consistent",
	}
	if strings.Join(g.Says, "\n") != strings.Join(want, "\n") {
		t.Errorf("%q", g.Says)
	}
	if r.Verdict != Accepted {
		t.Errorf("the verdict is %s", r.Verdict)
	}
	// They run in turns.
	first := slices.Index(f.turns, "idle 16000")
	if turns := strings.Join(f.turns[first:first+6], ", "); turns != "idle 16000, reference 16000, mine 16000, idle 16000, reference 16000, mine 16000" {
		t.Error(turns)
	}
}

// What the data do not allow to say is not said, and why.
func TestGrowthDoubts(t *testing.T) {
	t.Parallel()
	ended := func(end runners.End, from float64, before func(float64) runners.Outcome) func(float64) runners.Outcome {
		return func(n float64) runners.Outcome {
			o := before(n)
			if n >= from {
				o.End, o.Answer = end, nil
			}
			return o
		}
	}
	for name, test := range map[string]struct {
		mine  func(float64) runners.Outcome
		known bool
		says  string
		size  GrowthSize // the last that the submission ran at
	}{
		"too fast":   {func(float64) runners.Outcome { return took(0.05) }, false, "how it grows can't be said: at no size does it take more than the noise; reference n^1", GrowthSize{Size: 32000}},
		"time limit": {ended(runners.CPUEnded, 32000, square), true, "at n = 32,000 it reached the time limit of 2 s: what is said is of 5 smaller sizes, which ended", GrowthSize{Size: 32000}},
		"soon":       {ended(runners.CPUEnded, 2000, square), false, "at n = 2,000 it reached the time limit of 2 s: larger sizes were not run", GrowthSize{Size: 2000}},
		"waits":      {ended(runners.WallEnded, 1000, square), false, "at n = 1,000 it reached the time limit", GrowthSize{Size: 1000}},
		"kills":      {ended(runners.Signaled, 16000, square), true, "at n = 16,000 it ended with a run-time error: what is said is of 4 smaller sizes", GrowthSize{Size: 16000}},
		"breaks out": {ended(runners.Broke, 500, square), false, "at n = 500 it ended with a run-time error", GrowthSize{Size: 500}},
		"wrong": {func(n float64) runners.Outcome {
			o := square(n)
			if n > 3000 {
				o.Answer = []byte("2")
			}
			return o
		}, true, "its answers are wrong at 4 of 7 sizes: what was measured is no solution", GrowthSize{Size: 32000}},
		"over": {func(n float64) runners.Outcome { return took(n * n / 1e5) }, true, "at n = 16,000 it reached the time limit of 2 s", GrowthSize{Size: 16000}}, // it ended by itself, too late
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, _ := grown(t, &clockRunner{mine: test.mine}, "def grows(n): ...\n")
			g := r.Growth
			if g.Submission.Known != test.known || !strings.Contains(strings.Join(g.Says, "\n"), test.says) {
				t.Errorf("known %v: %q", g.Submission.Known, g.Says)
			}
			last := GrowthSize{}
			for _, s := range g.Sizes {
				if s.Submission != nil {
					last = s
				}
			}
			if last.Size != test.size.Size || len(g.Sizes) != 7 || !g.Reference.Known {
				t.Errorf("it ran up to %d of %d sizes", last.Size, len(g.Sizes))
			}
			if g.Claim != nil {
				t.Errorf("%+v", g.Claim)
			}
		})
	}
}

// A time is measured several times and the least counts, of long ones fewer.
func TestGrowthTurns(t *testing.T) {
	t.Parallel()
	runs := map[float64]int{}
	_, _ = grown(t, &clockRunner{mine: func(n float64) runners.Outcome {
		runs[n]++
		return took(n / 10)
	}}, "def grows(n): ...\n")
	if runs[500] != mostRuns || runs[32000] != 1 || runs[4000] != 2 {
		t.Errorf("%v", runs)
	}
}

func TestNoGrowth(t *testing.T) {
	t.Parallel()
	scaled := &problems.Scaling{Parameter: "n", Sizes: []int{1, 2, 3, 4, 5}}
	for says, test := range map[string]struct {
		problem problems.Problem
		verdict Verdict
	}{
		"--plan shows":          {problems.Problem{Kind: problems.Query}, Accepted},
		"names no reference:":   {problems.Problem{Kind: problems.Function, Scaling: scaled}, Accepted},
		"what does not compile": {problems.Problem{Kind: problems.Function, Scaling: scaled, Reference: &problems.Solution{}}, CompileError},
		"declares no scaling:":  {problems.Problem{Kind: problems.Class}, Accepted},
	} {
		r := &Report{Verdict: test.verdict}
		if err := (&Judge{}).grow(t.Context(), r, &seat{problem: &test.problem}); err != nil || !strings.Contains(r.Growth.Message, says) {
			t.Errorf("%+v %v", r.Growth, err)
		}
	}
	j := newJudge(t, &fakeRunner{run: func(_ int, c testcases.Case) (runners.Outcome, error) { return double(c), nil }})
	s := twice
	s.Growth = true
	r, err := j.Submit(t.Context(), s)
	if err != nil || r.Growth == nil || !strings.Contains(r.Growth.Message, "declares no scaling:") || r.Growth.Sizes != nil {
		t.Errorf("%+v %v", r, err)
	}
}
