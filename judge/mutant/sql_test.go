package mutant

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// changes writes what the edits of an operator make of a source.
func changes(source, operator string) []string {
	var all []string
	for _, m := range apply([]byte(source), sqlEdits(source)) {
		if m.Operator == operator {
			all = append(all, string(m.Source))
		}
	}
	return all
}

func TestSQL(t *testing.T) {
	t.Parallel()
	tests := []struct {
		source, operator string
		want             []string
	}{
		{"select 1 from a join b on a.x = b.x", "join", []string{"select 1 from a left join b on a.x = b.x", "select 1 from a join b on true"}},
		{"select 1 from a left outer join b using (x)", "join", []string{"select 1 from a join b using (x)"}},
		{"select 1 from a cross join b", "join", nil},
		{"select distinct x from a", "distinct", []string{"select x from a"}},
		{"select x from a where y in (select y from b)", "distinct", []string{"select distinct x from a where y in (select y from b)"}},
		{"select distinct on (x, y) z from a", "distinct", []string{"select z from a", "select distinct on (y) z from a", "select distinct on (x) z from a"}},
		{"select all x from a union select y from b", "distinct", []string{"select all x from a union all select y from b", "select all x from a union select distinct y from b"}},
		{"select all max(x) from a", "aggregate", []string{"select all min(x) from a"}},
		{"select all count(x) from a", "aggregate", []string{"select all count(*) from a"}},
		{"select all a.max from a", "aggregate", nil},
		{"select all x from a where x < 'b'", "comparison", []string{"select all x from a where x >= 'b'"}},
		{"select all x from a where x < 'b'", "boundary", []string{"select all x from a where x <= 'b'"}},
		{"update a set x = 'y' where z = 'w'", "comparison", []string{"update a set x = 'y' where z <> 'w'"}},
		{"select all x from a where x not in (y) and exists (select z)", "comparison",
			[]string{"select all x from a where x in (y) and exists (select z)", "select all x from a where x not in (y) and not exists (select z)"}},
		{"select all x from a where x between y and z or w", "and/or", []string{"select all x from a where x between y and z and w"}},
		{"select all x from a where x between y and z and w", "condition",
			[]string{"select all x from a where w", "select all x from a where x between y and z"}},
		{"select all x from a where f(y) group by x having g(z)", "condition",
			[]string{"select all x from a where true group by x having g(z)", "select all x from a where f(y) group by x having true"}},
		{"select all coalesce(x, f(y)) from a where x is null", "null",
			[]string{"select all x from a where x is null", "select all coalesce(x, f(y)) from a where x is not null"}},
		{"select all x is not distinct from y", "null", []string{"select all x = y"}},
		{"select all x from a order by x nulls first", "null", []string{"select all x from a order by x nulls last"}},
		{"select all x from a order by x, y desc limit 3", "order", []string{
			"select all x from a order by y desc limit 3", "select all x from a order by x desc, y desc limit 3",
			"select all x from a order by x limit 3", "select all x from a order by x, y asc limit 3"}},
		{"select all x from a order by x, y desc limit 3", "limit", []string{
			"select all x from a order by x, y desc", "select all x from a order by x, y desc limit 4", "select all x from a order by x, y desc limit 2"}},
		{"select all rank() over (partition by x, y order by z)", "window", []string{
			"select all dense_rank() over (partition by x, y order by z)", "select all row_number() over (partition by x, y order by z)",
			"select all rank() over ( order by z)", "select all rank() over (partition by y order by z)", "select all rank() over (partition by x order by z)"}},
		{"select all sum(x) over (order by y rows between unbounded preceding and current row)", "window", []string{
			"select all sum(x) over (order by y)",
			"select all sum(x) over (order by y range between unbounded preceding and current row)",
			"select all sum(x) over (order by y rows between current row and current row)",
			"select all sum(x) over (order by y rows between unbounded preceding and unbounded following)"}},
		{"select all x, y from a group by x, y having z", "group", []string{"select all x, y from a group by y having z", "select all x, y from a group by x having z"}},
		{"select all x + 2.5 * -y from a", "arithmetic", []string{
			"select all x - 2.5 * -y from a", "select all x + 2.5 + -y from a", "select all x + 2.5 * y from a"}},
		{"select all count(*), a.* from a", "arithmetic", nil},
		{"select all cast(7 as numeric(10, 2))", "constant", []string{"select all cast(8 as numeric(10, 2))", "select all cast(6 as numeric(10, 2))"}},
		{"create unique index on a (x, y)", "index", []string{
			"create index on a (x, y)", "create unique index on a (y)", "create unique index on a (y, x)", "create unique index on a (x)"}},
		{"select 'a -- < b' /* < /* < */ < */ -- <\n, \"c<\", $$ < $$, E'\\'<'", "comparison", nil},
	}
	for _, tt := range tests {
		if got := changes(tt.source, tt.operator); !slices.Equal(got, tt.want) {
			t.Errorf("%s of %s:\n%s\nwant\n%s", tt.operator, tt.source, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}

// The body of a function is code too, at its own place.
func TestSQLBodies(t *testing.T) {
	t.Parallel()
	const source = `create function f(x integer) returns integer
language plpgsql as $body$
begin
  if x < 1 then
    return case when x > 0 then 7 end;
  end if;
  perform 1 from a for update skip locked;
  return x;
end $body$;`
	want := []string{
		"boundary 4 if x <= 1 then", "boundary 5 return case when x >= 0 then 7 end;", "statement 5 null;", "statement 7 null;", "statement 8 null;",
		"lock 7 perform 1 from a;", "lock 7 perform 1 from a for update;",
	}
	var got []string
	for _, m := range apply([]byte(source), sqlEdits(source)) {
		_, _, after := m.change()
		got = append(got, fmt.Sprintf("%s %d %s", m.Operator, m.Line, after))
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("there is no %s in\n%s", w, strings.Join(got, "\n"))
		}
	}
}

// Whatever the text is, the edits fit it.
func FuzzSQL(f *testing.F) {
	f.Add("select distinct coalesce(a, b) from c where d between 1 and 2 order by 1 desc limit 3")
	f.Add("do $$ begin if a then return; end if; end $$")
	f.Add("case end ) ] ; where on group by order by partition by count( coalesce( distinct on (")
	f.Fuzz(func(t *testing.T, source string) {
		for _, m := range apply([]byte(source), sqlEdits(source)) {
			if string(m.Source) == source || m.Line < 1 {
				t.Fatalf("%+v changes nothing", m)
			}
			m.Diff("a.sql")
		}
	})
}
