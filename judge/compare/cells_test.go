package compare_test

import (
	"os"
	"path/filepath"
	"strings"
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

// Whatever text a cell of any type holds, it is the same as itself, and a difference is told.
func FuzzCell(f *testing.F) {
	for _, s := range []string{
		"", "infinity", "2024-02-29 12:00:00.5+02 BC", "1 year 2 mons -3 days +04:05:06.7", "{[1,3),[5,)}", "(,)", `{"a": [1e5, null]}`,
		"10.0.0.1/8", `\x00`, "-$1,234.50", "99999999999999999999", "24:00:00", "[9223372036854775807,9223372036854775807]",
	} {
		for i := range columnTypes {
			f.Add(i, s, s+" ")
		}
	}
	f.Fuzz(func(t *testing.T, i int, one, other string) {
		typ := value.Str(columnTypes[(i%len(columnTypes)+len(columnTypes))%len(columnTypes)])
		x, y, byHand := typed(typ, value.Str(one)), typed(typ, value.Str(other)), table([]string{"c"}, value.List{value.Str(one)})
		for _, pair := range [][2]value.Value{{x, x}, {x, y}, {y, x}, {byHand, y}} {
			d, err := compare.Rows(pair[0], pair[1], compare.RowsOptions{})
			if err != nil {
				t.Fatal(err)
			}
			clash := strings.HasPrefix(d.Message, "the rows are right, but column 1 (c) should be text, not ")
			if !d.Equal && !clash && (one == other || d.Missing == nil || d.Extra == nil) {
				t.Errorf("%s: %q and %q: %q", typ, one, other, d.Message)
			}
		}
	})
}
