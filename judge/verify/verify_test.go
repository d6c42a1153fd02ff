package verify_test

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/coding-judge/judge/judge/verify"
	"github.com/coding-judge/judge/problems"
)

func check(t *testing.T, v *verify.Verifier) *verify.Result {
	t.Helper()
	results, err := v.Verify(t.Context(), []string{"double"})
	if err != nil {
		t.Fatal(err)
	}
	return results[0]
}

const (
	at        = "problems/double/"
	statement = at + "statement.md"
	accepted  = at + "submissions/accepted/"
	slow      = at + "submissions/time_limit_exceeded/"
)

// Every kind of mistake is found, and nothing else is.
func TestVerify(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		changed []string
		want    []string // of each finding: check, file, and a part of the message
	}{
		"nothing": {nil, nil},
		"all that can't be read": {
			[]string{statement, "", "testcases/double/sample/01.yaml", "inptu: {}\n"},
			[]string{"/statement.md is missing", `/sample/01.yaml:1 unknown field "inptu"`},
		},
		"wrong is accepted": {
			[]string{at + "submissions/wrong_answer/square.py", "def double(n): return n + n #\n"},
			[]string{"submission submissions/wrong_answer/square.py got accepted, and wrong_answer allows wrong_answer"},
		},
		"right is wrong": {
			[]string{accepted + "times.py", "# wrong\n"},
			[]string{"submission submissions/accepted/times.py got wrong_answer, and accepted allows accepted (case hidden/01"},
		},
		"another verdict":   {[]string{at + "submissions/wrong_answer/b.py", "# crash\n"}, []string{"submission submissions/wrong_answer/b.py got run_time_error"}},
		"any but accepted":  {[]string{at + "submissions/rejected/a.py", "# crash\n", at + "submissions/rejected/b.py", "# wrong\n"}, nil},
		"rejected is right": {[]string{at + "submissions/rejected/a.py", "pass\n"}, []string{"submission submissions/rejected/a.py got accepted"}},
		"says it itself":    {[]string{at + "submissions/mixed/a.py", "# crash\n# @EXPECTED_RESULTS@: WRONG-ANSWER, RUN-ERROR\n"}, nil},
		"says another":      {[]string{at + "submissions/mixed/a.py", "# crash\n# @EXPECTED_RESULTS@: CORRECT\n"}, []string{"submission submissions/mixed/a.py got run_time_error"}},
		"says nothing":      {[]string{at + "submissions/mixed/a.py", "# crash\n"}, []string{"submission submissions/mixed/a.py a submission in mixed/ says in a comment what it gets"}},
		"says what is none": {[]string{at + "submissions/mixed/a.py", "# @EXPECTED_RESULTS@: PERHAPS\n"}, []string{`submission submissions/mixed/a.py @EXPECTED_RESULTS@ names "PERHAPS"`}},
		"says what is not allowed": {
			[]string{at + "submissions/wrong_answer/b.py", "# crash\n# @EXPECTED_RESULTS@: RUN_TIME_ERROR\n"},
			[]string{"submission submissions/wrong_answer/b.py @EXPECTED_RESULTS@ names no verdict that the folder wrong_answer allows"},
		},
		"says more and less": {[]string{at + "submissions/wrong_answer/b.py", "# crash\n# @EXPECTED_RESULTS@: RUN_TIME_ERROR, WA\n"},
			[]string{"submission submissions/wrong_answer/b.py got run_time_error"}},
		"an answer written otherwise": {
			[]string{at + "problem.yaml", strings.Replace(double[at+"problem.yaml"], "exact", "float, abs: 1e-6", 1), statement, "double(2) → 4.0\n"}, nil,
		},
		"unknown folder":      {[]string{at + "submissions/worng/a.py", "pass\n"}, []string{`submission submissions/worng/a.py no submissions are called "worng"`}},
		"another language":    {[]string{accepted + "a.sql", "select 1\n"}, []string{"submission submissions/accepted/a.sql it is sql"}},
		"no source":           {[]string{accepted + "notes.txt", "x\n"}, []string{"submission submissions/accepted/notes.txt it can't be judged: not a .py"}},
		"starter passes":      {[]string{at + "starter.py", "def double(n): return 2 * n\n"}, []string{"starter starter.py the starter is accepted"}},
		"starter is empty":    {[]string{at + "starter.py", "\n"}, nil},
		"nobody is accepted":  {[]string{accepted + "add.py", "", accepted + "times.py", "", at + "problem.yaml", strings.Replace(double[at+"problem.yaml"], "reference: submissions/accepted/add.py\n", "", 1), "testcases/double/hidden/01.yaml", "input: {n: 7777}\nwant: 15554\n"}, []string{"submission submissions/accepted there is no accepted submission"}},
		"nobody agrees":       {[]string{accepted + "times.py", ""}, []string{"reference submissions/accepted what is right is what submissions/accepted/add.py says"}},
		"references disagree": {[]string{at + "problem.yaml", strings.Replace(double[at+"problem.yaml"], "reference: submissions/accepted/add.py", "references: [submissions/accepted/add.py, submissions/wrong_answer/square.py]", 1)}, []string{"reference submissions/wrong_answer/square.py it does not agree with submissions/accepted/add.py on hidden/01"}},
		"invalid input": {
			[]string{at + "problem.star", "def valid(input):\n    return input['n'] < 100 or 'too large: %d' % input['n']\n"},
			[]string{"/hidden/01.yaml:1 the case hidden/01 is refused; it is hidden"},
		},
		"an input that grows too large": {
			[]string{at + "problem.yaml", double[at+"problem.yaml"] + "scaling: {parameter: n, sizes: [1, 2, 3, 4, 9000]}\n",
				at + "problem.star", "def generate(rng, n = 1):\n    return {'n': n}\ndef valid(input):\n    return input['n'] < 8000 or 'too large: %d' % input['n']\n"},
			[]string{"/problem.yaml:9 the input is not valid: too large: 9000"},
		},
		"a sample that is not shown": {
			[]string{"testcases/double/sample/02.yaml", "input: {n: 1}\nwant: 2\n"},
			[]string{"statement statement.md it does not show the sample 02: double(1)"},
		},
		"an example that is no sample": {
			[]string{statement, "`double(2)` and double( 3 ).\n"},
			[]string{"statement statement.md:1 it shows double(3), and no sample case has this"},
		},
		"an example that is wrong": {
			[]string{statement, "x\n\n    double(n=2) -> 5\n"},
			[]string{"statement statement.md:3 it says that double(2) gives 5, and the sample sample/01 wants 4"},
		},
		"accepted is too near":  {[]string{accepted + "times.py", "# cpu 600ms\n"}, []string{"limit submissions/accepted/times.py takes 600 ms, which is more than half"}},
		"too slow is too near":  {[]string{slow + "counting.py", "# cpu 1400ms\n"}, []string{"limit submissions/time_limit_exceeded/counting.py takes 1.4 s, which is less than 1.5 s"}},
		"too slow is accepted":  {[]string{slow + "counting.py", "# cpu 900ms\n"}, []string{"submission submissions/time_limit_exceeded/counting.py got accepted"}},
		"a fault of the author": {[]string{at + "problem.yaml", strings.Replace(double[at+"problem.yaml"], "exact", "checker", 1), at + "problem.star", "def check(input, want, got):\n    return got.nothing\n"}, []string{"/problem.star:2 int has no"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v, _ := verifier(t, with(tt.changed...))
			r := check(t, v)
			var all strings.Builder
			for _, f := range r.Findings {
				place := f.File
				if f.Line > 0 {
					place += ":" + string(rune('0'+f.Line))
				}
				all.WriteString(string(f.Check) + " " + place + " " + f.Message + "\n")
			}
			got := all.String()
			for _, part := range tt.want {
				if !strings.Contains(got, part) {
					t.Errorf("no finding has %q:\n%s", part, got)
				}
			}
			if len(r.Findings) != len(tt.want) {
				t.Errorf("%d findings, not %d:\n%s", len(r.Findings), len(tt.want), got)
			}
			if r.OK != (len(tt.want) == 0) {
				t.Errorf("ok is %t:\n%s", r.OK, got)
			}
			var shown bytes.Buffer
			if err := errors.Join(verify.Text(&shown, []*verify.Result{r}), verify.JSON(&shown, []*verify.Result{r})); err != nil {
				t.Error(err)
			}
			if strings.Contains(shown.String(), "7777") || strings.Contains(shown.String(), "15554") {
				t.Errorf("a hidden case is shown:\n%s", shown.String())
			}
		})
	}
}

