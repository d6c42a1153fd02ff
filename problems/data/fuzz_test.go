package data_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/coding-judge/judge/problems/data"
	"github.com/coding-judge/judge/testcases/value"
)

// FuzzSpec reads declarations: a mistake has a place, and what can be read either can be made or says why not.
func FuzzSpec(f *testing.F) {
	f.Add(all, "select 1", int64(1))
	f.Add(wide, "", int64(2))
	f.Add("t: {rows: 4, columns: {c: {int: [1, 3], distinct: true}}}", "", int64(3))
	f.Add("t: {rows: 7, columns: {c: {float: [1, 3], literals: 1}, d: {bool: 0.5}}, unique: [[c, d]]}", "select 1.5e3", int64(4))
	f.Fuzz(func(t *testing.T, text, sql string, seed int64) {
		if strings.ContainsAny(text, "&*") || len(text) > 4096 { // DecodeYAML keeps anchors away
			return
		}
		spec := new(data.Spec)
		if err := yaml.Unmarshal([]byte(text), spec); err != nil {
			return
		}
		var e *data.Error
		if err := spec.Bind(sql); err != nil && !errors.As(err, &e) {
			t.Fatal(err)
		}
		_ = spec.Source()
		set, err := spec.Make(t.Context(), seed, small(spec, text))
		if err != nil && !errors.As(err, &e) && !strings.Contains(err.Error(), "values together") {
			t.Fatal(err)
		}
		for _, table := range set {
			columns, _ := table.Value.(value.Dict).Get("columns")
			rows, _ := table.Value.(value.Dict).Get("rows")
			for _, row := range rows.(value.List) {
				if len(row.(value.List)) != len(columns.(value.List)) {
					t.Fatalf("a row is not as long as its columns: %v", row)
				}
				for _, v := range row.(value.List) {
					if v == nil {
						t.Fatalf("a value is missing: %v", row)
					}
				}
			}
		}
	})
}

// small asks for few rows of each word of the text that is a table.
func small(spec *data.Spec, text string) map[string]int {
	sizes := map[string]int{}
	for i, name := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" :{},\n", r) }) {
		if _, _, err := spec.Params(value.Dict{{Key: value.Str("seed"), Value: value.Int(1)}, {Key: value.Str(name), Value: value.Int(1)}}); err == nil {
			sizes[name] = i % 40
		}
	}
	return sizes
}
