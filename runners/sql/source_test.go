package sql_test

import (
	"testing"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
	"github.com/coding-judge/judge/runners/cell/native/nativetest"
	"github.com/coding-judge/judge/runners/sql"
	"github.com/coding-judge/judge/runners/sql/server"
)

// sources are where the tests' servers come from.
var sources = map[string]func(t *testing.T) server.Source{
	"docker": func(t *testing.T) server.Source {
		return server.Container{Engine: dockertest.Open(t), Images: server.DefaultImages()}
	},
	"native": func(t *testing.T) server.Source { return server.Native{Engine: nativetest.Open(t)} },
	"dsn":    func(t *testing.T) server.Source { return server.DSN{DSN: host(t, "postgres")} },
}

// cannot says which tests a source fails, and why.
var cannot = map[string]map[string]string{
	"dsn": {
		"TestBeyondHope": "memory is not the judge's to set there, and a process that will not end stays",
	},
}

// everywhere runs a test with servers of each source.
func everywhere(t *testing.T, test func(t *testing.T, r *sql.Runner)) {
	t.Helper()
	for name, open := range sources {
		if reason := cannot[name][t.Name()]; reason != "" {
			t.Logf("not with %s: %s", name, reason)
			continue
		}
		t.Run(name, func(t *testing.T) {
			r := &sql.Runner{Source: open(t)}
			t.Cleanup(func() {
				if err := r.Close(); err != nil {
					t.Error(err)
				}
			})
			test(t, r)
		})
	}
}

// host gives the connection string of a server that is not the judge's, with two roles: postgres, a superuser, and maker,
// who may create databases and roles.
func host(t *testing.T, role string) string {
	t.Helper()
	s, err := server.Native{Engine: nativetest.Open(t)}.Start(t.Context(), limited().Limits.Memory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	admin, err := s.Admin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	const roles = "create role maker login createdb createrole; grant connect on database postgres to maker; alter role maker password 'x'; alter role postgres password 'x'"
	if _, err := admin.Exec(t.Context(), roles); err != nil {
		t.Fatal(err)
	}
	return "host=" + s.As("", "", "").Host + " dbname=postgres user=" + role + " password=x"
}

// Without a superuser's role time cannot be measured, but it is bounded, and all else is as it is.
func TestPowerless(t *testing.T) {
	r := &sql.Runner{Source: server.DSN{DSN: host(t, "maker")}}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	for source, end := range map[string]runners.End{
		"select n from t order by n": runners.Answered, "select 1 / (n - 2) from t": runners.Raised, "select pg_sleep(60)": runners.CPUEnded,
		"select pg_read_file('/etc/passwd')": runners.Raised, "select generate_series(1, 1000000000)": runners.OutputEnded,
		"with recursive x(n) as (select 1 union all select n + 1 from x where n > 0) select count(*) from x": runners.CPUEnded,
	} {
		p := limited()
		if end != runners.CPUEnded {
			p.Limits.CPU = p.Limits.Wall * 100
			p.Limits.Wall *= 100
		}
		o := run(t, r, p, source)
		if o.End != end || o.CPU <= 0 {
			t.Errorf("%s: ended as %d, not as %d, after %v: %+v", source, o.End, end, o.CPU, o.Fault)
		}
	}
}
