package judge_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/native/nativetest"
	"github.com/coding-judge/judge/runners/sql"
	"github.com/coding-judge/judge/runners/sql/server"
	"github.com/coding-judge/judge/testcases"
)

// shop gives a judge of the SQL problems in testdata/shop, which have no generator.
func shop(t *testing.T) *judge.Judge {
	t.Helper()
	lib, err := problems.NewLibrary("testdata/shop")
	if err != nil {
		t.Fatal(err)
	}
	r := &sql.Runner{Source: server.Native{Engine: nativetest.Open(t)}}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return &judge.Judge{Library: lib, Runners: map[problems.Language]runners.Runner{problems.SQL: r}, Explain: time.Minute}
}

func submit(t *testing.T, j *judge.Judge, problem, source string) (*judge.Report, string) {
	t.Helper()
	r, err := j.Submit(t.Context(), judge.Submission{Problem: problem, File: "a.sql", Language: problems.SQL, Source: []byte(source)})
	if err != nil {
		t.Fatal(err)
	}
	if r.Verdict == judge.Accepted || r.Cases[0].Verdict != judge.Accepted {
		t.Fatalf("%s: only the hidden case should fail: %+v", source, r.Cases)
	}
	for i := range r.Cases { // whose digits are any
		r.Cases[i].CPU, r.Cases[i].Wall, r.Cases[i].Memory = 0, 0, 0
	}
	if r.Counterexample != nil {
		r.Counterexample.Time = 0
	}
	shown, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return r, string(shown)
}

// secrets are parts of the hidden case of "spent".
var secrets = []string{
	"Zanzibar", "zanzibar", "uartz", "Ypsilon", "psilon", "Vxx", "Marmalade", "Wolf", "4711", "4712", "4713", "4719", "881", "882", "883", "884",
	"98765", "12345", "777", "1987", "2024-01-02", "2024-01-01",
}

// A counterexample to a submission that failed a hidden case holds nothing of the case.
func TestCounterexampleHidesTheCase(t *testing.T) {
	t.Parallel()
	j := shop(t)
	const head, tail = "select c.name, coalesce(sum(o.total), 0) as spent from customers c left join orders o on o.customer = c.id ", " group by c.id, c.name"
	for source, rows := range map[string]int{
		inner:                                                     1,
		head + "where since is not null" + tail:                   1,
		head + "and o.total < 2000" + tail:                        2, // a large number is needed
		head + "where name !~ ' '" + tail:                         1, // so is white space
		head + "where c.name <> 'Zanzibar Quartz'" + tail:         0, // nothing but what is hidden shows it
		head + "and o.total <> 98765.43" + tail:                   0,
		head + "where since is distinct from '1987-06-05'" + tail: 0,
	} {
		r, shown := submit(t, j, "spent", source)
		for _, secret := range secrets {
			if strings.Contains(shown, secret) {
				t.Errorf("%s: %q is in %s", source, secret, shown)
			}
		}
		x := r.Counterexample
		if rows == 0 {
			if x != nil || !strings.HasPrefix(r.NoCounterexample, "no small example was found in ") {
				t.Errorf("%s: %+v %q", source, x, r.NoCounterexample)
			}
			continue
		}
		if x == nil || x.Origin != judge.Reshaped || x.Case != "hidden/01" || len(x.Tables[0].Rows)+len(x.Tables[1].Rows) != rows {
			t.Errorf("%s: %s", source, shown)
		}
	}
	if r, _ := submit(t, j, "regions", "select region, count(*) as open from shops group by region"); r.Counterexample != nil || r.NoCounterexample == "" {
		t.Errorf("regions that the tables take are those of the case: %+v", r.Counterexample)
	}
}

// trying is a runner whose sessions tell of each try before it.
type trying struct {
	runners.Runner
	try func() error
}

type tryingSession struct {
	runners.Session
	try func() error
}

func (r *trying) Prepare(ctx context.Context, p *problems.Problem, source []byte) (runners.Session, error) {
	s, err := r.Runner.Prepare(ctx, p, source)
	return &tryingSession{s, r.try}, err
}

func (s *tryingSession) Try(ctx context.Context, input testcases.Blob) (runners.Outcome, error) {
	if err := s.try(); err != nil {
		return runners.Outcome{}, err
	}
	return s.Session.(runners.Trier).Try(ctx, input)
}

func (s *tryingSession) ForeignKeys(ctx context.Context) ([]problems.ForeignKey, error) {
	return s.Session.(runners.Related).ForeignKeys(ctx)
}

const inner = "select c.name, sum(o.total) as spent from customers c join orders o on o.customer = c.id group by c.id, c.name"

// The search is paid by submissions that fail only, ends with its time and at once when it is interrupted, and has no part in the
// verdict. What it finds is the same each time.
func TestCounterexampleSearch(t *testing.T) {
	t.Parallel()
	j := shop(t)
	r := &trying{Runner: j.Runners[problems.SQL], try: func() error { t.Error("something was tried"); return nil }}
	j.Runners[problems.SQL] = r
	right := judge.Submission{Problem: "spent", File: "a.sql", Language: problems.SQL,
		Source: []byte("select c.name, coalesce(sum(o.total), 0.0) as spent from orders o right join customers c on o.customer = c.id group by c.id, c.name")}
	if r, err := j.Submit(t.Context(), right); err != nil || r.Verdict != judge.Accepted || r.NoCounterexample != "" {
		t.Errorf("accepted: %+v %v", r, err)
	}
	j.Explain = 0
	if r, _ := submit(t, j, "spent", inner); r.Counterexample != nil || r.NoCounterexample != "" {
		t.Errorf("one was looked for: %+v", r)
	}
	j.Explain = time.Nanosecond
	if r, _ := submit(t, j, "spent", inner); r.Counterexample != nil || !strings.HasPrefix(r.NoCounterexample, "no small example was found") {
		t.Errorf("in no time: %+v", r)
	}

	j.Explain = time.Minute
	r.try = func() error { return errors.New("the server broke") }
	if r, _ := submit(t, j, "spent", inner); r.Verdict != judge.WrongAnswer || r.Counterexample != nil || !strings.Contains(r.NoCounterexample, "broke off") {
		t.Errorf("broken: %+v", r)
	}

	ctx, cancel := context.WithCancelCause(t.Context())
	reason := errors.New("interrupted")
	var tries atomic.Int64
	r.try = func() error {
		if tries.Add(1) == 3 {
			cancel(reason)
		}
		return nil
	}
	_, err := j.Submit(ctx, judge.Submission{Problem: "spent", File: "a.sql", Language: problems.SQL, Source: []byte(inner)})
	if n := tries.Load(); !errors.Is(err, reason) || n > 4 { // two at once
		t.Errorf("interrupted: %v, and %d tries", err, n)
	}

	r.try = func() error { return nil }
	one, _ := submit(t, j, "spent", inner)
	two, _ := submit(t, j, "spent", inner)
	if one.Counterexample == nil || two.Counterexample == nil {
		t.Fatalf("%+v %+v", one, two)
	}
	if diff := cmp.Diff(one.Counterexample, two.Counterexample); diff != "" {
		t.Errorf("another one the second time:\n%s", diff)
	}
}
