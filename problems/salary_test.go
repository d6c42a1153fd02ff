package problems_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases/value"
)

type employee struct {
	name, department value.Value
	salary           value.Value
}

// secondHighest is the statement, word by word. Rows stand in the order that the problem asks for, and ties by name.
func secondHighest(all []employee) []employee {
	salaries := map[value.Value][]int{} // of each department, None included: different ones, from high to low
	for _, e := range all {
		if s, ok := e.salary.(value.Int); ok && !slices.Contains(salaries[e.department], int(s)) {
			salaries[e.department] = append(salaries[e.department], int(s))
		}
	}
	for _, s := range salaries {
		slices.Sort(s)
		slices.Reverse(s)
	}
	var out []employee
	for _, e := range all {
		s, ok := e.salary.(value.Int)
		if !ok {
			continue
		}
		department := salaries[e.department]
		if int(s) == department[min(1, len(department)-1)] {
			out = append(out, e)
		}
	}
	return sorted(out)
}

func sorted(rows []employee) []employee {
	slices.SortStableFunc(rows, func(a, b employee) int {
		_, aless := a.department.(value.None)
		_, bless := b.department.(value.None)
		switch {
		case aless != bless && aless:
			return 1
		case aless != bless:
			return -1
		case a.department != b.department:
			return strings.Compare(string(a.department.(value.Str)), string(b.department.(value.Str)))
		case a.salary != b.salary:
			return int(b.salary.(value.Int) - a.salary.(value.Int))
		}
		return strings.Compare(fmt.Sprint(a.name), fmt.Sprint(b.name))
	})
	return rows
}

func employees(t *testing.T, v value.Value) []employee {
	t.Helper()
	table, err := problems.ParseTable(v)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"name", "department", "salary"}, table.Columns); d != "" {
		t.Fatal(d)
	}
	var all []employee
	for _, row := range table.Rows {
		all = append(all, employee{row[0], row[1], row[2]})
	}
	return all
}

// What the authors wrote down as right is what the statement says, and the cases are those that the problem promises.
func TestSecondHighestSalaryCases(t *testing.T) {
	t.Parallel()
	p := builtin(t, "second-highest-salary")
	has := map[string]bool{}
	for _, c := range p.Cases {
		input := made(t, p, c)
		table, _ := input.Get("employees")
		all := employees(t, table)
		want := secondHighest(all)
		if !c.Want.IsZero() {
			stored, err := value.ParseJSON(c.Want.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			rows := employees(t, stored)
			if d := cmp.Diff(want, sorted(slices.Clone(rows)), cmp.AllowUnexported(employee{})); d != "" {
				t.Errorf("%s: its answer is wrong (- what the statement says):\n%s", c.Name, d)
			}
			if !slices.EqualFunc(rows, sorted(slices.Clone(rows)), func(a, b employee) bool { return a.department == b.department && a.salary == b.salary }) {
				t.Errorf("%s: its answer is not sorted", c.Name)
			}
		}
		if !c.Hidden {
			continue
		}
		has["an empty table"] = has["an empty table"] || len(all) == 0
		has["20,000 rows"] = has["20,000 rows"] || len(all) == 20_000
		departments := map[value.Value][]int{}
		for _, e := range all {
			has["a row without a salary"] = has["a row without a salary"] || e.salary == value.None{}
			has["a row without a department"] = has["a row without a department"] || e.department == value.None{}
			if s, ok := e.salary.(value.Int); ok {
				departments[e.department] = append(departments[e.department], int(s))
			} else if departments[e.department] == nil {
				departments[e.department] = []int{}
			}
		}
		for _, salaries := range departments {
			slices.Sort(salaries)
			slices.Reverse(salaries)
			different := slices.Compact(slices.Clone(salaries))
			has["a department without a salary"] = has["a department without a salary"] || len(salaries) == 0
			has["a department of one"] = has["a department of one"] || len(salaries) == 1
			has["a tie at the top"] = has["a tie at the top"] || len(different) > 1 && salaries[0] == salaries[1]
			has["one salary of several"] = has["one salary of several"] || len(different) == 1 && len(salaries) > 1
			if len(different) > 2 {
				i := slices.Index(salaries, different[1])
				has["a tie at second"] = has["a tie at second"] || salaries[i] == salaries[i+1]
			}
		}
		has["rows alike"] = has["rows alike"] || len(want) > 1 && want[0] == want[1]
	}
	wantAll(t, has, "an empty table", "20,000 rows", "a row without a salary", "a row without a department", "a department without a salary",
		"a department of one", "a tie at the top", "one salary of several", "a tie at second", "rows alike")
}

func TestSecondHighestSalaryValid(t *testing.T) {
	t.Parallel()
	p := builtin(t, "second-highest-salary")
	table := func(rows ...value.Value) value.Dict {
		return value.Dict{{Key: value.Str("employees"), Value: value.Dict{
			{Key: value.Str("columns"), Value: value.List{value.Str("name"), value.Str("department"), value.Str("salary")}},
			{Key: value.Str("rows"), Value: value.List(rows)},
		}}}
	}
	many := make([]value.Value, 20_001)
	for i := range many {
		many[i] = value.List{value.None{}, value.None{}, value.None{}}
	}
	for want, input := range map[string]value.Value{
		"":                           table(many[:20_000]...),
		"at most 20000 are promised": table(many...),
		"not a row of employees":     table(value.List{value.Str("Ada"), value.None{}, value.Str("5")}),
		"one table, employees":       value.Dict{{Key: value.Str("staff"), Value: value.None{}}},
	} {
		judgement, err := p.Script.Valid(t.Context(), input)
		if err != nil || judgement.OK != (want == "") || !strings.Contains(judgement.Message, want) {
			t.Errorf("%s: %+v, %v", want, judgement, err)
		}
	}
}