// What was checked is not checked again, unless something has changed.
func TestKept(t *testing.T) {
	t.Parallel()
	v, f := verifier(t, double)
	before := check(t, v)
	runs := f.total()
	again := check(t, v)
	if f.total() != runs {
		t.Errorf("%d more runs when nothing has changed", f.total()-runs)
	}
	if !before.OK || !again.OK || len(again.Submissions) != 6 || *before.Limits != *again.Limits {
		t.Errorf("first %+v, then %+v", before, again)
	}
	v.Repeat = 2
	check(t, v)
	if f.total() <= runs {
		t.Error("no more runs when each is to be judged twice")
	}
	v.Repeat, runs = 1, f.total()
	v.Machine = "another"
	check(t, v)
	if f.total() <= runs {
		t.Error("no more runs on another machine")
	}
	v.Fresh, runs = true, f.total()
	check(t, v)
	if f.total() <= runs {
		t.Error("no more runs when asked for")
	}
}

// One other submission costs one run.
func TestKeptInPart(t *testing.T) {
	t.Parallel()
	v, f := verifier(t, double)
	check(t, v)
	folder, _ := v.Judge.Library.Folder("double")
	write(t, folder, map[string]string{"submissions/wrong_answer/another.py": "# wrong, once more\n"})
	runs := f.total()
	if r := check(t, v); !r.OK || len(r.Submissions) != 7 {
		t.Errorf("%+v", r)
	}
	if f.total() != runs+1 {
		t.Errorf("%d runs", f.total()-runs)
	}
	write(t, folder, map[string]string{"statement.md": "other\n"})
	runs = f.total()
	if r := check(t, v); r.OK {
		t.Errorf("%+v", r)
	}
	if f.total() < runs+7 {
		t.Error("a problem that has changed was not judged anew")
	}
}

