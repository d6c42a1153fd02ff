package judge

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// profiling is a runner whose sessions make profiles, of which it keeps what they were asked for.
type profiling struct {
	fakeRunner
	profile runners.Profile
	asked   *testcases.Case
	cpu     time.Duration
}

type profilingSession struct {
	runners.Session
	runner *profiling
}

func (f *profiling) Prepare(ctx context.Context, p *problems.Problem, source []byte) (runners.Session, error) {
	s, err := f.fakeRunner.Prepare(ctx, p, source)
	return profilingSession{s, f}, err
}

func (s profilingSession) Profile(_ context.Context, c testcases.Case, cpu time.Duration) (runners.Profile, error) {
	s.runner.asked, s.runner.cpu = &c, cpu
	return s.runner.profile, nil
}

func profiled(t *testing.T, slow int, change func(p *problems.Problem)) (*Report, *profiling) {
	t.Helper()
	f := &profiling{profile: runners.Profile{Outcome: runners.Outcome{End: runners.Answered, CPU: 1234 * time.Millisecond, Stdout: []byte("never shown")},
		Lines: []runners.LineTime{{Line: 1, Hits: 1, Time: time.Millisecond}, {Line: 2, Hits: 123456, Time: 98765 * time.Microsecond}}}}
	f.run = func(n int, c testcases.Case) (runners.Outcome, error) {
		o := double(c)
		if n == slow {
			o.CPU = time.Second
		}
		return o, nil
	}
	j := newJudge(t, &f.fakeRunner)
	j.Runners[problems.Python] = f
	p, err := j.Library.Load("double")
	if err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(p)
	}
	s := twice
	s.Source, s.Profile = []byte("def double(n):\n    return n + n # \x1b[2J\n"), true
	r, err := j.SubmitTo(t.Context(), p, s)
	if err != nil || r.Profile == nil {
		t.Fatalf("%+v %v", r, err)
	}
	return r, f
}

func TestProfile(t *testing.T) {
	t.Parallel()
	r, f := profiled(t, 1, nil)
	want := &ProfileReport{Case: "sample/01-three", Factor: 5, CPU: 1234, Total: 2, Lines: []ProfileLine{
		{Line: 1, Source: "def double(n):", Hits: 1, Time: 1, Share: 0.01},
		{Line: 2, Source: `    return n + n # \x1b[2J`, Hits: 123456, Time: 98.765, Share: 0.99, Hot: true},
	}}
	if diff := cmp.Diff(want, r.Profile); diff != "" {
		t.Error(diff)
	}
	if f.asked.Name != "sample/01-three" || f.cpu != 5*time.Second || r.Verdict != Accepted {
		t.Errorf("%+v in %v: %s", f.asked, f.cpu, r.Verdict)
	}
}

// Of a hidden case there are rounded numbers of what is hot, and no time; and of a sealed one nothing at all.
func TestProfileOfHidden(t *testing.T) {
	t.Parallel()
	r, f := profiled(t, 3, nil)
	want := &ProfileReport{Case: "hidden/02", Hidden: true, Factor: 5, Total: 2, Says: []string{"the case is hidden, so only the hottest lines have numbers, and these are rounded"}, Lines: []ProfileLine{
		{Line: 1, Source: "def double(n):"}, {Line: 2, Source: `    return n + n # \x1b[2J`, Hits: 100000, Share: 1, Hot: true},
	}}
	if diff := cmp.Diff(want, r.Profile); diff != "" {
		t.Error(diff)
	}
	if !f.asked.Hidden {
		t.Errorf("%+v", f.asked)
	}

	r, f = profiled(t, 3, func(p *problems.Problem) { p.Sealed = true })
	if !strings.Contains(r.Profile.Message, "is sealed") || r.Profile.Lines != nil || f.asked != nil {
		t.Errorf("%+v of %+v", r.Profile, f.asked)
	}
}

// A submission that has each of its lines run as often as a character of a hidden case says tells its author nothing: neither by
// numbers nor by which lines are shown.
func TestProfileTellsNoSecret(t *testing.T) {
	t.Parallel()
	source := strings.Repeat("x = 1\n", 500)
	of := func(secret string) *ProfileReport {
		p := runners.Profile{Outcome: runners.Outcome{End: runners.CPUEnded}, Unseen: time.Duration(secret[0]) * time.Second}
		for i := range 500 {
			n := int64(secret[i%len(secret)])
			p.Lines = append(p.Lines, runners.LineTime{Line: i + 1, Hits: n, Time: time.Duration(n) * time.Millisecond})
		}
		p.Lines[200].Hits, p.Lines[200].Time = 7777, time.Hour
		return profileReport("hidden/01", true, p, source, problems.DefaultLimits())
	}
	if diff := cmp.Diff(of("the first secret"), of("THE OTHER ONE 42")); diff != "" {
		t.Error(diff)
	}
}

