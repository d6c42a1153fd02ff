package judge

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/problems/script"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

func TestAgree(t *testing.T) {
	t.Parallel()
	const generator = "def generate(rng, n = 5):\n  return {'n': 100 + rng.int(1, n)}\n"
	right := func(_ int, c testcases.Case) (runners.Outcome, error) { return double(c), nil }
	large := func(bad runners.Outcome) func(int, testcases.Case) (runners.Outcome, error) {
		return func(n int, c testcases.Case) (runners.Outcome, error) {
			if strings.Contains(string(c.Input.Bytes()), `["n",10`) {
				return bad, nil
			}
			return double(c), nil
		}
	}
	for name, tt := range map[string]struct {
		run     func(int, testcases.Case) (runners.Outcome, error)
		seconds int
		star    string
		want    string // parts of what is found
	}{
		"one alone":          {nil, 0, generator, ""},
		"all agree":          {right, 2, generator, ""},
		"no generator":       {right, 1, "def valid(input): return True\n", ""},
		"a sample":           {func(n int, c testcases.Case) (runners.Outcome, error) { return answer(n), nil }, 1, "", "sample/01-three wrong_answer 6 1 double(3)|hidden/01 wrong_answer   |hidden/02 wrong_answer   |hidden/03 wrong_answer   "},
		"a drawn one":        {large(answer(0)), 1, generator, "drawn/01 wrong_answer 208 0 double(104)|drawn/02 wrong_answer 210 0 double(105)"},
		"no answer":          {large(runners.Outcome{End: runners.CPUEnded}), 1, generator, "drawn/01 time_limit_exceeded   double(104)|drawn/02 time_limit_exceeded   double(105)"},
		"some seeds are not": {large(answer(0)), 1, generator + "def valid(input): return input['n'] != 104\n", "drawn/02 wrong_answer 210 0 double(105)"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := &fakeRunner{run: tt.run}
			j := newJudge(t, f)
			p, err := j.Library.Load("double")
			if err != nil {
				t.Fatal(err)
			}
			p.Cases[0].Want = testcases.NewBlob([]byte("7")) // which is wrong, and no reference's fault
			for i := range tt.seconds {
				p.Seconds = append(p.Seconds, problems.Solution{File: fmt.Sprintf("second%d.py", i), Source: []byte("def double(n): ...")})
			}
			if tt.star != "" {
				if p.Script, err = script.Load("problem.star", []byte(tt.star)); err != nil {
					t.Fatal(err)
				}
			}
			found, err := j.Agree(t.Context(), p, 2)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, d := range found {
				if d.First != "reference.py" || d.Second != "second0.py" {
					t.Errorf("%+v", d)
				}
				s := d.Case.Sample
				if s == nil {
					s = &Sample{}
				}
				got = append(got, fmt.Sprintf("%s %s %s %s %s", d.Case.Name, d.Case.Verdict, s.Expected, s.Got, s.Call))
			}
			if strings.Join(got, "|") != tt.want {
				t.Errorf("got  %s\nwant %s", strings.Join(got, "|"), tt.want)
			}
			if f.open != 0 {
				t.Errorf("%d sessions are left", f.open)
			}
		})
	}
}

func TestAgreeFaults(t *testing.T) {
	t.Parallel()
	f := &fakeRunner{run: func(int, testcases.Case) (runners.Outcome, error) {
		return runners.Outcome{}, errors.New("the engine is gone")
	}}
	j := newJudge(t, f)
	p, err := j.Library.Load("double")
	if err != nil {
		t.Fatal(err)
	}
	p.Seconds = []problems.Solution{{File: "second.py"}}
	if found, err := j.Agree(t.Context(), p, 0); err == nil || !strings.Contains(err.Error(), "the engine is gone") || found != nil {
		t.Errorf("%v, %v", found, err)
	}
	if p.Script, err = script.Load("problem.star", []byte("def generate(rng):\n  return {'n': 1 // 0}\n")); err != nil {
		t.Fatal(err)
	}
	var fault *testcases.FileError
	if _, err := j.Agree(t.Context(), p, 3); !errors.As(err, &fault) || fault.Line != 2 {
		t.Errorf("a generator that always fails: %v", err)
	}
}
