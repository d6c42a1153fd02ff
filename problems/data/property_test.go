package data_test

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coding-judge/judge/testcases/value"
)

// column gives one column of a data set.
func column(t testing.TB, set value.Dict, table, name string) []value.Value {
	t.Helper()
	made, _ := set.Get(table)
	columns, _ := made.(value.Dict).Get("columns")
	rows, _ := made.(value.Dict).Get("rows")
	for j, c := range columns.(value.List) {
		if c != value.Str(name) {
			continue
		}
		out := make([]value.Value, len(rows.(value.List)))
		for i, row := range rows.(value.List) {
			out[i] = row.(value.List)[j]
		}
		return out
	}
	t.Fatalf("there is no %s.%s", table, name)
	return nil
}

// together joins the values of several columns of each row; empty where one is NULL.
func together(t testing.TB, set value.Dict, table string, names ...string) []string {
	t.Helper()
	var out []string
	for _, name := range names {
		for i, v := range column(t, set, table, name) {
			if len(out) <= i {
				out = append(out, "=")
			}
			if v == (value.None{}) || out[i] == "" {
				out[i] = ""
				continue
			}
			out[i] += string(value.AppendJSON(nil, v)) + ","
		}
	}
	return out
}

func doubled(values []string) (string, bool) {
	seen := map[string]bool{}
	for _, v := range values {
		if v != "" && seen[v] {
			return v, true
		}
		seen[v] = true
	}
	return "", false
}

// What a declaration says holds for all that is made from it.
func TestLaws(t *testing.T) {
	t.Parallel()
	spec := parse(t, all)
	for seed := range int64(40) {
		n := int(seed) * 7
		sizes := map[string]int{"departments": 1 + int(seed)%6, "employees": 1 + n, "visits": min(n, 3*(1+n)), "notes": min(3*n/4, 20)}
		set := made(t, spec, seed, sizes)
		if again := made(t, spec, seed, sizes); !bytes.Equal(value.AppendJSON(nil, set), value.AppendJSON(nil, again)) {
			t.Errorf("seed %d: made twice, it differs", seed)
		}
		if other := made(t, spec, seed+1000, sizes); n > 0 && bytes.Equal(value.AppendJSON(nil, set), value.AppendJSON(nil, other)) {
			t.Errorf("seed %d: another seed gives the same", seed)
		}
		for table, want := range sizes {
			rows := column(t, set, table, map[string]string{"departments": "id", "employees": "id", "visits": "day", "notes": "day"}[table])
			if len(rows) != want {
				t.Errorf("seed %d: %s has %d rows, not %d", seed, table, len(rows), want)
			}
		}
		for _, key := range [][]string{
			{"departments", "id"}, {"departments", "name"}, {"departments", "code"}, {"employees", "id"}, {"employees", "ratio"},
			{"visits", "department", "employee", "day"}, {"notes", "employee", "day", "text"},
		} {
			if v, ok := doubled(together(t, set, key[0], key[1:]...)); ok {
				t.Errorf("seed %d: %v holds %s twice", seed, key, v)
			}
		}
		for _, reference := range []struct {
			from, to []string
			null     bool
		}{
			{[]string{"employees", "department_id"}, []string{"departments", "id"}, true},
			{[]string{"employees", "manager_id"}, []string{"employees", "id"}, true},
			{[]string{"visits", "department"}, []string{"departments", "code"}, false},
			{[]string{"notes", "day", "employee", "department"}, []string{"visits", "day", "employee", "department"}, false},
		} {
			known := map[string]bool{"": reference.null}
			for _, v := range together(t, set, reference.to[0], reference.to[1:]...) {
				known[v] = true
			}
			for _, v := range together(t, set, reference.from[0], reference.from[1:]...) {
				if !known[v] {
					t.Errorf("seed %d: %v refers to %q, which %v does not hold", seed, reference.from, v, reference.to)
				}
			}
		}
		earlier := map[value.Value]bool{value.None{}: true}
		ids := column(t, set, "employees", "id")
		for i, v := range column(t, set, "employees", "manager_id") {
			if !earlier[v] {
				t.Errorf("seed %d: row %d refers to a later one", seed, i)
			}
			earlier[ids[i]] = true
		}
	}
}

// Every value is of its column's kind and range.
func TestRanges(t *testing.T) {
	t.Parallel()
	set := made(t, parse(t, all), 3, map[string]int{"employees": 5000})
	str := func(v value.Value) string { return string(v.(value.Str)) }
	moment := func(layout, lo, hi string) func(value.Value) bool {
		return func(v value.Value) bool {
			at, err := time.Parse(layout, str(v))
			return err == nil && at.Format(layout) == str(v) && str(v) >= lo && str(v) <= hi
		}
	}
	for name, holds := range map[string]func(v value.Value) bool{
		"name": func(v value.Value) bool {
			return len([]rune(str(v))) <= 8 && strings.Trim(str(v), "abc é'%_\\\n") == ""
		},
		"salary": func(v value.Value) bool { n, ok := v.(value.Int); return ok && n >= -10 && n <= 9000 },
		"age":    func(v value.Value) bool { n := v.(value.Int); return n >= 18 && n <= 67 },
		"level":  func(v value.Value) bool { n := v.(value.Int); return n >= 0 && n <= 9 },
		"pay": func(v value.Value) bool {
			d := string(v.(value.Decimal))
			_, err := value.ParseDecimal(d)
			_, fraction, _ := strings.Cut(d, ".")
			return err == nil && len(fraction) == 2 && len(d) <= len("1000.00")
		},
		"part":   func(v value.Value) bool { f := v.(value.Float); return f >= -1 && f <= 1.5 },
		"ratio":  func(v value.Value) bool { f := v.(value.Float); return f >= 0 && f <= 1 },
		"active": func(v value.Value) bool { _, ok := v.(value.Bool); return ok },
		"hired":  moment(time.DateOnly, "1969-12-01", "2024-12-31"),
		"seen":   moment(time.DateTime, "2024-02-28 23:59:59", "2024-03-01 00:00:01"),
		"rank":   func(v value.Value) bool { return v == value.Str("low") || v == value.Str("high") },
	} {
		for i, v := range column(t, set, "employees", name) {
			if v != (value.None{}) && !holds(v) {
				t.Errorf("row %d: %s is %#v", i, name, v)
			}
		}
	}
}