func TestRepeat(t *testing.T) {
	t.Parallel()
	v, _ := verifier(t, with(accepted+"fickle.py", "# fickle\n"))
	v.Repeat = 3
	r := check(t, v)
	if len(r.Findings) != 1 || r.Findings[0].Check != verify.Stable || !strings.Contains(r.Findings[0].Message, "accepted, and wrong_answer on sample/01 in round 2") {
		t.Errorf("%+v", r.Findings)
	}
}

// A fault of the judge's is none of the problem's.
func TestFault(t *testing.T) {
	t.Parallel()
	v, _ := verifier(t, with(accepted+"a.py", "# fault\n"))
	if _, err := v.Verify(t.Context(), []string{"double"}); !errors.Is(err, errFake) || !strings.Contains(err.Error(), "accepted/a.py") {
		t.Error(err)
	}
	if _, err := v.Verify(t.Context(), []string{"doubel"}); err == nil || !strings.Contains(err.Error(), "did you mean double") {
		t.Error(err)
	}
}

// A limit that is left to be measured is twice what the slowest right solution takes, and kept beside the problem.
func TestMeasure(t *testing.T) {
	t.Parallel()
	auto := strings.Replace(double[at+"problem.yaml"], "cpu: 1s", "cpu: auto", 1)
	v, _ := verifier(t, with(at+"problem.yaml", auto, accepted+"times.py", "def double(n): return 2 * n # cpu 1310ms\n"))
	r := check(t, v)
	if len(r.Findings) != 1 || !strings.Contains(r.Findings[0].Message, "the limit that was measured, 2.7s, is kept nowhere") || r.Limits.CPU != 2700 {
		t.Errorf("not kept: %+v", r)
	}
	v.Measure = true
	if r := check(t, v); !r.OK {
		t.Errorf("kept: %+v", r)
	}
	v.Measure = false
	if r := check(t, v); !r.OK || r.Limits.CPU != 2700 {
		t.Errorf("found again: %+v", r)
	}
	p, err := v.Judge.Library.Load("double")
	if err != nil || p.Limits.CPU != 2700*time.Millisecond || p.Limits.Calibration == 0 {
		t.Errorf("%+v %v", p.Limits, err)
	}
	folder, _ := v.Judge.Library.Folder("double")
	for _, file := range []string{"add.py", "times.py"} { // nothing to measure by
		write(t, folder, map[string]string{"submissions/accepted/" + file: "# crash"})
	}
	v.Measure = true
	before, err := os.ReadFile(folder + "/" + problems.MeasuredFile)
	if r := check(t, v); err != nil || r.OK {
		t.Errorf("nobody is accepted: %+v %v", r, err)
	}
	if after, err := os.ReadFile(folder + "/" + problems.MeasuredFile); err != nil || !bytes.Equal(before, after) {
		t.Errorf("a limit was written that nothing was measured by: %s %v", after, err)
	}
	write(t, folder, map[string]string{"submissions/accepted/add.py": "# right, cpu 5s\n# cpu 5s"})
	if r := check(t, v); r.Limits.CPU != 10000 {
		t.Errorf("measured anew: %+v", r)
	}
	if err := os.WriteFile(folder+"/"+problems.MeasuredFile, before, 0o644); err != nil {
		t.Fatal(err)
	}
	v.Measure = false
	write(t, folder, map[string]string{"submissions/accepted/add.py": "# right", "submissions/accepted/times.py": "# right too", "submissions/time_limit_exceeded/counting.py": "# cpu 3s"})
	if r := check(t, v); len(r.Findings) != 1 || r.Findings[0].Check != verify.Limit {
		t.Errorf("too near: %+v", r)
	}
}

