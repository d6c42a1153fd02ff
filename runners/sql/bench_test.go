package sql_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
	"github.com/coding-judge/judge/runners/sql"
	"github.com/coding-judge/judge/runners/sql/server"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// What follows measures cases beside what PostgreSQL alone takes for the same, in turns in one run.

const (
	times    = 30 // cases in each iteration
	theQuery = "select s, count(*) from t group by s order by s"
)

func container(b *testing.B) server.Source {
	b.Helper()
	return server.Container{Engine: dockertest.Open(b), Images: server.DefaultImages()}
}

// bare gives a server for what is measured beside, with a database that has the case's table.
func bare(b *testing.B) (*server.Server, *pgx.Conn) {
	b.Helper()
	s, err := container(b).Start(b.Context(), small().Limits.Memory)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	admin, err := s.Admin(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	if _, err := admin.Exec(b.Context(), "create table t (n integer, s text); insert into t values (1, 'one'), (2, 'two'), (3, 'three'); analyze t"); err != nil {
		b.Fatal(err)
	}
	return s, admin
}

func measured(b *testing.B, f func() error) time.Duration {
	b.Helper()
	start := time.Now()
	if err := f(); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

func runOf(b *testing.B, s runners.Session, c testcases.Case) func() error {
	return func() error {
		o, err := s.Run(b.Context(), c)
		if err == nil && o.End != runners.Answered {
			err = fmt.Errorf("it ended as %d: %+v", o.End, o.Fault)
		}
		return err
	}
}

// submitted runs all cases of a problem as a submission's, each followed by something else, and adds up what they take. As
// with a real one, its session begins with nothing but a warm server.
func submitted(b *testing.B, r *sql.Runner, p *problems.Problem, source string, total *time.Duration, between func()) {
	b.Helper()
	session, err := r.Prepare(b.Context(), p, []byte(source))
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range p.Cases {
		*total += measured(b, runOf(b, session, c))
		between()
	}
	if err := session.Close(); err != nil {
		b.Fatal(err)
	}
}

// ofTen gives a problem ten cases, no two of which are alike.
func ofTen(p *problems.Problem) *problems.Problem {
	for i := range 10 {
		row := func(n int, s string) value.Value { return value.List{value.Int(n), value.Str(s)} }
		c := caseOf(value.Dict{{Key: value.Str("t"), Value: table([]string{"n", "s"}, row(i, "one"), row(2, "two"), row(3, "three"))}})
		c.Name = fmt.Sprint("sample/", i)
		p.Cases = append(p.Cases, c)
	}
	return p
}

// BenchmarkQuery measures a case of a query on a warm server, and how much more it takes than the query alone, on a warm
// connection of the superuser's.
func BenchmarkQuery(b *testing.B) {
	r := &sql.Runner{Source: container(b)}
	b.Cleanup(func() { _ = r.Close() })
	p := ofTen(small())
	_, admin := bare(b)
	var cases, queries time.Duration
	alone := func() {
		queries += measured(b, func() error {
			rows, err := admin.Query(b.Context(), theQuery)
			if err == nil {
				rows.Close()
				err = rows.Err()
			}
			return err
		})
	}
	submitted(b, r, p, theQuery, &cases, alone) // its databases are made
	cases, queries = 0, 0
	for b.Loop() {
		for range times / len(p.Cases) {
			submitted(b, r, p, theQuery, &cases, alone)
		}
	}
	each := func(d time.Duration) float64 { return d.Seconds() * 1000 / float64(b.N*times) }
	b.ReportMetric(each(cases), "ms-case")
	b.ReportMetric(each(cases-queries), "ms-over-query")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkScript measures a case of a script beside the making of an empty database.
func BenchmarkScript(b *testing.B) {
	r := &sql.Runner{Source: container(b)}
	b.Cleanup(func() { _ = r.Close() })
	p := ofTen(small())
	p.Kind, p.Probes = problems.Script, []problems.Probe{{Name: "t", Query: "select n, s from public.t"}}
	s, admin := bare(b)
	var cases, together, databases time.Duration
	alone := func() {
		databases += measured(b, func() error {
			_, err := admin.Exec(b.Context(), "create database empty "+s.Clean)
			return err
		})
		if _, err := admin.Exec(b.Context(), "drop database empty"); err != nil {
			b.Fatal(err)
		}
	}
	const source = "update t set n = n + 1"
	submitted(b, r, p, source, &cases, alone)
	cases, databases = 0, 0
	for b.Loop() {
		for range times / len(p.Cases) {
			submitted(b, r, p, source, &cases, alone)
			submitted(b, r, p, source, &together, func() {}) // where nothing is done in between, less of it is hidden
		}
	}
	b.ReportMetric(cases.Seconds()*1000/float64(b.N*times), "ms-case")
	b.ReportMetric(cases.Seconds()/databases.Seconds(), "case/create-database")
	b.ReportMetric(together.Seconds()/databases.Seconds(), "case-at-once/create-database")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkSubmissions judges 100 submissions with ten data sets each on two servers, beside psql, which makes a database for
// each data set, fills it, runs the query and drops it, two at once too.
func BenchmarkSubmissions(b *testing.B) {
	const submissions, sets = 100, 10
	psql, err := exec.LookPath("psql")
	if err != nil {
		b.Skip("needs psql")
	}
	s, _ := bare(b)
	script := filepath.Join(b.TempDir(), "case.sql")
	if err := os.WriteFile(script, []byte("create table t (n integer, s text);\ninsert into t values (1, 'one'), (2, 'two'), (3, 'three');\nanalyze t;\n"+theQuery+";\n"), 0o600); err != nil {
		b.Fatal(err)
	}
	r := &sql.Runner{Source: container(b)}
	b.Cleanup(func() { _ = r.Close() })
	two := func(n int, f func(worker int) error) time.Duration {
		return measured(b, func() error {
			var wg sync.WaitGroup
			failed := make(chan error, 2)
			for worker := range 2 {
				wg.Go(func() {
					for range n / 2 {
						if err := f(worker); err != nil {
							failed <- err
							return
						}
					}
				})
			}
			wg.Wait()
			close(failed)
			return <-failed
		})
	}
	submit := func(int) error {
		session, err := r.Prepare(b.Context(), small(), []byte(theQuery))
		if err != nil {
			return err
		}
		for i := range sets {
			c := theCase()
			c.Name = fmt.Sprint("sample/", i)
			if err := runOf(b, session, c)(); err != nil {
				return err
			}
		}
		return session.Close()
	}
	two(2, submit) // starts the servers
	var judged, alone time.Duration
	for b.Loop() {
		judged += two(submissions, submit)
		alone += two(sets*2, func(worker int) error { return fresh(b.Context(), psql, s, fmt.Sprint("fresh", worker), script) })
	}
	alone *= submissions / 2 // of two submissions only, for it takes long
	b.ReportMetric(submissions*float64(b.N)/judged.Seconds(), "submissions/s")
	b.ReportMetric(alone.Seconds()/judged.Seconds(), "submissions/psql")
	b.ReportMetric(0, "ns/op")
}

// fresh runs a file in a database of its own.
func fresh(ctx context.Context, psql string, s *server.Server, db, file string) error {
	admin := s.As("", "", "")
	login, err := s.Admin(ctx)
	if err != nil {
		return err
	}
	config := login.Config()
	env := append(os.Environ(), "PGHOST="+admin.Host, fmt.Sprint("PGPORT=", admin.Port), "PGUSER="+config.User, "PGPASSWORD="+config.Password)
	for _, args := range [][]string{
		{"-d", config.Database, "-c", "create database " + db + " " + s.Clean}, {"-d", db, "-f", file}, {"-d", config.Database, "-c", "drop database " + db},
	} {
		cmd := exec.CommandContext(ctx, psql, append([]string{"-X", "-q", "-v", "ON_ERROR_STOP=1"}, args...)...)
		cmd.Env = env
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("psql: %w\n%s", err, out)
		}
	}
	return nil
}
