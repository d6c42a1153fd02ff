package sql_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/goccy/go-yaml/parser"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/sql"
	"github.com/coding-judge/judge/testcases/value"
)

func TestAnswersAreTyped(t *testing.T) { everywhere(t, testAnswersAreTyped) }

func testAnswersAreTyped(t *testing.T, r *sql.Runner) {
	for source, want := range map[string]string{
		"select n, s from t order by n":                                                             `{'columns': ['n', 's'], 'types': ['int4', 'text'], 'rows': [[1, 'one'], [2, 'two'], [3, 'three']]}`,
		"select n from t where n > 5;":                                                              `{'columns': ['n'], 'types': ['int4'], 'rows': []}`,
		"select null, true, 1::bigint, 2::smallint":                                                 `[None, True, 1, 2]`,
		"select 2500.50, -0.10, 'NaN'::numeric":                                                     `[Decimal('2500.50'), Decimal('-0.10'), nan]`,
		"select 0.1::real, 0.1::float8, 'Infinity'::real":                                           `[0.1, 0.1, inf]`,
		"select 1e5::float8, 2::float8":                                                             `[100000.0, 2.0]`,
		"select '', 'a'::char(3), 'x'::varchar, 'ß'::name":                                          `['', 'a  ', 'x', 'ß']`,
		`select '\x00ff'::bytea`:                                                                    `[b'\x00\xff']`,
		"select array[1,null,3], '{}'::int[], array[[1,2],[3,4]]":                                   `[[1, None, 3], [], [[1, 2], [3, 4]]]`,
		`select array['a"b', 'c,d', null, 'NULL'], array[1.50]`:                                     `[['a"b', 'c,d', None, 'NULL'], [Decimal('1.50')]]`,
		"select date '2024-02-29', timestamp '2024-02-29 12:00', timestamptz '2024-02-29 12:00+02'": `['2024-02-29', '2024-02-29 12:00:00', '2024-02-29 10:00:00+00']`,
		"select interval '1 day 2 hours', time '12:30'":                                             `['1 day 02:00:00', '12:30:00']`,
		`select '{"b": 1, "a": [null]}'::jsonb`:                                                     `['{"a": [null], "b": 1}']`,
		"select (1, 'a'), row(t.*) from t where n = 1":                                              `['(1,a)', '(1,one)']`,
		"select 1::smallint as a, 'a'::char(3) as b, array[1.5] as c, now() as d, '{}'::money[] as e, null::timetz as f where false": `{'columns': ['a', 'b', 'c', 'd', 'e', 'f'], ` +
			`'types': ['int2', 'bpchar', 'numeric[]', 'timestamptz', 'money[]', 'timetz'], 'rows': []}`,
		"select array['1.5'::money, null], array[timetz '12:30+02'], int4multirange(int4range(1, 3))":           `[['$1.50', None], ['12:30:00+02'], '{[1,3)}']`,
		"select array[1::information_schema.cardinal_number] as a, 'x'::information_schema.sql_identifier as b": `{'columns': ['a', 'b'], 'types': ['', 'name'], 'rows': [[['1'], 'x']]}`,
		"select int4range(1, 3), '1'::int2vector, point(1,2)":                                                   `['[1,3)', '1', '(1,2)']`,
	} {
		o := run(t, r, small(), source)
		if o.End != runners.Answered {
			t.Errorf("%s: ended as %d %+v", source, o.End, o.Fault)
			continue
		}
		v, err := value.ParseJSON(o.Answer)
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		got := value.Python(v, 1000)
		if rows, _ := v.(value.Dict).Get("rows"); want[0] == '[' {
			got = value.Python(rows.(value.List)[0], 1000)
		}
		if got != want {
			t.Errorf("%s:\n got %s\nwant %s", source, got, want)
		}
	}
}

// What docs/sql-comparison.md says of pairs of values is what PostgreSQL, the runner and the comparison make of them.
func TestComparison(t *testing.T) { everywhere(t, testComparison) }

