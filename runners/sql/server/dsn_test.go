package server_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/native/nativetest"
	"github.com/coding-judge/judge/runners/sql/server"
)

// host is a server of somebody else's, with a role that may create databases and roles, and one that may not.
func host(t *testing.T) (admin *pgx.Conn, dsn func(user string) string) {
	t.Helper()
	s, err := server.Native{Engine: nativetest.Open(t)}.Start(t.Context(), memory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	if admin, err = s.Admin(t.Context()); err != nil {
		t.Fatal(err)
	}
	execute(t, admin, `create role maker login password 's3cr3t' createdb createrole; create role guest login password 's3cr3t';
		create role judge_of_dogs; grant connect on database postgres to maker, guest`)
	execute(t, admin, "create database judge_show")
	socket := s.As("", "", "").Host
	return admin, func(user string) string {
		return "host=" + socket + " port=5432 dbname=postgres user=" + user + " password=s3cr3t"
	}
}

func execute(t *testing.T, conn *pgx.Conn, sql string) {
	t.Helper()
	if _, err := conn.Exec(context.Background(), sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

func names(t *testing.T, conn *pgx.Conn) string {
	t.Helper()
	var out string
	const all = `select string_agg(name, ' ' order by name) from (select datname::text from pg_database union all
		select rolname::text from pg_roles where rolname !~ '^pg_') n(name)`
	if err := conn.QueryRow(context.Background(), all).Scan(&out); err != nil {
		t.Fatal(err)
	}
	return out
}

// Of several judges on a server none touches what is another's, or nobody's; what one left that is gone is removed.
func TestDSN(t *testing.T) {
	admin, dsn := host(t)
	before := names(t, admin)
	source := server.DSN{DSN: dsn("maker")}
	start := func() (*server.Server, *pgx.Conn) {
		t.Helper()
		s, err := source.Start(t.Context(), memory)
		if err != nil {
			t.Fatal(err)
		}
		conn, err := s.Admin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return s, conn
	}
	produce := func(s *server.Server, conn *pgx.Conn) {
		t.Helper()
		execute(t, conn, "create database "+s.NewName("case")+" "+s.Clean)
		execute(t, conn, "create role "+s.NewName("submission"))
	}
	killed, conn := start()
	produce(killed, conn)
	living, conn2 := start()
	produce(living, conn2)
	if n, err := living.Left(t.Context()); n != 2 || err != nil {
		t.Errorf("%d of its own are left, %v", n, err)
	}
	_ = conn.Close(t.Context()) // as when its judge is killed
	for gone := false; !gone; { // the server sees that in a moment
		third, _ := start()
		if err := third.Close(); err != nil {
			t.Fatal(err)
		}
		n := strings.Count(names(t, admin), "_submission_")
		if n < 1 {
			t.Fatal("what a judge has that lives was removed")
		}
		gone = n == 1
	}
	if n, err := living.Left(t.Context()); n != 2 || err != nil {
		t.Errorf("of a judge that lives %d are left, %v", n, err)
	}
	for range 2 {
		if err := living.Close(); err != nil {
			t.Error(err)
		}
	}
	if after := names(t, admin); after != before {
		t.Errorf("before: %s\nafter:  %s", before, after)
	}
	if len(living.Weaker) < 3 || living.Superuser {
		t.Errorf("weaker: %v", living.Weaker)
	}
}

// What cannot be used is said in words, without the password.
func TestNoDSN(t *testing.T) {
	_, dsn := host(t)
	for text, want := range map[string]string{
		dsn("guest"): `the role "guest" in sql.dsn may not create databases and roles`,
		"postgres://maker:s3cr3t@127.0.0.1:1/postgres": "no server takes the connection",
		"postgres://maker:s3cr3t@[::1":                 "sql.dsn is no connection string",
		dsn("nobody"):                                  "no server takes the connection",
	} {
		_, err := server.DSN{DSN: text}.Start(t.Context(), memory)
		if !errors.Is(err, runners.ErrUnavailable) || !strings.Contains(err.Error(), want) {
			t.Errorf("not %q: %v", want, err)
		}
		if err != nil && strings.Contains(err.Error(), "s3cr3t") {
			t.Errorf("it tells the password: %v", err)
		}
	}
}
