package sql_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/native/nativetest"
	"github.com/coding-judge/judge/runners/sql"
	"github.com/coding-judge/judge/runners/sql/server"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// related is a problem with a foreign key and a check.
func related(kind problems.Kind) *problems.Problem {
	id := "serial"
	if kind == problems.Script { // whose tables are always made anew where there is a sequence
		id = "integer"
	}
	return &problems.Problem{
		Slug: "related", Kind: kind, Limits: problems.DefaultLimits(),
		Schema: `create table a (id integer primary key, s text check (s <> 'no')); create table b (id ` + id + `, a integer references a)`,
		Probes: []problems.Probe{{Name: "a", Query: "select id, s from public.a order by id"}},
	}
}

func rowsOf(ids ...int) testcases.Blob {
	var a, b []value.Value
	for _, id := range ids {
		a = append(a, value.List{value.Int(id), value.Str(fmt.Sprint("a", id))})
		b = append(b, value.List{value.Int(id)})
	}
	return caseOf(value.Dict{
		{Key: value.Str("a"), Value: table([]string{"id", "s"}, a...)}, {Key: value.Str("b"), Value: table([]string{"a"}, b...)},
	}).Input
}

func try(t testing.TB, s runners.Session, input testcases.Blob) (string, runners.Outcome) {
	t.Helper()
	o, err := s.(runners.Trier).Try(t.Context(), input)
	if err != nil {
		t.Fatal(err)
	}
	return string(o.Answer), o
}

// A try answers what Run does, time after time, whatever the one before it did.
func TestTry(t *testing.T) { everywhere(t, testTry) }

func testTry(t *testing.T, r *sql.Runner) {
	for kind, sources := range map[problems.Kind][]string{
		problems.Query: {
			"select a.id, s, b.id from a left join b on b.a = a.id order by a.id", "select 1 / (id - 3) from a",
			"select pg_backend_pid() is not null, current_setting('search_path')", "select nothing", "create table x ()",
		},
		problems.Script: {
			"update a set s = 'x'", "begin; delete from b; delete from a; commit", "drop table a cascade; create table a (id integer, s text)",
			"create function f() returns void language sql as 'insert into a values (9, ''f'')'; select f(); alter role current_user set search_path = 'x'",
			"begin; delete from b", "delete from a", "alter table a add column t text", "create index i on a (s)", "alter table a disable trigger all; delete from a",
			"do $$ begin if (select count(*) from a) = 2 then create table x (); else update a set s = 'z'; end if; end $$",
			"update a set s = coalesce(nullif(current_setting('my.x', true), ''), 'none'); set my.x = 'left'", "prepare p as select 1",
			"alter table a alter column s set default 'd'; insert into a values (77)", "create rule r as on insert to a do instead nothing",
			"alter table a rename column s to t; alter table a rename column t to s; alter table a drop constraint a_s_check; update a set s = 'no'", "set search_path = 'x'; create temporary table a (); update public.a set s = 'y'",
		},
	} {
		for _, source := range sources {
			s := prepare(t, r, related(kind), source)
			for _, ids := range [][]int{{1, 2, 3}, {}, {3, 4}, {1, 2, 3}} {
				answer, o := try(t, s, rowsOf(ids...))
				run, err := s.Run(t.Context(), testcases.Case{Name: "sample/1", Input: rowsOf(ids...)})
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(run.Answer), answer); diff != "" || o.End != run.End || code(o) != code(run) {
					t.Errorf("%s with %v: ended as %d, not as %d, %+v %+v\n%s", source, ids, o.End, run.End, o.Fault, run.Fault, diff)
				}
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	s := prepare(t, r, related(problems.Query), "select pg_sleep(60)")
	if _, o := try(t, s, rowsOf(1)); o.End != runners.WallEnded {
		t.Errorf("a query without end: %+v", o)
	}
}

// What a script leaves in a domain is not there in the next try, for which the tables of this one may be used again.
func TestTryDomain(t *testing.T) { everywhere(t, testTryDomain) }

func testTryDomain(t *testing.T, r *sql.Runner) {
	p := related(problems.Script)
	p.Schema = "create domain word as text; create table a (id integer primary key, s word); create table b (id integer, a integer)"
	for _, source := range []string{
		"alter domain word add constraint c check (current_setting('is_superuser') = 'off') not valid",
		"alter domain word add constraint c check (value <> 'a2') not valid",
	} {
		s := prepare(t, r, p, source)
		for range 3 {
			if answer, o := try(t, s, rowsOf(1, 2)); answer == "" {
				t.Errorf("%s: %+v", source, o)
			}
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

// What the tables don't take is refused, and does not end the tries.
func TestTryRefused(t *testing.T) { everywhere(t, testTryRefused) }

func testTryRefused(t *testing.T, r *sql.Runner) {
	for _, kind := range []problems.Kind{problems.Query, problems.Script} {
		s := prepare(t, r, related(kind), "select id from a")
		keys, err := s.(runners.Related).ForeignKeys(t.Context())
		if want := []problems.ForeignKey{{Table: "b", Columns: []string{"a"}, To: "a", Key: []string{"id"}}}; err != nil || !cmp.Equal(keys, want) {
			t.Errorf("foreign keys: %+v %v", keys, err)
		}
		for _, input := range []value.Dict{
			{{Key: value.Str("a"), Value: table([]string{"id", "s"}, value.List{value.Int(1), value.Str("no")})}},
			{{Key: value.Str("a"), Value: table([]string{"id"}, value.List{value.Int(1)}, value.List{value.Int(1)})}},
			{{Key: value.Str("b"), Value: table([]string{"a"}, value.List{value.Int(1)})}},
			{{Key: value.Str("a"), Value: table([]string{"id"}, value.List{value.Str("text")})}},
			{{Key: value.Str("nothing"), Value: table([]string{"id"})}},
		} {
			if _, err := s.(runners.Trier).Try(t.Context(), caseOf(input).Input); !errors.Is(err, runners.ErrRefused) {
				t.Errorf("%s: %v", caseOf(input).Input.Bytes(), err)
			}
			if answer, _ := try(t, s, rowsOf(7)); answer == "" {
				t.Error("no answer after an input that was refused")
			}
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

func BenchmarkTry(b *testing.B) {
	for _, kind := range []problems.Kind{problems.Query, problems.Script} {
		b.Run(string(kind), func(b *testing.B) {
			r := &sql.Runner{Source: server.Native{Engine: nativetest.Open(b)}}
			b.Cleanup(func() { _ = r.Close() })
			s := prepare(b, r, related(kind), "select count(*) from a join b on b.a = a.id")
			input := rowsOf(1, 2, 3)
			run := time.Now()
			if _, err := s.Run(b.Context(), testcases.Case{Name: "sample/1", Input: input}); err != nil {
				b.Fatal(err)
			}
			one := time.Since(run)
			try(b, s, input)
			b.ResetTimer()
			for b.Loop() {
				try(b, s, input)
			}
			b.ReportMetric(float64(one)/(float64(b.Elapsed())/float64(b.N)), "runs/try")
		})
	}
}

func code(o runners.Outcome) string {
	if o.Fault == nil {
		return ""
	}
	return o.Fault.Code
}
