package sql_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/native/nativetest"
	"github.com/coding-judge/judge/runners/sql"
	"github.com/coding-judge/judge/runners/sql/server"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// indexes is a problem with a table of so many rows.
func indexes(rows int) *problems.Problem {
	p := small()
	p.Kind, p.Limits.Wall = problems.Index, 20*p.Limits.Wall
	p.Schema = fmt.Sprintf(`create table parents (id integer primary key);
		create table t (n integer primary key, k integer not null default 7, s text not null, parent integer references parents);
		create index t_s on t (s);
		insert into parents values (1);
		insert into t select i, i * 7919 %% 1009, md5(i::text), 1 from generate_series(1, %d) i;`, rows)
	p.Workload = []problems.WorkQuery{
		{Name: "by-k", Query: "select n, s from public.t where k = 17 order by n"},
		{Name: "by-prefix", Query: "select count(*) from public.t where s >= 'ab' and s < 'ac'"},
	}
	p.Attempts = []problems.Attempt{
		{Name: "same", Run: "insert into public.t (n, k, s) select 100000, k, s from public.t where n = 1", SQLState: "23505"},
		{Name: "other", Run: "insert into public.t (n, k, s) values (100000, 1, 'x')", SQLState: problems.Succeeds},
	}
	return p
}

func noRows() testcases.Case { return caseOf(value.Dict{}) }

