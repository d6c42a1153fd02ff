package sql_test

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/docker"
	"github.com/coding-judge/judge/runners/sql"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// TestMain sees to it that no test leaves a server behind.
func TestMain(m *testing.M) {
	code := m.Run()
	if left, err := leftovers(); err != nil || len(left) > 0 {
		fmt.Fprintln(os.Stderr, "containers are left:", left, err)
		code = 1
	}
	os.Exit(code)
}

// leftovers are this process's containers.
func leftovers() ([]docker.Container, error) {
	e, err := docker.Open(context.Background())
	if err != nil {
		return nil, nil // then there was none
	}
	defer e.Close()
	all, err := e.Containers(context.Background())
	var ours []docker.Container
	for _, l := range all {
		if l.Kind == "sql" && l.Own {
			ours = append(ours, l)
		}
	}
	return ours, err
}

func prepare(t testing.TB, r *sql.Runner, p *problems.Problem, source string) runners.Session {
	t.Helper()
	s, err := r.Prepare(t.Context(), p, []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { // before the runner's
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// run runs one statement on a table t(n integer, s text) with three rows.
func run(t testing.TB, r *sql.Runner, p *problems.Problem, source string) runners.Outcome {
	t.Helper()
	s := prepare(t, r, p, source)
	o, err := s.Run(t.Context(), theCase())
	if err != nil {
		t.Fatalf("%s: %v", source, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return o
}

func small() *problems.Problem {
	return &problems.Problem{Slug: "small", Kind: problems.Query, Schema: "create table t (n integer, s text)", Limits: problems.DefaultLimits()}
}

func theCase() testcases.Case {
	row := func(n int, s string) value.Value { return value.List{value.Int(n), value.Str(s)} }
	return caseOf(value.Dict{{Key: value.Str("t"), Value: table([]string{"n", "s"}, row(1, "one"), row(2, "two"), row(3, "three"))}})
}

func table(columns []string, rows ...value.Value) value.Value {
	names := value.List{}
	for _, c := range columns {
		names = append(names, value.Str(c))
	}
	return value.Dict{{Key: value.Str("columns"), Value: names}, {Key: value.Str("rows"), Value: value.List(rows)}}
}

func caseOf(input value.Dict) testcases.Case {
	return testcases.Case{Name: "sample/test", Group: testcases.Sample, Input: testcases.NewBlob(value.AppendJSON(nil, input))}
}
