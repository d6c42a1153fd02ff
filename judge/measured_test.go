package judge

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// measuring answers with pages and a cost; the reference's are of a source of its own.
type measuring struct {
	version string
	mu      sync.Mutex
	asked   int // how often the reference was
}

type measuringSession struct {
	*measuring
	source string
}

func (m *measuring) Prepare(_ context.Context, _ *problems.Problem, source []byte) (runners.Session, error) {
	return measuringSession{m, string(source)}, nil
}
func (m *measuring) Close() error                     { return nil }
func (s measuringSession) Close() error               { return nil }
func (s measuringSession) Describe() (string, string) { return "fake", s.version }

func (s measuringSession) Run(context.Context, testcases.Case) (runners.Outcome, error) {
	numbers := s.source
	if s.source == "reference" {
		s.mu.Lock()
		s.asked++
		s.mu.Unlock()
		numbers = "100 50 3000000 ok"
	}
	if numbers == "fails" {
		return runners.Outcome{End: runners.Raised, Fault: &runners.Fault{Type: "x"}}, nil
	}
	var cost, pages, bytes, state string
	if _, err := fmt.Sscan(numbers, &cost, &pages, &bytes, &state); err != nil {
		return runners.Outcome{}, err
	}
	const answer = `{"dict":[["plans",{"dict":[["columns",["query","cost","pages"]],["rows",[["q",{"decimal":"%s"},%s]]]]}],` +
		`["indexes",{"dict":[["columns",["indexes","number","bytes"]],["rows",[["new",3,%s]]]]}],` +
		`["attempts",{"dict":[["columns",["attempt","sqlstate"]],["rows",[["a","%s"]]]]}]]}`
	return runners.Outcome{End: runners.Answered, Answer: fmt.Appendf(nil, answer, cost, pages, bytes, state)}, nil
}

func indexProblem() *problems.Problem {
	return &problems.Problem{
		Slug: "x", Kind: problems.Index, Compare: problems.Compare{Rule: problems.RuleRows}, Limits: problems.DefaultLimits(),
		Reference: &problems.Solution{File: "r.sql", Source: []byte("reference")},
		IndexTask: problems.IndexTask{
			Workload: []problems.WorkQuery{{Name: "q", Query: "select"}}, Attempts: []problems.Attempt{{Name: "a", SQLState: "23505"}},
			Max: problems.Bounds{CostRatio: 1.5, BuffersRatio: 2, BytesRatio: 1.25, Indexes: 3},
		},
	}
}

// The bounds hold for what a submission measures, and the declared ends of attempts for the reference solution too.
func TestMeasured(t *testing.T) {
	t.Parallel()
	m := &measuring{version: "PostgreSQL 17"}
	j := &Judge{Runners: map[problems.Language]runners.Runner{problems.SQL: m}, Cache: Cache{Dir: t.TempDir()}}
	c := testcases.Case{Name: "sample/1", FromReference: true, Input: testcases.NewBlob([]byte(`{"dict":[]}`))}
	for source, message := range map[string]string{
		"100 50 3000000 23505":  "",
		"150 100 3750000 23505": "",
		"151 50 3000000 23505":  "plans: the query q is estimated to cost 151; the limit is 150 (the reference solution: 100)",
		"100 101 3000000 23505": "plans: the query q touches 101 pages; the limit is 100 (the reference solution: 50)",
		"100 50 3750001 23505":  "indexes: the new indexes take 3,750,001 bytes; the limit is 3,750,000 (the reference solution: 3,000,000)",
		"100 50 3000000 ok":     "attempts: the attempt a ends with ok; it should be 23505",
		"100 999 3000000 ok":    "plans: the query q touches 999 pages; the limit is 100 (the reference solution: 50); also different: attempts",
	} {
		diff := judgeMeasured(t, j, indexProblem(), c, source)
		if diff != message {
			t.Errorf("%s: %q, not %q", source, diff, message)
		}
	}
	p := indexProblem()
	p.Max.Indexes = 2
	if diff := judgeMeasured(t, j, p, c, "100 50 3000000 23505"); diff != "indexes: there are 3 new indexes; the limit is 2" {
		t.Errorf("%q", diff)
	}
	if diff := judgeMeasured(t, j, p, c, "fails"); diff != "no answer" {
		t.Errorf("%q", diff)
	}
}

// What the reference solution measures is kept for the version of the server, and for what was asked.
func TestMeasuredIsKept(t *testing.T) {
	t.Parallel()
	m := &measuring{version: "PostgreSQL 17"}
	j := &Judge{Runners: map[problems.Language]runners.Runner{problems.SQL: m}, Cache: Cache{Dir: t.TempDir()}}
	c := testcases.Case{Name: "sample/1", FromReference: true, Input: testcases.NewBlob([]byte(`{"dict":[]}`))}
	other := indexProblem()
	other.Workload[0].Query = "select 1"
	for i, step := range []struct {
		what    string
		p       *problems.Problem
		version string
		source  string
		asked   int
	}{
		{"at first", indexProblem(), "PostgreSQL 17", "100 50 3000000 23505", 1},
		{"again", indexProblem(), "PostgreSQL 17", "1 50 3000000 23505", 1},
		{"without an answer", other, "PostgreSQL 17", "fails", 1},
		{"another server", indexProblem(), "PostgreSQL 18", "100 50 3000000 23505", 2},
		{"another workload", other, "PostgreSQL 17", "100 50 3000000 23505", 3},
	} {
		m.version = step.version
		judgeMeasured(t, j, step.p, c, step.source)
		if m.asked != step.asked {
			t.Errorf("%d, %s: the reference was asked %d times, not %d", i, step.what, m.asked, step.asked)
		}
	}
}

// judgeMeasured gives what is wrong with a submission's measurements.
func judgeMeasured(t *testing.T, j *Judge, p *problems.Problem, c testcases.Case, source string) string {
	t.Helper()
	cell := &seat{runner: j.Runners[problems.SQL], problem: p, source: []byte(source)}
	o, err := j.run(t.Context(), cell, c)
	if err == nil {
		c, err = j.measured(t.Context(), p, c, o, cell.runtime)
	}
	if err != nil {
		t.Fatal(err)
	}
	diff, err := compareAnswer(t.Context(), p, c, o)
	if err != nil {
		t.Fatal(err)
	}
	if diff == nil {
		return "no answer"
	}
	if diff.Equal != (diff.Message == "") || strings.Contains(diff.Message, "%!") {
		t.Errorf("%+v", diff)
	}
	return diff.Message
}
