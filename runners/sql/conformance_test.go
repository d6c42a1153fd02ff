package sql_test

import (
	"testing"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/runnertest"
)

func TestConformance(t *testing.T) {
	runnertest.Suite{
		Problem: limited(),
		Case:    theCase(),
		Answer:  `{"dict":[["columns",["n"]],["rows",[[1],[2],[3]]]]}`,
		Right:   "select n from t order by n",
		Raises:  "select 1 / (n - 2) from t",
		Waits:   "select pg_sleep(60)",
		Floods:  "select generate_series(1, 1000000000)",
		Leaves:  "select n from t where pg_try_advisory_lock(1) and n not in (select count(*) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()) order by n",
		Left: func(t testing.TB) int {
			left, err := leftovers()
			if err != nil {
				t.Fatal(err)
			}
			return len(left)
		},
	}.Test(t, func(t testing.TB) runners.Runner { return newRunner(t) })
}
