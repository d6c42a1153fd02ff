package sql_test

import (
	"testing"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/runnertest"
	"github.com/coding-judge/judge/runners/sql"
)

func TestConformance(t *testing.T) {
	for name, open := range sources {
		t.Run(name, func(t *testing.T) {
			source := open(t)
			conformance(t, func(testing.TB) runners.Runner { return &sql.Runner{Source: source} })
		})
	}
}

func conformance(t *testing.T, open func(testing.TB) runners.Runner) {
	t.Helper()
	runnertest.Suite{
		Problem: limited(),
		Case:    theCase(),
		Answer:  `{"dict":[["columns",["n"]],["types",["int4"]],["rows",[[1],[2],[3]]]]}`,
		Right:   "select n from t order by n",
		Raises:  "select 1 / (n - 2) from t",
		Waits:   "select pg_sleep(60)",
		Floods:  "select generate_series(1, 1000000000)",
		Leaves: `with before as materialized (select pg_current_xact_id_if_assigned() is null as nothing),
			after as materialized (select pg_current_xact_id() from before) select n from t, before, after where nothing order by n`,
		Left: func(t testing.TB) int {
			left, err := leftovers()
			if err != nil {
				t.Fatal(err)
			}
			return len(left)
		},
	}.Test(t, open)
}