func TestProgress(t *testing.T) {
	t.Parallel()
	v, _ := verifier(t, double)
	var last verify.Progress
	calls := 0
	v.Watch = func(p verify.Progress) { last, calls = p, calls+1 }
	check(t, v)
	if calls != 7 || last != (verify.Progress{Done: 7, Total: 7}) {
		t.Errorf("%d calls, the last %+v", calls, last)
	}
	again, _ := verifier(t, double)
	again.Judge = v.Judge
	again.Watch = v.Watch
	check(t, again)
	if last != (verify.Progress{Done: 7, Kept: 7, Total: 7}) {
		t.Errorf("%+v", last)
	}
}

func TestFit(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ accepted, want time.Duration }{
		{0, 100 * time.Millisecond},
		{3 * time.Millisecond, 100 * time.Millisecond},
		{50 * time.Millisecond, 100 * time.Millisecond},
		{50*time.Millisecond + 1, 200 * time.Millisecond},
		{999 * time.Millisecond, 2 * time.Second},
		{time.Second, 2 * time.Second},
	} {
		if got := verify.Fit(tt.accepted); got != tt.want {
			t.Errorf("%v: %v, not %v", tt.accepted, got, tt.want)
		}
	}
	if got := verify.Raised(2 * time.Second); got != 3*time.Second {
		t.Error(got)
	}
}
