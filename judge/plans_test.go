package judge

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// Shares are of what is paid, not of what a step would cost if it ran to its end, and once.
func TestPlanShares(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		root *runners.PlanNode
		want []float64
		most int
	}{
		"alone": {&runners.PlanNode{Kind: "Seq Scan", Cost: 10}, []float64{1}, 0},
		"sort":  {&runners.PlanNode{Kind: "Sort", Cost: 100, Below: []*runners.PlanNode{{Kind: "Seq Scan", Cost: 30}}}, []float64{0.7, 0.3}, 0},
		"limit": {&runners.PlanNode{Kind: "Limit", Cost: 10, Below: []*runners.PlanNode{{Kind: "Index Scan", Cost: 1000}}}, []float64{0, 1}, 1},
		"limit of a sort": {&runners.PlanNode{Kind: "Limit", Cost: 50, Below: []*runners.PlanNode{
			{Kind: "Sort", Cost: 100, Below: []*runners.PlanNode{{Kind: "Seq Scan", Cost: 60}}}}}, []float64{0, 0.4, 0.6}, 2},
		"nested loop": {&runners.PlanNode{Kind: "Nested Loop (Left)", Cost: 100, Below: []*runners.PlanNode{
			{Kind: "Seq Scan", Cost: 10, Estimated: 20}, {Kind: "Index Scan", Cost: 4}}}, []float64{0.1, 0.1, 0.8}, 2},
		"nested loop with a cache": {&runners.PlanNode{Kind: "Nested Loop", Cost: 60, Below: []*runners.PlanNode{
			{Kind: "Seq Scan", Cost: 10, Estimated: 20}, {Kind: "Memoize", Cost: 5.5}}}, []float64{0, 0.083, 0.917}, 2},
		"beyond all numbers": {&runners.PlanNode{Kind: "Nested Loop", Cost: 1e308, Below: []*runners.PlanNode{
			{Kind: "Seq Scan", Cost: 1e300, Estimated: 1e100}, {Kind: "Seq Scan", Cost: 1e300}}}, []float64{0, 0, 0}, 0},
		"free": {&runners.PlanNode{Kind: "Result", Below: []*runners.PlanNode{{Kind: "Result"}}}, []float64{0, 0}, 0},
	} {
		r := planReport("sample/1", runners.Plan{Root: c.root})
		for i, s := range r.Steps {
			if math.Abs(s.Share-c.want[i]) > 0.001 || s.Most != (i == c.most) {
				t.Errorf("%s: step %d, %s, has %v, most %v; want %v", name, i, s.Kind, s.Share, s.Most, c.want[i])
			}
		}
	}
}

func TestPlanHints(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		n    runners.PlanNode
		cut  bool
		hint string // a part of it
	}{
		{"a scan that keeps little", runners.PlanNode{Kind: "Seq Scan", Rows: 12, Removed: 49988, Loops: 1, Estimated: 12}, false, "50,000 rows are read and 12 kept"},
		{"in loops", runners.PlanNode{Kind: "Seq Scan", Rows: 1, Removed: 99, Loops: 50, Estimated: 1}, false, "5,000 rows are read and 50 kept"},
		{"a small table", runners.PlanNode{Kind: "Seq Scan", Rows: 1, Removed: 99, Loops: 1, Estimated: 1}, false, ""},
		{"a scan that keeps enough", runners.PlanNode{Kind: "Seq Scan", Rows: 3000, Removed: 47000, Loops: 1, Estimated: 3000}, false, ""},
		{"too few expected", runners.PlanNode{Kind: "Hash Join", Rows: 5000, Loops: 1, Estimated: 40}, false, "expected 40 rows and 5,000 came"},
		{"too many expected", runners.PlanNode{Kind: "Hash Join", Rows: 40, Loops: 1, Estimated: 5000}, false, "expected 5,000 rows and only 40 came"},
		{"stopped early", runners.PlanNode{Kind: "Index Scan", Rows: 40, Loops: 1, Estimated: 5000}, true, ""},
		{"near enough", runners.PlanNode{Kind: "Hash Join", Rows: 400, Loops: 1, Estimated: 50}, false, ""},
		{"few either way", runners.PlanNode{Kind: "Hash Join", Rows: 0, Loops: 1, Estimated: 50}, false, ""},
		{"never executed", runners.PlanNode{Kind: "Hash Join", Estimated: 5000}, false, ""},
	} {
		if got := planHint(&c.n, c.cut); (got == "") != (c.hint == "") || !strings.Contains(got, c.hint) {
			t.Errorf("%s: %q, not %q", c.name, got, c.hint)
		}
	}
}

// What a plan holds is the submission's: it is bounded, and safe to show.
func TestPlanIsUntrusted(t *testing.T) {
	t.Parallel()
	root := &runners.PlanNode{Kind: "Seq Scan"}
	for range 200 {
		root = &runners.PlanNode{Kind: "\x1b[31m", Role: "\x1b", Relation: "t\x1b", Alias: "\u202e", Index: "i\x00", Details: []string{strings.Repeat("\x1b", 5000)},
			Cost: math.NaN(), Below: []*runners.PlanNode{root}}
	}
	r := planReport("sample/1", runners.Plan{Name: "\x1b", Root: root})
	if len(r.Steps) != maxSteps || r.More != 201-maxSteps {
		t.Errorf("%d steps and %d more", len(r.Steps), r.More)
	}
	for _, s := range r.Steps {
		texts := append(s.Details, r.Query, s.Kind, s.Role, s.Relation, s.Alias, s.Index)
		if all := strings.Join(texts, ""); strings.ContainsAny(all, "\x1b\x00\u202e") || len(all) > 10*maxDetail {
			t.Fatalf("%d bytes: %.200q", len(all), all)
		}
	}
}

type planning struct {
	runners.Session
	plans []runners.Plan
	err   error
}

func (p planning) Plans(context.Context, testcases.Case) ([]runners.Plan, error) {
	return p.plans, p.err
}

func TestPlans(t *testing.T) {
	t.Parallel()
	one := []runners.Plan{{Root: &runners.PlanNode{Kind: "Result", Cost: 1}}}
	sample := &testcases.Case{Name: "sample/1"}
	for _, c := range []struct {
		name    string
		kind    problems.Kind
		session runners.Session
		c       *testcases.Case
		message string // a part of it; empty where there is a plan
	}{
		{"a query", problems.Query, planning{plans: one}, sample, ""},
		{"a hidden case", problems.Query, planning{plans: one}, &testcases.Case{Name: "hidden/secret", Hidden: true}, "hidden ones are not shown"},
		{"no case", problems.Query, planning{plans: one}, nil, "no sample case ran"},
		{"a function", problems.Function, planning{plans: one}, sample, "kind function have none"},
		{"a session that knows no plans", problems.Query, nil, sample, "have none"},
		{"a submission that fails", problems.Index, planning{}, sample, "fails on the case"},
		{"a fault", problems.Query, planning{err: errors.New("boom\x1b")}, sample, "nothing about the submission: boom\\x1b"},
	} {
		got := (&Judge{}).plans(t.Context(), &problems.Problem{Kind: c.kind}, &seat{session: c.session}, c.c)
		if len(got) != 1 || (got[0].Message == "") != (c.message == "") || !strings.Contains(got[0].Message, c.message) || strings.Contains(got[0].Case, "secret") {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}
