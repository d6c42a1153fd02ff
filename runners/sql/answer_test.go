package sql_test

import (
	"testing"

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
		"select int4range(1, 3), '1'::int2vector, point(1,2)":                                       `['[1,3)', '1', '(1,2)']`,
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