func testComparison(t *testing.T, r *sql.Runner) {
	page, err := os.ReadFile("../../docs/sql-comparison.md")
	if err != nil {
		t.Fatal(err)
	}
	sql, yaml, _ := strings.Cut(string(page), "## Expected answers by hand")
	pairs, byHand := tableOf(sql, 4), tableOf(yaml, 3)
	if len(pairs) < 60 || len(byHand) < 30 {
		t.Fatalf("only %d and %d pairs are in the page", len(pairs), len(byHand))
	}
	ones, others := ask(t, r, pairs, "%[1]s"), ask(t, r, pairs, "%[2]s")
	for i, p := range pairs {
		expectSame(t, p, ones[i], others[i])
		expectSame(t, p, others[i], ones[i])
	}
	for i, answer := range ask(t, r, pairs, "equal($sql$%[1]s$sql$, $sql$%[2]s$sql$)") {
		if d, err := compare.Rows(table([]string{"c"}, value.List{value.Str(pairs[i][3])}), answer, compare.RowsOptions{}); err != nil || !d.Equal {
			t.Errorf("%s = %s: the page says %s, PostgreSQL %s (%v)", pairs[i][0], pairs[i][1], pairs[i][3], d.Got, err)
		}
	}
	for i, got := range ask(t, r, byHand, "%[1]s") {
		parsed, err := parser.ParseBytes([]byte(byHand[i][1]), 0)
		if err != nil {
			t.Fatal(err)
		}
		want, err := value.FromYAML(parsed.Docs[0].Body)
		if err != nil {
			t.Fatal(err)
		}
		expectSame(t, byHand[i], table([]string{"c"}, value.List{want}), got)
	}
}

// tableOf gives the cells of the rows of a Markdown page that have so many, without their backquotes.
func tableOf(page string, width int) [][]string {
	var out [][]string
	for line := range strings.Lines(page) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), " | ")
		if len(cells) != width || !strings.HasPrefix(line, "| `") {
			continue
		}
		for i, c := range cells {
			cells[i] = strings.Trim(strings.TrimSpace(c), "`")
		}
		out = append(out, cells)
	}
	return out
}

// pairSchema has types of its own, and a function that says what PostgreSQL's = makes of two expressions.
const pairSchema = `
create type mood as enum ('happy', 'sad');
create type pair as (a integer, b integer);
create function equal(one text, other text) returns text language plpgsql as $$
declare said text;
begin
	execute format('select ((%s) = (%s))::text', one, other) into said;
	return coalesce(said, 'null');
exception when undefined_function then return 'none';
end $$`

// ask gives a table of one value for each row: what PostgreSQL has for the expression.
func ask(t *testing.T, r *sql.Runner, rows [][]string, expression string) []value.Dict {
	t.Helper()
	var source []string
	for _, row := range rows {
		source = append(source, "("+fmt.Sprintf(expression, row[0], row[1])+") as c")
	}
	p := small()
	p.Schema += ";" + pairSchema
	o := run(t, r, p, "select "+strings.Join(source, ",\n"))
	if o.End != runners.Answered {
		t.Fatalf("%+v: %s", o.Fault, source[max(0, o.Fault.Line-1)])
	}
	v, err := value.ParseJSON(o.Answer)
	if err != nil {
		t.Fatal(err)
	}
	types, _ := v.(value.Dict).Get("types")
	lines, _ := v.(value.Dict).Get("rows")
	out := make([]value.Dict, len(rows))
	for i := range out {
		one := table([]string{"c"}, value.List{lines.(value.List)[0].(value.List)[i]}).(value.Dict)
		out[i] = append(one, value.Entry{Key: value.Str("types"), Value: value.List{types.(value.List)[i]}})
	}
	return out
}

// expectSame compares two tables of one cell; row[2] tells what should come of it.
func expectSame(t *testing.T, row []string, want, got value.Value) {
	t.Helper()
	d, err := compare.Rows(want, got, compare.RowsOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if d.Equal != (row[2] == "same") {
		t.Errorf("%s and %s: the page says %s, the comparison %q\n%s\n%s", row[0], row[1], row[2], d.Message, value.Python(want, 200), value.Python(got, 200))
	}
}
