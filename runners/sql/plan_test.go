package sql_test

import (
	"strings"
	"testing"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases/value"
)

// planned is a query problem whose plan counts on the case of noRows.
func planned(rows int) *problems.Problem {
	p := indexes(rows)
	p.Kind, p.IndexTask = problems.Query, problems.IndexTask{}
	p.Plan = &problems.Plan{Cases: []string{noRows().Name}}
	return p
}

// The answer on a case whose plan counts is the rows with the plan's numbers, which are the same on each server.
func TestPlanOfQuery(t *testing.T) {
	t.Parallel()
	for source, better := range map[string]string{
		"select n from t where s || '' = 'x'":                                           "select n from t where s = 'x'",
		"-- a comment\nselect count(*) from t where n + 0 < 100 -- another":             "select count(*) from t where n < 100",
		"select n, (select count(*) from t b where b.k = a.k) from t a where n < 40;":   "select n, count(*) over (partition by k) from t a where n < 40",
		"with x as materialized (select * from t order by s) select n from x limit 1  ": "select n from t order by s limit 1",
	} {
		var numbers []float64
		for range 2 {
			r := onNative(t)
			for _, q := range []string{source, better} {
				o := runOn(t, r, planned(5000), q)
				if o.End != runners.Answered {
					t.Fatalf("%s: end %d %+v", q, o.End, o.Fault)
				}
				_, pages := answerOf(t, o.Answer)
				numbers = append(numbers, pages)
			}
		}
		if numbers[0] != numbers[2] || numbers[1] != numbers[3] || numbers[0] <= numbers[1] || numbers[1] < 1 {
			t.Errorf("%s\ntouches %v pages", source, numbers)
		}
	}
}

// answerOf gives the rows as text, and how many pages the plan touched.
func answerOf(t *testing.T, answer []byte) (rows string, pages float64) {
	t.Helper()
	v, err := value.ParseJSON(answer)
	if err != nil {
		t.Fatal(err)
	}
	all := v.(value.Dict)
	r, _ := all.Get("rows")
	plans, _ := all.Get("plans")
	list, _ := plans.(value.Dict).Get("rows")
	n, ok := list.(value.List)[0].(value.List)[2].(value.Int)
	if !ok {
		t.Fatalf("%s", answer)
	}
	inner, _ := r.(value.Dict).Get("rows")
	return string(value.AppendJSON(nil, inner)), float64(n)
}

// A query that knew when its plan is measured could do its work at other times.
func TestMeasuringIsNotNoticed(t *testing.T) {
	t.Parallel()
	r := onNative(t)
	const work, none = "(select count(*) from t where k || '' <> '')", "0"
	plain := runOn(t, r, planned(5000), "select "+work)
	_, all := answerOf(t, plain.Answer)
	seeded, _ := answerOf(t, runOn(t, r, planned(5), "select case when setseed(0.25) is not null then random() end").Answer)
	first := strings.Trim(strings.NewReplacer(`{"float":`, "", "}", "").Replace(seeded), `[]"`)
	for what, sign := range map[string]string{
		"seed":        "random() <> " + first + "::float8 and setseed(0.25) is not null",
		"settings":    "(select string_agg(name || setting, ',' order by name) from pg_settings) like '%default_statistics_target100%'",
		"own process": "pg_backend_pid() > 0",
		"transaction": "now() <= clock_timestamp() and not pg_is_in_recovery()",
		"read only":   "current_setting('transaction_read_only') = 'on'",
		"statistics":  "exists (select from pg_stats where tablename = 't')",
	} {
		o := runOn(t, r, planned(5000), "select case when "+sign+" then "+work+" else "+none+" end")
		if o.End != runners.Answered {
			t.Errorf("%s: end %d %+v", what, o.End, o.Fault)
			continue
		}
		rows, pages := answerOf(t, o.Answer)
		if rows != "[[5000]]" || pages < all {
			t.Errorf("%s: %s, %v pages of %v", what, rows, pages, all)
		}
	}
	for _, text := range []string{"current_query()", "(select statement from pg_cursors)", "(select statement from pg_prepared_statements)"} {
		if got := ending(runOn(t, r, planned(5), "select "+text)); got != "raised 42501" {
			t.Errorf("%s: %s", text, got)
		}
	}
	if got := ending(runOn(t, r, planned(5), "select 1; select 2")); !strings.HasPrefix(got, "not compiled") && !strings.HasPrefix(got, "raised 42601") {
		t.Errorf("two statements: %s", got)
	}
}

func TestPlans(t *testing.T) {
	t.Parallel()
	r := onNative(t)
	plans := func(p *problems.Problem, source string) []runners.Plan {
		s := prepare(t, r, p, source)
		if _, err := s.Run(t.Context(), noRows()); err != nil {
			t.Fatal(err)
		}
		plans, err := s.(runners.Planner).Plans(t.Context(), noRows())
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		return plans
	}
	one := plans(planned(5000), "select n from t where k = 17 order by k + n limit 1")
	if len(one) != 1 || one[0].Name != "" || one[0].Root.Kind != "Limit" {
		t.Fatalf("%+v", one)
	}
	scan := one[0].Root
	for len(scan.Below) > 0 {
		scan = scan.Below[0]
	}
	if scan.Kind != "Seq Scan" || scan.Relation != "t" || scan.Rows != 5 || scan.Estimated != 5 || scan.Removed != 4995 || scan.Pages != one[0].Root.Pages ||
		len(scan.Details) != 1 || scan.Details[0] != "Filter: (k = 17)" {
		t.Errorf("%+v", scan)
	}
	work := plans(indexes(5000), "create index on t (k)")
	if len(work) != 2 || work[0].Name != "by-k" || work[1].Name != "by-prefix" || work[0].Root.Cost <= 0 {
		t.Errorf("%+v", work)
	}
	for source, p := range map[string]*problems.Problem{
		"select n / 0 from t": planned(5), "select n frm t": planned(5), "delete from t": indexes(5), "create index on t (k); select 1 / 0": indexes(5),
	} {
		if got := plans(p, source); len(got) > 0 {
			t.Errorf("%s: %+v", source, got)
		}
	}
}
