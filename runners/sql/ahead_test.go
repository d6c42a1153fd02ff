package sql_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/native/nativetest"
	"github.com/coding-judge/judge/runners/sql"
	"github.com/coding-judge/judge/runners/sql/server"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// spied is a source that remembers the servers it gave.
type spied struct {
	server.Source
	mu      sync.Mutex
	servers []*server.Server
}

func (s *spied) Start(ctx context.Context, memory int64) (*server.Server, error) {
	started, err := s.Source.Start(ctx, memory)
	if err == nil {
		s.mu.Lock()
		s.servers = append(s.servers, started)
		s.mu.Unlock()
	}
	return started, err
}

// only gives the server, of which there has been one.
func (s *spied) only(t *testing.T) *server.Server {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.servers) != 1 {
		t.Fatalf("%d servers were started", len(s.servers))
	}
	return s.servers[0]
}

// numbered gives a problem cases of which each has its number in it.
func numbered(p *problems.Problem, cases int) *problems.Problem {
	for i := range cases {
		c := caseOf(value.Dict{{Key: value.Str("t"), Value: table([]string{"n", "s"}, value.List{value.Int(i), value.Str(fmt.Sprint("number ", i))})}})
		c.Name = fmt.Sprint("sample/", i)
		p.Cases = append(p.Cases, c)
	}
	return p
}

// asScript makes a script of a problem.
func asScript(p *problems.Problem) *problems.Problem {
	p.Kind, p.Probes = problems.Script, []problems.Probe{{Name: "t", Query: "select n, s from public.t"}}
	return p
}

// overseen gives a runner with a server of the judge's own, and one with a server of somebody else's.
func overseen(t *testing.T, test func(t *testing.T, r *sql.Runner, s *spied)) {
	for name, source := range map[string]func(t *testing.T) server.Source{
		"native": func(t *testing.T) server.Source { return server.Native{Engine: nativetest.Open(t)} },
		"dsn":    func(t *testing.T) server.Source { return server.DSN{DSN: host(t, "postgres")} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &spied{Source: source(t)}
			r := &sql.Runner{Source: s}
			t.Cleanup(func() {
				if err := r.Close(); err != nil {
					t.Error(err)
				}
			})
			test(t, r, s)
		})
	}
}

