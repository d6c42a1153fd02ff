package sql_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/sql"
	"github.com/coding-judge/judge/runners/sql/server"
)

// Two submissions on one server: whatever the first does, and still does, the second one neither sees nor feels. Two servers
// of ours are never one, so this is a server of somebody else's.
func TestSideBySide(t *testing.T) {
	t.Parallel()
	dsn := host(t, "postgres")
	const still = ", pg_sleep(60)" // until it is interrupted
	for _, c := range []struct {
		name          string
		first, second string
		want          string // the end of the second
	}{
		{"query texts", "select 'a secret'" + still, "select query from pg_stat_activity where query like '%a secret%' and pid <> pg_backend_pid()", "raised 42501"},
		{"names", "select 1" + still, "select datname::text from pg_database union select rolname from pg_roles", "raised 42501"},
		{"advisory lock", "select pg_try_advisory_lock(1)" + still, "select pg_try_advisory_lock(1)", "raised 42501"},
		{"locks", "select count(*)" + still + " from t", "select count(*) from pg_locks", "raised 42501"},
		{"rows locked", "select n" + still + " from t", "select count(*) from t", "answered [[3]]"},
		{"notification", "select pg_notify('x', 'y')" + still, "select pg_notification_queue_usage()", "raised 42501"},
		{"large object", "select lo_create(1)" + still, "select count(*) from pg_largeobject_metadata", "answered [[0]]"},
		{"setting", "select set_config('work_mem', '100MB', false)" + still, "select current_setting('work_mem')", `answered [["16MB"]]`},
		{"setting of its own", "select set_config('mine.x', 'y', false)" + still, "select current_setting('mine.x', true)", "answered [[null]]"},
		{"signal", "select 1" + still, "select count(*) from generate_series(1, 100000) pid where pg_terminate_backend(pid)", "raised 42501"},
		{"cancel", "select 1" + still, "select count(*) from generate_series(1, 100000) pid where pg_cancel_backend(pid)", "raised 42501"},
		{"statistics", "select 1" + still, "select sum(xact_commit) from pg_stat_database", "raised 42501"},
		{"transactions", "select pg_current_xact_id()" + still, "select pg_current_snapshot()", "raised 42501"},
		{"snapshot", "select pg_export_snapshot()" + still, "select pg_export_snapshot()", "raised 42501"},
		{"temporary tables", "select 1" + still, "select count(*) from pg_class where relnamespace::regnamespace::text like 'pg_temp%'", "answered [[0]]"},
		{"sequence of random numbers", "select setseed(0.5)" + still, "select count(*) from t where random() = 2", "answered [[0]]"},
		{"processor", "select count(*) from generate_series(1, 1000000000000)", "select n from t order by n", "answered [[1],[2],[3]]"},
		{"end of its own", "select 1 / (n - 2)" + still + " from t", "select n from t order by n", "answered [[1],[2],[3]]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := limited()
			p.Limits.CPU, p.Limits.Wall = time.Minute, 2*time.Minute
			second := prepare(t, tenant(t, dsn), p, c.second)
			atWork(t, dsn, p, c.first)
			o, err := second.Run(t.Context(), theCase())
			if err != nil {
				t.Fatal(err)
			}
			if got := ending(o); got != c.want {
				t.Errorf("%s, not %s: %+v", got, c.want, o.Fault)
			}
		})
	}
	observer, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = observer.Close(context.WithoutCancel(t.Context())) }()
	var left int
	const names = "select count(*) from (select datname from pg_database union all select rolname from pg_roles) x(name) where starts_with(name, 'judge_')"
	if err := observer.QueryRow(t.Context(), names).Scan(&left); err != nil || left > 0 {
		t.Errorf("%d databases and roles are left: %v", left, err)
	}
}

// tenant gives a runner with servers of its own, which all are the one.
func tenant(t *testing.T, dsn string) *sql.Runner {
	t.Helper()
	r := &sql.Runner{Source: server.DSN{DSN: dsn}}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// atWork starts a submission, and returns when its statement runs, or has ended. It is interrupted when the test ends.
func atWork(t *testing.T, dsn string, p *problems.Problem, source string) {
	t.Helper()
	observer, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	s := prepare(t, tenant(t, dsn), p, source)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		if o, err := s.Run(ctx, theCase()); ctx.Err() == nil {
			t.Logf("the first ended before: %+v %v", o.Fault, err)
		}
	}()
	t.Cleanup(func() { // before the session's
		cancel()
		<-done
		_ = observer.Close(context.WithoutCancel(ctx))
	})
	for running := false; !running; {
		select {
		case <-done:
			return
		default:
		}
		const question = "select exists (select from pg_stat_activity where query = $1 and state = 'active' and starts_with(usename, 'judge_'))"
		if err := observer.QueryRow(t.Context(), question, source).Scan(&running); err != nil {
			t.Fatal(err)
		}
	}
}

// A server process that crashes takes all others of its server with it. The submission whose it is not is run again.
func TestCrashBeside(t *testing.T) {
	t.Parallel()
	dsn := host(t, "postgres")
	p := limited()
	p.Limits.CPU, p.Limits.Wall = time.Minute, 2*time.Minute
	const source = "select pg_sleep(case when n < 3 then 0 else 3 end) is null as x from t"
	observer, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	s := prepare(t, tenant(t, dsn), p, source)
	type end struct {
		o   runners.Outcome
		err error
	}
	ended := make(chan end, 1)
	go func() {
		o, err := s.Run(t.Context(), theCase())
		ended <- end{o, err}
	}()
	for range 2 { // two crashes of its own would make it the submission that does it
		observer = crashWhile(t, dsn, observer, source)
	}
	_ = observer.Close(t.Context())
	if e := <-ended; e.err != nil || ending(e.o) != "answered [[false],[false],[false]]" {
		t.Errorf("%s, %v", ending(e.o), e.err)
	}
}

// crashWhile ends a server process of nobody's while a submission's statement runs, and connects again.
func crashWhile(t *testing.T, dsn string, observer *pgx.Conn, source string) *pgx.Conn {
	t.Helper()
	return crashOf(t, dsn, observer, source, 1, "select pg_backend_pid()")
}

// crashOf is crashWhile for the process that a query names, when so many sessions run the statement.
func crashOf(t *testing.T, dsn string, observer *pgx.Conn, source string, sessions int, victim string) *pgx.Conn {
	t.Helper()
	for running := 0; running < sessions; {
		const question = "select count(*) from pg_stat_activity where query = $1 and state = 'active' and starts_with(usename, 'judge_')"
		if err := observer.QueryRow(t.Context(), question, source).Scan(&running); err != nil {
			observer = again(t, dsn) // an earlier crash was not over yet
		}
	}
	var pid int
	if err := observer.QueryRow(t.Context(), victim).Scan(&pid); err != nil {
		t.Fatal(err)
	}
	_, err := observer.Exec(t.Context(), fmt.Sprintf("copy (select) to program 'kill -9 %d'", pid))
	for err == nil && t.Context().Err() == nil { // until the crash has taken this one with it
		_, err = observer.Exec(t.Context(), "select")
	}
	return again(t, dsn)
}

// again connects when the server has come back.
func again(t *testing.T, dsn string) *pgx.Conn {
	t.Helper()
	for {
		conn, err := pgx.Connect(t.Context(), dsn)
		if err == nil {
			return conn
		}
		if t.Context().Err() != nil {
			t.Fatal(err)
		}
	}
}
