package server_test

import (
	"errors"
	"testing"

	"github.com/jackc/pgerrcode"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/coding-judge/judge/runners/cell/native/nativetest"
	"github.com/coding-judge/judge/runners/sql/server"
)

// A database that waits is nobody's but the judge's, and does not count as left; with the server it goes.
func TestFresh(t *testing.T) {
	observer, dsn := host(t)
	before := names(t, observer)
	s, err := server.DSN{DSN: dsn("maker")}.Start(t.Context(), memory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := s.Template(t.Context(), "create table made (n integer)"); err != nil {
		t.Fatal(err)
	}
	given := map[string]bool{}
	for range 3 {
		name, conn, err := s.Fresh().Wait(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if given[name] || conn.Config().Database != name {
			t.Errorf("%s is no fresh one", name)
		}
		given[name] = true
		execute(t, conn, "insert into made values (1)")
		var rows int
		if err := conn.QueryRow(t.Context(), "select count(*) from made").Scan(&rows); err != nil || rows != 1 {
			t.Errorf("%d rows, %v", rows, err)
		}
		_ = conn.Close(t.Context())
		s.Drop(name)
	}
	if n, err := s.Left(t.Context()); n != 0 || err != nil {
		t.Errorf("%d are left, %v", n, err)
	}
	rows, err := observer.Query(t.Context(), "select datname::text from pg_database where datname ~ '^judge_.*_case_'")
	if err != nil {
		t.Fatal(err)
	}
	waiting, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(waiting) != 2 { // the other is the template
		t.Fatalf("%v, %v", waiting, err)
	}
	for _, name := range waiting {
		var refused *pgconn.PgError
		_, err := pgx.Connect(t.Context(), dsn("guest")+" dbname="+name)
		if !errors.As(err, &refused) || refused.Code != pgerrcode.InsufficientPrivilege {
			t.Errorf("another role connects to %s: %v", name, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if after := names(t, observer); after != before {
		t.Errorf("before: %s\nafter:  %s", before, after)
	}
}

// What could not be done beside is said to whoever comes next: the server is not as it should be.
func TestChoreFails(t *testing.T) {
	s, err := server.Native{Engine: nativetest.Open(t)}.Start(t.Context(), memory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := s.Template(t.Context(), "select"); err != nil {
		t.Fatal(err)
	}
	s.Drop("no_such_database")
	_, left := s.Left(t.Context())
	settled := s.Settle(t.Context())
	_, _, fresh := s.Fresh().Wait(t.Context())
	for _, err := range []error{left, settled, fresh} {
		var missing *pgconn.PgError
		if !errors.As(err, &missing) || missing.Code != pgerrcode.InvalidCatalogName {
			t.Errorf("not the chore's error: %v", err)
		}
	}
}