// holds runs a case of numbered, and says what is wrong with what came of it.
func holds(t *testing.T, s runners.Session, c testcases.Case, number int) {
	t.Helper()
	o, err := s.Run(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf(`answered [[%d,"number %[1]d"]]`, number)
	if got := short(o); got != want {
		t.Fatalf("%s: %s, not %s: %+v", c.Name, got, want, o.Fault)
	}
}

// short is how a case ended, without the frame that a script's answer has.
func short(o runners.Outcome) string { return strings.TrimSuffix(ending(o), "]]}") }

// The connections that the next case begins with wait for it. Those that are ended meanwhile are replaced, and nobody notices.
func TestEndedAhead(t *testing.T) { overseen(t, testEndedAhead) }

func testEndedAhead(t *testing.T, r *sql.Runner, spy *spied) {
	for _, c := range []struct {
		name       string
		p          *problems.Problem
		source     string
		kept, made []int // connections that are opened after each case, where its database is kept, and where it is made for it
	}{
		{"query", numbered(small(), 5), "select n, s from t", []int{2, 1, 1, 0, 0}, []int{1, 1, 1, 1, 0}},
		{"script", numbered(asScript(small()), 5), "update t set n = n", nil, []int{2, 2, 2, 2, 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, ended := range []bool{false, false, true} { // at first, databases are made that are kept
				s := prepare(t, r, c.p, c.source)
				observer, err := spy.only(t).Connect(t.Context(), "postgres")
				if err != nil {
					t.Fatal(err)
				}
				opened := c.made
				if c.kept != nil && !spy.only(t).Shared {
					opened = c.kept
				}
				for i, k := range c.p.Cases {
					holds(t, s, k, i)
					spy.only(t) // none was given up for it
					if ended {
						awaitLines(t, observer, opened[i])
						endLines(t, observer)
					}
				}
				_ = observer.Close(t.Context())
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
			if left, err := spy.only(t).Left(t.Context()); left != 0 || err != nil {
				t.Errorf("%d are left, %v", left, err)
			}
		})
	}
}

// lines are the connections of submissions that wait.
const lines = "from pg_stat_activity where state = 'idle' and usename ~ 'submission_'"

func awaitLines(t *testing.T, observer *pgx.Conn, least int) {
	t.Helper()
	for n := 0; n < least; {
		if err := observer.QueryRow(t.Context(), "select count(*) "+lines).Scan(&n); err != nil {
			t.Fatal(err)
		}
	}
}

func endLines(t *testing.T, observer *pgx.Conn) {
	t.Helper()
	if _, err := observer.Exec(t.Context(), "select pg_terminate_backend(pid, 5000) "+lines); err != nil {
		t.Fatal(err)
	}
}

// Whoever runs the cases in another order, twice, or with other rows than the problem has, gets what is right, and leaves nothing.
func TestAnotherOrder(t *testing.T) { overseen(t, testAnotherOrder) }

func testAnotherOrder(t *testing.T, r *sql.Runner, spy *spied) {
	for name, p := range map[string]*problems.Problem{"query": numbered(small(), 4), "script": numbered(asScript(small()), 4)} {
		t.Run(name, func(t *testing.T) {
			source := "select n, s from t"
			if p.Kind == problems.Script {
				source = "update t set n = n"
			}
			for _, order := range [][]int{{0, 1, 2, 3}, {0, 1, 2, 3}, {0, 0, 1, 1, 2}, {3, 1, 2, 0}, {0, 2, 3, 1}, {1}} {
				s := prepare(t, r, p, source)
				for _, i := range order {
					holds(t, s, p.Cases[i], i)
				}
				other := p.Cases[(order[len(order)-1]+1)%4]
				other.Input = p.Cases[0].Input
				holds(t, s, other, 0)
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
			if left, err := spy.only(t).Left(t.Context()); left != 0 || err != nil {
				t.Errorf("%d are left, %v", left, err)
			}
		})
	}
}

// A case whose rows are no rows of the table is its own error, and not that of the case before.
func TestMistakeAhead(t *testing.T) { overseen(t, testMistakeAhead) }

func testMistakeAhead(t *testing.T, r *sql.Runner, _ *spied) {
	p := numbered(asScript(small()), 2)
	p.Cases[1].Input = caseOf(value.Dict{{Key: value.Str("t"), Value: table([]string{"n"}, value.List{value.Str("no number")})}}).Input
	s := prepare(t, r, p, "select 1")
	holds(t, s, p.Cases[0], 0)
	var mistake *testcases.FileError
	if _, err := s.Run(t.Context(), p.Cases[1]); !errors.As(err, &mistake) {
		t.Errorf("not an author's mistake: %v", err)
	}
}

// What a script does to whatever it can reach does nothing to the case that is made ready meanwhile. All of it is done in each
// case, and each must end as if it were the only one.
func TestHostileAhead(t *testing.T) { overseen(t, testHostileAhead) }

func testHostileAhead(t *testing.T, r *sql.Runner, spy *spied) {
	for name, source := range map[string]string{
		"temporary tables":       "create temporary table x (n integer); insert into x select n from t; drop owned by current_user",
		"drops and makes anew":   "create temporary table x as table t; drop owned by current_user; create table t as table x",
		"settings of the role":   "do $$ begin assert current_setting('enable_seqscan') = 'on'; end $$; alter role current_user set enable_seqscan = off",
		"read only from now on":  "update t set n = n; alter role current_user set default_transaction_read_only = on; alter role current_user set statement_timeout = 1",
		"another search path":    "select n from t; create schema x; create table x.t (); alter role current_user set search_path = x",
		"password":               "alter role current_user password 'mine'",
		"privileges given away":  "grant all on all tables in schema public to public; alter default privileges grant all on tables to public; alter role current_user set role = 'none'",
		"reassigns":              "reassign owned by current_user to current_user",
		"ends all that it finds": "do $$ begin perform pg_terminate_backend(pid) from generate_series(1, 100000) pid; exception when others then null; end $$",
		"no connections":         "do $$ begin execute 'alter role current_user connection limit 0'; exception when others then null; end $$",
		"holds its role's row":   "alter role current_user set work_mem = '64kB'; select pg_sleep(0.05)",
		"listens to what is set": "do $$ declare d text; begin select current_database() into d; execute format('alter role current_user in database %I set enable_sort = off', d); end $$; do $$ begin assert current_setting('enable_sort') = 'on'; end $$",
	} {
		t.Run(name, func(t *testing.T) {
			want := map[int]string{}
			for _, alone := range []bool{true, false} {
				p := numbered(asScript(small()), 4)
				cases := p.Cases
				if alone {
					p.Cases = nil
				}
				// The next database is filled before what it does in one case, and after it in another.
				s := prepare(t, r, p, "begin; select pg_sleep(n * 0.05) from t; "+source+"; commit; select pg_sleep(0.1)")
				for i, c := range cases {
					o, err := s.Run(t.Context(), c)
					if err != nil {
						t.Fatal(err)
					}
					got := short(o)
					if alone {
						want[i] = got
					} else if got != want[i] {
						t.Errorf("case %d: %s, not %s: %+v", i, got, want[i], o.Fault)
					}
				}
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
			spy.only(t)
		})
	}
}

// While a script runs, it finds nothing of the case that is made ready, and what is made ready is there.
func TestUnseenAhead(t *testing.T) { overseen(t, testUnseenAhead) }

func testUnseenAhead(t *testing.T, r *sql.Runner, spy *spied) {
	p := asScript(small())
	p.Probes = []problems.Probe{{Name: "seen", Query: "select what from public.seen"}}
	p = numbered(p, 3)
	const source = `create table seen (what text);
		do $$ declare name text; begin
			perform pg_sleep(0.2);
			foreach name in array array['pg_database', 'pg_stat_activity', 'pg_stat_database', 'pg_shdepend', 'pg_locks', 'pg_db_role_setting', 'pg_stat_progress_copy',
				'pg_authid', 'pg_roles', 'pg_stat_all_tables', 'pg_tablespace', 'pg_shdescription'] loop
				begin
					execute format('insert into seen select %L || x::text from %I x where x::text ~ $r$number|case_$r$', name, name);
					insert into seen values (name);
				exception when insufficient_privilege then null;
				end;
			end loop;
		end $$`
	s := prepare(t, r, p, source)
	for _, c := range p.Cases {
		o, err := s.Run(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		if got := short(o); got != "answered []" {
			t.Errorf("%s %+v", got, o.Fault)
		}
	}
	_ = spy
}