func onNative(t *testing.T) *sql.Runner {
	r := &sql.Runner{Source: server.Native{Engine: nativetest.Open(t)}}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// Each run gives the same numbers, on this server and on another.
func TestPlansAreTheSame(t *testing.T) {
	t.Parallel()
	const source = "create unique index on t (k, s); create index on t ((n % 10), k); create statistics x on k, s from t"
	var first string
	for range 2 {
		s := prepare(t, onNative(t), indexes(40000), source) // of which a sample would be random
		for i := range 10 {
			o, err := s.Run(t.Context(), noRows())
			if err != nil || o.End != runners.Answered {
				t.Fatalf("end %d %+v: %v", o.End, o.Fault, err)
			}
			if i == 0 {
				t.Logf("%s", o.Answer)
			}
			if first == "" {
				first = string(o.Answer)
			}
			if diff := cmp.Diff(first, string(o.Answer)); diff != "" {
				t.Fatalf("run %d:\n%s", i, diff)
			}
		}
	}
}

// What a submission to an index problem may do, and what it may not, however it tries.
func TestIndexGuard(t *testing.T) {
	t.Parallel()
	r := onNative(t)
	const fine = `answered`
	for source, want := range map[string]string{
		"create index on t (k)":                                        fine,
		"create unique index on t (k, s)":                              fine,
		"drop index t_s":                                               fine,
		"alter table t add unique (k, s), add check (k >= 0)":          fine,
		"alter table t alter parent set not null":                      fine,
		"alter table t add foreign key (parent) references parents":    fine,
		"create statistics x (ndistinct) on k, s from t":               fine,
		"create index i on t (k); alter index i set (fillfactor = 50)": fine,
		"create temporary table x as select * from t":                  fine, // is gone with its connection
		"create index concurrently on t (k)":                           fine,

		"drop table t": "table public.t is gone",
		"alter table t rename to u; create view t as select * from u limit 1": "table public.t is gone",
		"create materialized view m as select * from t":                       "materialized view public.m was added",
		"delete from t where n = 1":                                           "rows of public.t changed",
		"update t set k = k":                                                  "rows of public.t changed",
		"insert into t (n, s) values (0, '')":                                 "rows of public.t changed",
		"create table x as select * from t; truncate t; insert into t select * from x; drop table x":                             "storage or settings of public.t changed",
		"begin; delete from t; insert into t select i, i * 7919 % 1009, md5(i::text), 1 from generate_series(1, 2000) i; commit": "rows of public.t changed",
		"cluster t using t_s":                                            "storage or settings of public.t changed",
		"vacuum full t":                                                  "storage or settings of public.t changed",
		"alter table t set (fillfactor = 10)":                            "storage or settings of public.t changed",
		"alter table t set (parallel_workers = 4)":                       "storage or settings of public.t changed",
		"alter table t set unlogged":                                     "storage or settings of public.t changed",
		"alter table t enable row level security":                        "storage or settings of public.t changed",
		"alter table t alter k set statistics 0":                         "column k of public.t changed",
		"alter table t alter k set (n_distinct = 5)":                     "column k of public.t changed",
		"alter table t alter s set storage plain":                        "column s of public.t changed",
		"alter table t alter k set default 8":                            "default of column 2 of public.t changed",
		"alter table t alter k drop not null":                            "not null of column k of public.t is gone",
		"alter table t drop column parent":                               "column parent of public.t is gone",
		"alter table t add column x integer":                             "column x of public.t was added",
		"alter table t drop constraint t_parent_fkey":                    "constraint t_parent_fkey of public.t is gone",
		"alter table t alter constraint t_parent_fkey deferrable":        "constraint t_parent_fkey of public.t changed",
		"create function f() returns integer language sql as 'select 1'": "function public.f() was added",
		"create rule r as on insert to t do instead nothing":             "rule r of public.t was added",
		"create policy p on t":                                           "policy p of public.t was added",
		"alter table parents inherit t":                                  "raised 42804", // it lacks the columns
		"create table child () inherits (t)":                             "table public.child was added",
		"create type x as enum ('a')":                                    "type public.x was added",
		"create sequence x":                                              "sequence public.x was added",
		"create trigger g before update on t for each row execute function suppress_redundant_updates_trigger()": "trigger g of public.t was added",
		"create cast (t as text) with inout":                                             "cast from public.t to text was added",
		"create operator ### (leftarg = integer, rightarg = integer, function = int4pl)": "operator public.###(integer,integer) was added",
		"revoke all on t from current_user":                                              "raised 42501",
		"alter role current_user set enable_seqscan = off; do $$ begin execute format('alter role current_user in database %I set random_page_cost = 0', current_database()); end $$": fine,
	} {
		t.Run(source, func(t *testing.T) {
			s := prepare(t, r, indexes(2000), source)
			o, err := s.Run(t.Context(), noRows())
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			got := fine
			if o.End != runners.Answered {
				got = ending(o)
				if o.Fault != nil && o.Fault.Code == "42P17" {
					got = o.Fault.Message
				}
			}
			if want == fine && got != fine || !strings.Contains(got, want) {
				t.Errorf("%s, not %s: %+v", got, want, o.Fault)
			}
		})
	}
}

// Settings that a submission makes for itself change no plan, and neither does where its constraints are checked.
func TestIndexTricks(t *testing.T) {
	t.Parallel()
	r := onNative(t)
	answer := func(source string) value.Dict {
		o := runOn(t, r, indexes(2000), source)
		if o.End != runners.Answered {
			t.Fatalf("%s: end %d %+v", source, o.End, o.Fault)
		}
		v, err := value.ParseJSON(o.Answer)
		if err != nil {
			t.Fatal(err)
		}
		return v.(value.Dict)
	}
	part := func(d value.Dict, name string) string {
		v, _ := d.Get(name)
		return fmt.Sprint(v)
	}
	const set = `do $$ begin
		execute 'alter role current_user set seq_page_cost = 0.001';
		execute format('alter role current_user in database %I set enable_seqscan = off', current_database());
		execute format('alter role current_user in database %I set cpu_tuple_cost = 0', current_database());
	end $$`
	if plain, tricked := part(answer("select 1"), "plans"), part(answer(set), "plans"); plain != tricked {
		t.Errorf("with settings the plans are %s, and %s without", tricked, plain)
	}
	deferred := answer("alter table t add unique (k, s) deferrable initially deferred")
	if ends := part(deferred, "attempts"); !strings.Contains(ends, "[same 23505] [other ok]") {
		t.Errorf("the attempts end so: %s", ends)
	}
	if ends := part(answer("create index on t (k, s)"), "attempts"); !strings.Contains(ends, "[same ok] [other ok]") {
		t.Errorf("without a unique index the attempts end so: %s", ends)
	}
	if added := part(answer("create index on t (k); create index on t (k, s); drop index t_s"), "indexes"); !strings.Contains(added, "[new 2 ") {
		t.Errorf("of two new indexes there are %s", added)
	}
}

func runOn(t *testing.T, r *sql.Runner, p *problems.Problem, source string) runners.Outcome {
	t.Helper()
	s := prepare(t, r, p, source)
	o, err := s.Run(t.Context(), noRows())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return o
}

// On a server of somebody else's, under a role that is no superuser, the numbers are the same.
func TestIndexPowerless(t *testing.T) {
	t.Parallel()
	weak := &sql.Runner{Source: server.DSN{DSN: host(t, "maker")}}
	t.Cleanup(func() {
		if err := weak.Close(); err != nil {
			t.Error(err)
		}
	})
	strong := onNative(t)
	for _, c := range []struct {
		p      *problems.Problem
		source string
	}{
		{indexes(5000), "create unique index on t (k, s)"},
		{planned(5000), "select count(*) from t where k = 3 group by s"},
		{indexes(50), "create function f() returns integer language sql as 'select 1'"},
		{indexes(50), "delete from t"},
	} {
		a, b := runOn(t, weak, c.p, c.source), runOn(t, strong, c.p, c.source)
		if a.End != b.End || string(a.Answer) != string(b.Answer) || (a.Fault == nil) != (b.Fault == nil) || a.Fault != nil && a.Fault.Message != b.Fault.Message {
			t.Errorf("%s:\nend %d %s %+v\nend %d %s %+v", c.source, a.End, a.Answer, a.Fault, b.End, b.Answer, b.Fault)
		}
	}
}
