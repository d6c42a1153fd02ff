package judge_test

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/compare"
)

// fill gives everything in a value something to hold.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("text <&> \n\"")
	case reflect.Int, reflect.Int64:
		v.SetInt(7)
	case reflect.Float64:
		v.SetFloat(1.5)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fill(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Name != "Plans" { // nobody keeps a report with plans, which are trees
				fill(v.Field(i))
			}
		}
	}
}

// A report that is kept is the report that was.
func TestReportIsKept(t *testing.T) {
	t.Parallel()
	full := new(judge.Report)
	fill(reflect.ValueOf(full).Elem())
	full.Schema = judge.Schema
	full.Counterexample.Expected = &judge.Answer{Table: &compare.Table{Columns: []string{"a"}, Rows: [][]string{{"1"}}}}
	full.Counterexample.Got = &judge.Answer{Value: "[1]"}
	c := judge.Cache{Dir: t.TempDir()}
	c.PutReport(judge.Key("x"), full)
	got, ok := c.GetReport(judge.Key("x"))
	if d := cmp.Diff(full, got); !ok || d != "" {
		t.Error(ok, d)
	}
}