// Each share is near what was asked for. The seed is fixed, so the test gives the same each time.
func TestShares(t *testing.T) {
	t.Parallel()
	const n = 20_000
	set := made(t, parse(t, all), 11, map[string]int{"departments": 5, "employees": n})
	share := func(name string, is func(v value.Value) bool) float64 {
		found := 0
		for _, v := range column(t, set, "employees", name) {
			if is(v) {
				found++
			}
		}
		return float64(found) / n
	}
	one := func(of ...value.Value) func(value.Value) bool {
		return func(v value.Value) bool {
			for _, x := range of {
				if v == x {
					return true
				}
			}
			return false
		}
	}
	null := one(value.None{})
	harmonic := 1 + math.Pow(2, -1.2) + math.Pow(3, -1.2) // three of five departments are referred to
	popular := 0.0
	for id := range 5 {
		popular = max(popular, share("department_id", one(value.Int(id+1))))
	}
	for what, tt := range map[string]struct{ got, want float64 }{
		"NULL salary":         {share("salary", null), 0.1},
		"NULL department":     {share("department_id", null), 0.1},
		"NULL manager":        {share("manager_id", null), 0.2},
		"NULL ratio":          {share("ratio", null), 0.5},
		"NULL age":            {share("age", null), 0},
		"true":                {share("active", one(value.Bool(true))), 0.95 * 0.7},
		"low":                 {share("rank", one(value.Str("low"))), 0.9 * 5 / 6},
		"the first level":     {share("level", one(value.Int(0))), 1 / 2.928968},
		"edges of hired":      {share("hired", one(value.Str("1969-12-01"), value.Str("2024-12-31"))), 0.2},
		"literals in hired":   {share("hired", one(value.Str("2019-12-31"), value.Str("2020-01-01"), value.Str("2020-01-02"))), 0.2},
		"literals in pay":     {share("pay", one(value.Decimal("5.24"), value.Decimal("5.25"), value.Decimal("5.26"))), 0.15},
		"the most popular":    {popular, 0.9 / harmonic},
		"age below the mean":  {share("age", func(v value.Value) bool { return v.(value.Int) <= 42 }), 0.5},
		"age far from it":     {share("age", func(v value.Value) bool { return v.(value.Int) < 23 || v.(value.Int) > 62 }), 0.0125},
		"salary on the edges": {share("salary", one(value.Int(-10), value.Int(9000), value.Int(0))), 0.1 / 0.6},
	} {
		if math.Abs(tt.got-tt.want) > 0.02 {
			t.Errorf("%s: %.4f of the rows; want %.4f", what, tt.got, tt.want)
		}
	}
	different := map[value.Value]bool{}
	for _, v := range column(t, set, "employees", "department_id") {
		different[v] = true
	}
	if len(different) != 4 { // NULL is one of them
		t.Errorf("%d departments are referred to; two of five should not be", len(different)-1)
	}
}

// A column more, or another table, leaves the others as they are; and which rows are referred to most is the seed's choice.
func TestColumnsAreApart(t *testing.T) {
	t.Parallel()
	more := strings.Replace(wide, "    id: {serial: 1}\n    name", "    id: {serial: 1}\n    extra: {int: [0, 9]}\n    name", 1)
	more += "others: {rows: 3, columns: {name: {text: {length: [3, 12]}}}}\n"
	sizes := map[string]int{"people": 300}
	spec, wider := parse(t, wide), parse(t, more)
	popular := map[string]bool{}
	for seed := range int64(10) {
		a, b := made(t, spec, seed, sizes), made(t, wider, seed, sizes)
		column(t, b, "people", "extra") // it is there
		for _, name := range []string{"id", "name", "team_id", "salary", "pay", "hired"} {
			if !slices.Equal(column(t, a, "people", name), column(t, b, "people", name)) {
				t.Errorf("seed %d: %s is another one", seed, name)
			}
		}
		count := map[string]int{}
		most := ""
		for _, team := range together(t, a, "people", "team_id") {
			if count[team]++; team != "" && count[team] > count[most] || most == "" {
				most = team
			}
		}
		popular[most] = true
	}
	if len(popular) < 5 {
		t.Errorf("of ten seeds, the most popular teams are only %v", popular)
	}
}
