package sql_test

import (
	"errors"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/sql"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// What a case's file says is what the submission reads.
func TestLoad(t *testing.T) { everywhere(t, testLoad) }

func testLoad(t *testing.T, r *sql.Runner) {
	p := small()
	p.Schema = `create table "Odd table" (b boolean, i bigint, n numeric, f float8, "s\" text, y bytea, a integer[], d date, j jsonb, x text[][])`
	row := value.List{
		value.Bool(true), value.Int(-7), value.NewInt(new(big.Int).Lsh(big.NewInt(1), 70)), value.Float(0.1),
		value.Str("a\tb\nc\\d\\N \"ü\" 😀\r"), value.Bytes{0, 255, '\\'}, value.List{value.Int(1), value.None{}}, value.Str("2024-02-29"),
		value.Dict{{Key: value.Str("k"), Value: value.List{value.Int(1), value.None{}, value.Str("<")}}},
		value.List{value.List{value.Str(`a"b\`), value.Str("NULL")}, value.List{value.None{}, value.Str("{,}")}},
	}
	none := value.List{}
	for range row {
		none = append(none, value.None{})
	}
	names := []string{"b", "i", "n", "f", `s\`, "y", "a", "d", "j", "x"}
	c := caseOf(value.Dict{{Key: value.Str("Odd table"), Value: table(names, row, none)}})
	s := prepare(t, r, p, `select * from "Odd table" order by i`)
	o, err := s.Run(t.Context(), c)
	if err != nil || o.End != runners.Answered {
		t.Fatalf("%v: ended as %d %+v", err, o.End, o.Fault)
	}
	want := append(value.List{}, row...)
	want[2], want[8] = value.Decimal("1180591620717411303424"), value.Str(`{"k": [1, null, "<"]}`)
	types := value.List{}
	for _, name := range []string{"bool", "int8", "numeric", "float8", "text", "bytea", "int4[]", "date", "jsonb", "text[]"} {
		types = append(types, value.Str(name))
	}
	answer := table(names, want, none).(value.Dict)
	answer = value.Dict{answer[0], {Key: value.Str("types"), Value: types}, answer[1]}
	if wanted := value.AppendJSON(nil, answer); string(wanted) != string(o.Answer) {
		t.Errorf("\n got %s\nwant %s", o.Answer, wanted)
	}
}

// A case that does not fit its problem is its author's mistake, and what is hidden in it stays so.
func TestRefusedCases(t *testing.T) { everywhere(t, testRefusedCases) }

func testRefusedCases(t *testing.T, r *sql.Runner) {
	const secret = "s3cr3t"
	cases := map[string]value.Dict{
		"a value of another type": {{Key: value.Str("t"), Value: table([]string{"n", "s"}, value.List{value.Str(secret), value.None{}})}},
		"a value of no type":      {{Key: value.Str("t"), Value: table([]string{"n", "s"}, value.List{value.Set{value.Str(secret)}, value.None{}})}},
		"an unknown column":       {{Key: value.Str("t"), Value: table([]string{"n", "x"}, value.List{value.Int(1), value.Str(secret)})}},
		"an unknown table":        {{Key: value.Str("u"), Value: table([]string{"n"}, value.List{value.Str(secret)})}},
	}
	s := prepare(t, r, small(), "select 1")
	for name, input := range cases {
		for _, hidden := range []bool{false, true} {
			c := caseOf(input)
			c.File, c.Hidden = "testcases/small/x.yaml", hidden
			o, err := s.Run(t.Context(), c)
			var mistake *testcases.FileError
			if !errors.As(err, &mistake) || mistake.File != c.File {
				t.Errorf("%s: %v, %+v", name, err, o)
			}
			if hidden && strings.Contains(fmt.Sprint(err, o), secret) {
				t.Errorf("%s: it says what is hidden: %v", name, err)
			}
		}
	}
	p := small()
	p.Schema, p.Dir = "create tabel t (n integer)", "problems/small"
	_, err := prepare(t, r, p, "select 1").Run(t.Context(), theCase())
	var mistake *testcases.FileError
	if !errors.As(err, &mistake) || mistake.File != p.Dir {
		t.Errorf("a broken schema: %v", err)
	}
}