// Of a sealed case's problem that says how its inputs grow, the largest of these stands for it.
func TestProfileInPlaceOfSealed(t *testing.T) {
	t.Parallel()
	lib, err := problems.NewLibrary("testdata/growth")
	if err != nil {
		t.Fatal(err)
	}
	p, err := lib.Load("grows")
	if err != nil {
		t.Fatal(err)
	}
	p.Sealed, p.Cases[0].Hidden = true, true
	c, why := (&Judge{}).slowest(&Report{Cases: []CaseReport{{Verdict: Accepted, CPU: 1}}}, p)
	if why != "" || c.Name != "grown/n-32000" || c.Hidden {
		t.Errorf("%+v %s", c, why)
	}
}

func TestSlowest(t *testing.T) {
	t.Parallel()
	p := &problems.Problem{Cases: []testcases.Case{{Name: "a"}, {Name: "b"}, {Name: "c"}, {Name: "d"}}}
	r := &Report{Cases: []CaseReport{{Verdict: Accepted, CPU: 900}, {Verdict: TimeLimitExceeded, CPU: 3}, {Verdict: WrongAnswer, CPU: 1000}, {Verdict: Skipped}}}
	if c, why := (&Judge{}).slowest(r, p); c.Name != "b" || why != "" { // it waited
		t.Errorf("%+v %s", c, why)
	}
	r.Cases[1].Verdict = Accepted
	if c, _ := (&Judge{}).slowest(r, p); c.Name != "c" {
		t.Errorf("%+v", c)
	}
	if _, why := (&Judge{}).slowest(&Report{Cases: []CaseReport{{Verdict: Skipped}, {Verdict: JudgeError}}}, p); why != "no case ran" {
		t.Error(why)
	}
}

// A long source is shown around what takes time, and a line that is too long is cut.
func TestProfileExcerpt(t *testing.T) {
	t.Parallel()
	lines := make([]string, 500)
	for i := range lines {
		lines[i] = strings.Repeat("ä", 400)
	}
	p := runners.Profile{Outcome: runners.Outcome{End: runners.CPUEnded}, Unseen: 3 * time.Second}
	for i := range 500 {
		p.Lines = append(p.Lines, runners.LineTime{Line: i + 1, Hits: 1, Time: time.Microsecond})
	}
	p.Lines[99].Time, p.Lines[299].Time = time.Second, 3*time.Second
	r := profileReport("sample/1", false, p, strings.Join(lines, "\n")+"\n", problems.DefaultLimits())
	var shown []int
	for _, l := range r.Lines {
		shown = append(shown, l.Line)
		if n := len([]rune(l.Source)); n != maxSourceLine+1 {
			t.Errorf("%d characters", n)
		}
	}
	if diff := cmp.Diff([]int{98, 99, 100, 101, 102, 298, 299, 300, 301, 302}, shown); diff != "" || r.Total != 500 || !r.Partial {
		t.Error(diff)
	}
	if says := strings.Join(r.Says, "\n"); says != "ended at its limit of 2 s of processor time: shown is what it did until then\nof the last 3 s nothing is known" {
		t.Error(says)
	}
	for i := range p.Lines { // all alike
		p.Lines[i].Time = time.Millisecond
	}
	if r := profileReport("sample/1", false, p, strings.Join(lines, "\n"), problems.DefaultLimits()); len(r.Lines) != wholeSource {
		t.Errorf("%d lines", len(r.Lines))
	}
}

// Shares are parts of a whole whatever times a submission says.
func TestProfileForged(t *testing.T) {
	t.Parallel()
	var p runners.Profile
	for i := range 33 {
		p.Lines = append(p.Lines, runners.LineTime{Line: i + 1, Hits: 1 << 50, Time: 1 << 50 * time.Microsecond})
	}
	for _, l := range profileReport("sample/1", false, p, strings.Repeat("x\n", 33), problems.DefaultLimits()).Lines {
		if l.Share != 0.0303 {
			t.Fatalf("%+v", l)
		}
	}
}

func TestPowerOfTen(t *testing.T) {
	t.Parallel()
	for n, want := range map[int64]int64{0: 1, 9: 1, 10: 10, 99: 10, 1000: 1000, 999_999: 100_000, 1 << 50: 1e15} {
		if got := powerOfTen(n); got != want {
			t.Errorf("%d: %d, not %d", n, got, want)
		}
	}
}

func TestNoProfile(t *testing.T) {
	t.Parallel()
	j := newJudge(t, &fakeRunner{run: func(_ int, c testcases.Case) (runners.Outcome, error) { return double(c), nil }})
	s := twice
	s.Profile = true
	r, err := j.Submit(t.Context(), s)
	if err != nil || r.Profile == nil || r.Profile.Message != "this runner makes no profiles" {
		t.Errorf("%+v %v", r, err)
	}
}
