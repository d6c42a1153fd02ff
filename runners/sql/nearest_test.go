package sql

import (
	"testing"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
)

func TestSuggest(t *testing.T) {
	t.Parallel()
	tables := []named{
		{"employees", &problems.Table{Columns: []string{"name", "department", "salary"}}},
		{"departments", &problems.Table{Columns: []string{"id", "name"}}},
	}
	for _, c := range []struct {
		source, code, message string
		line, column          int
		want                  string
	}{
		{"select * from employee", "42P01", `relation "employee" does not exist`, 1, 15, "employees"},
		{"select *\nfrom Emplyees", "42P01", `relation "emplyees" does not exist`, 2, 6, "employees"},
		{"select * from people", "42P01", `relation "people" does not exist`, 1, 15, "the tables are departments, employees"},
		{"select x.name from employees", "42P01", `missing FROM-clause entry for table "x"`, 1, 8, ""},
		{"select slary from employees", "42703", `column "slary" does not exist`, 1, 8, "salary"},
		{"select e.sallary from employees e", "42703", "column e.sallary does not exist", 1, 8, "salary"},
		{`select e."Salary" from employees e`, "42703", "column e.Salary does not exist", 1, 8, "salary"},
		{"select wage from employees", "42703", `column "wage" does not exist`, 1, 8,
			"the columns of employees are name, department, salary; the columns of departments are id, name"},
		{"select nosuch(1)", "42883", "function nosuch(integer) does not exist", 1, 8, ""},
		{"select x", "42703", `column "x" does not exist`, 0, 0, ""},
		{"select x", "42703", `column "x" does not exist`, 9, 9, "the columns of employees are name, department, salary; the columns of departments are id, name"},
	} {
		f := &runners.Fault{Code: c.code, Message: c.message, Line: c.line, Column: c.column}
		if suggest(f, c.source, tables); f.Hint != c.want {
			t.Errorf("%q: %q; want %q", c.source, f.Hint, c.want)
		}
	}
	f := &runners.Fault{Code: "42703", Line: 1, Column: 8, Hint: "PostgreSQL's own"}
	if suggest(f, "select slary", tables); f.Hint != "PostgreSQL's own" {
		t.Errorf("PostgreSQL's hint became %q", f.Hint)
	}
	suggest(nil, "", tables)
}
