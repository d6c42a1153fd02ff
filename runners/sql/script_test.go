package sql_test

import (
	"strings"
	"testing"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/sql"
)

func scripted() *problems.Problem {
	p := small()
	p.Kind = problems.Script
	p.Probes = []problems.Probe{
		{Name: "rows", Query: "select n, s from public.t where n = 2::bigint or s = null order by n"},
		{Name: "count", Query: "select count(*) as count from public.t"},
	}
	return p
}

// untouched is what the probes give where nothing was changed.
const untouched = `"rows",{"dict":[["columns",["n","s"]],["types",["int4","text"]],["rows",[[2,"two"]]]]}],["count",{"dict":[["columns",["count"]],["types",["int8"]],["rows",[[3]]]]}`

func TestScripts(t *testing.T) { everywhere(t, testScripts) }

func testScripts(t *testing.T, r *sql.Runner) {
	for _, c := range []struct{ name, source, want string }{
		{"nothing", "select 1", untouched},
		{"empty", "-- nothing\n", untouched},
		{"changes", "delete from t where n = 2; insert into t values (2, 'zwei'), (4, null)",
			strings.NewReplacer(`"two"`, `"zwei"`, "[[3]]", "[[4]]").Replace(untouched)},
		{"committed", "begin; delete from t where n <> 2; commit", strings.Replace(untouched, "[[3]]", "[[1]]", 1)},
		{"rolled back", "begin; delete from t; rollback", untouched},
		{"not committed", "begin; delete from t", "invalid_transaction_termination line 0"},
		{"undone by an error", "delete from t;\n\nselect 1 / 0", "division_by_zero line 3"},
		{"a block", "select 1;\ndo $$\nbegin\n  perform 1 / 0;\nend $$", "division_by_zero line 4"},
		{"does not compile", "delete from t; selct 1", "syntax_error line 1"},
		{"waits for input", "copy t from stdin", "query_canceled line 1"},
		{"another table", "create table u as table t; drop table t; alter table u rename to t", untouched},
		{"no table", "drop table t", "undefined_table line 0"},
		{"a view", "alter table t rename to u; create view t as select n, s from u", untouched},
		// What a probe means can't be changed.
		{"an operator", "create function yes(int, bigint) returns boolean language sql as 'select true'; create operator public.= (leftarg = int, rightarg = bigint, function = yes)", untouched},
		{"a function", "create function count() returns bigint language sql as 'select 9::bigint'; create schema pg_temp_x", "insufficient_privilege line 1"},
		{"the search path", "create function public.count(anyelement) returns bigint language sql as 'select 9::bigint'; alter role current_user set search_path = public, pg_catalog", untouched},
		{"what = null means", "alter role current_user set transform_null_equals = on; update t set s = null where n = 1", untouched},
		{"a password", "alter role current_user password 'mine'", untouched},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := prepare(t, r, scripted(), c.source)
			for range 2 { // the second case finds nothing of the first
				o, err := s.Run(t.Context(), theCase())
				if err != nil {
					t.Fatal(err)
				}
				if got := told(o); got != c.want {
					t.Errorf("got  %s\nwant %s", got, c.want)
				}
				if o.Wall > 10*time.Second {
					t.Errorf("it took %v", o.Wall)
				}
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// told is an answer without its frame, or an error's kind and line.
func told(o runners.Outcome) string {
	if o.Fault != nil {
		return o.Fault.Type + " line " + string(rune('0'+o.Fault.Line))
	}
	return strings.TrimSuffix(strings.TrimPrefix(string(o.Answer), `{"dict":[[`), `]]}`)
}
