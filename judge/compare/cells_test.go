package compare_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/testcases/value"
)

// cases gives those of all files that the pattern names, each a dict with a name.
func cases(t *testing.T, pattern string, test func(t *testing.T, c value.Dict)) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := parser.ParseBytes(data, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, node := range parsed.Docs[0].Body.(*ast.SequenceNode).Values {
			v, err := value.FromYAML(node)
			if err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			c := v.(value.Dict)
			t.Run(filepath.Base(file)+"/"+get[string](c, "name"), func(t *testing.T) {
				t.Parallel()
				test(t, c)
			})
		}
	}
}

// Each file of testdata/cells holds a list of cases, which compare a cell with others: name, of (its type in PostgreSQL),
// cell, and lists of what is the same and what is different. All of these are of the same type, once, and are written
// by hand without any, the other time. Where message is set, it is of the first that is different.
func TestCells(t *testing.T) {
	t.Parallel()
	cases(t, "testdata/cells/*.yaml", testCells)
}

func testCells(t *testing.T, c value.Dict) {
	cell, _ := c.Get("cell")
	typ := value.Str(get[string](c, "of"))
	same, different := items(c, "same"), items(c, "different")
	if len(same)+len(different) == 0 {
		t.Fatal("nothing to compare with")
	}
	for _, other := range same {
		for what, d := range everyWay(t, typ, cell, other) {
			if !d.Equal {
				t.Errorf("%s, %s: %s", value.Python(other, 80), what, d.Message)
			}
		}
	}
	for i, other := range different {
		for what, d := range everyWay(t, typ, cell, other) {
			if d.Equal {
				t.Errorf("%s, %s: is the same", value.Python(other, 80), what)
			}
			if m := get[string](c, "message"); i == 0 && m != "" && what == "both typed" && d.Message != m {
				t.Errorf("%s: %s", value.Python(other, 80), d.Message)
			}
		}
	}
}

func items(c value.Dict, key string) []value.Value {
	v, _ := c.Get(key)
	list, _ := value.Items(v)
	return list
}

func everyWay(t *testing.T, typ value.Str, cell, other value.Value) map[string]compare.Diff {
	t.Helper()
	out := map[string]compare.Diff{}
	for what, tables := range map[string][2]value.Value{
		"both typed": {typed(typ, cell), typed(typ, other)}, "the other way round": {typed(typ, other), typed(typ, cell)},
		"by hand": {table([]string{"c"}, value.List{other}), typed(typ, cell)},
	} {
		d, err := compare.Rows(tables[0], tables[1], compare.RowsOptions{})
		if err != nil {
			t.Fatal(err)
		}
		out[what] = d
	}
	return out
}

func typed(typ value.Str, cell value.Value) value.Value {
	return append(table([]string{"c"}, value.List{cell}).(value.Dict), value.Entry{Key: value.Str("types"), Value: value.List{typ}})
}
