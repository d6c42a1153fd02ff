package sql_test

import (
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/coding-judge/judge/runners"
)

// A crash takes all sessions of a schedule with it. It is the submission's only where it is one of them that crashed, twice.
func TestCrashInSchedule(t *testing.T) {
	t.Parallel()
	const crash = "select pid from pg_stat_activity where query = 'select f()' and starts_with(usename, 'judge_') order by pid limit 1"
	for _, c := range []struct {
		name, victim, want string
	}{
		{"beside", "select pg_backend_pid()", "results [[1, ''], [1, '']]; " + unchanged},
		{"its own", crash, "broke"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dsn := host(t, "postgres")
			observer, err := pgx.Connect(t.Context(), dsn)
			if err != nil {
				t.Fatal(err)
			}
			s := prepare(t, tenant(t, dsn), patient(), "create function f() returns void language sql as 'select pg_sleep(3)'")
			type end struct {
				o   runners.Outcome
				err error
			}
			ended := make(chan end, 1)
			go func() {
				o, err := s.Run(t.Context(), scheduled(t, round{1: "select f()", 2: "select f()"}))
				ended <- end{o, err}
			}()
			for range 2 {
				observer = crashOf(t, dsn, observer, "select f()", 2, c.victim) // one that only begins may miss that it is told
			}
			_ = observer.Close(t.Context())
			e := <-ended
			if e.err != nil {
				t.Fatal(e.err)
			}
			if got := tellings(t, e.o); got != c.want {
				t.Errorf("%s, not %s", got, c.want)
			}
		})
	}
}
