package compare_test

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"pgregory.net/rapid"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/testcases/value"
)

// Each file of a rule's folder holds a list of cases: name, want, got, equal, and the message where they are not.
func TestExact(t *testing.T) {
	t.Parallel()
	folder(t, "exact", func(_ value.Dict, want, got value.Value) compare.Diff { return compare.Exact(want, got) })
}

func folder(t *testing.T, rule string, compareCase func(c value.Dict, want, got value.Value) compare.Diff) {
	t.Helper()
	files, err := filepath.Glob("testdata/" + rule + "/*.yaml")
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
			name := strings.TrimSuffix(filepath.Base(file), ".yaml") + "/" + get[string](c, "name")
			want, _ := c.Get("want")
			got, _ := c.Get("got")
			diff := compareCase(c, want, got)
			if diff.Equal != get[bool](c, "equal") || diff.Message != get[string](c, "message") {
				t.Errorf("%s: equal is %t, message %q\nwant %q", name, diff.Equal, diff.Message, get[string](c, "message"))
			}
			if diff.Equal != (diff.Expected == "" && diff.Got == "") {
				t.Errorf("%s: expected %q, got %q", name, diff.Expected, diff.Got)
			}
		}
	}
}

func get[T string | bool](c value.Dict, key string) (out T) {
	v, _ := c.Get(key)
	switch v := v.(type) {
	case value.Str:
		out, _ = any(string(v)).(T)
	case value.Bool:
		out, _ = any(bool(v)).(T)
	}
	return out
}

func TestExactObject(t *testing.T) {
	t.Parallel()
	object := value.Object{Type: "No\x1bde" + strings.Repeat("x", 1000), Repr: "<\x1b[31m>"}
	diff := compare.Exact(value.List{}, object)
	if want := "expected a list, got a No�de" + strings.Repeat("x", 33) + "…"; diff.Message != want {
		t.Errorf("got %q, want %q", diff.Message, want)
	}
	if diff := compare.Exact(object, object); diff.Equal {
		t.Error("an object equals itself, and nobody can know")
	}
	if diff := compare.Exact(value.List{value.Int(1)}, value.List{value.Object{Type: "Iter", Repr: "<it>"}}); diff.Message != "result[0] is <it>, an Iter; expected 1, an int" {
		t.Error(diff.Message)
	}
}

// Only a cell that does not speak for Python sends members or keys twice.
func TestExactTwice(t *testing.T) {
	t.Parallel()
	one, two := value.Int(1), value.Int(2)
	for _, tt := range []struct{ want, got value.Value }{
		{value.Set{one, two}, value.Set{one, one}},
		{value.Set{one, one}, value.Set{one, two}},
		{value.Dict{{Key: one, Value: two}, {Key: two, Value: two}}, value.Dict{{Key: one, Value: two}, {Key: one, Value: two}}},
		{value.Dict{{Key: one, Value: one}}, value.Dict{{Key: one, Value: one}, {Key: one, Value: two}}},
	} {
		if diff := compare.Exact(tt.want, tt.got); diff.Equal || diff.Message == "" {
			t.Errorf("%v and %v: %+v", tt.want, tt.got, diff)
		}
	}
}

func TestExactProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := values(3).Draw(t, "a"), values(3).Draw(t, "b")
		if diff := compare.Exact(a, a); !diff.Equal {
			t.Fatalf("%s is not equal to itself: %s", value.Python(a, 1000), diff.Message)
		}
		if diff := compare.Exact(a, shuffled(t, a)); !diff.Equal {
			t.Fatalf("the order of a set counts in %s: %s", value.Python(a, 1000), diff.Message)
		}
		ab, ba := compare.Exact(a, b), compare.Exact(b, a)
		if ab.Equal != ba.Equal && !holdsFloat(a) && !holdsFloat(b) {
			t.Fatalf("%s and %s are equal one way only", value.Python(a, 1000), value.Python(b, 1000))
		}
		if ab.Equal {
			return
		}
		if ab.Message == "" || len(ab.Message) > 600 || len(ab.Expected) > 2*compare.ShowLimit || len(ab.Got) > 2*compare.ShowLimit {
			t.Fatalf("%d bytes: %+v", len(ab.Message), ab)
		}
		for _, r := range ab.Message + ab.Expected + ab.Got {
			if !unicode.IsPrint(r) {
				t.Fatalf("%U is shown in %+v", r, ab)
			}
		}
	})
}

var nan = value.Float(math.NaN())

// values draws from few leaves, so that two draws are often alike.
func values(depth int) *rapid.Generator[value.Value] {
	leaves := rapid.SampledFrom([]value.Value{
		value.None{}, value.Bool(true), value.Int(1), value.Int(2), value.Float(1), value.Float(2.5), nan, value.Str("a"),
		value.Str("A"), value.Str("a \x1b\u202e"), value.Str(strings.Repeat("long ", 20)), value.Bytes("a"),
	})
	if depth == 0 {
		return leaves
	}
	items := rapid.SliceOfN(values(depth-1), 0, 3)
	unique := rapid.SliceOfNDistinct(leaves, 0, 4, func(v value.Value) string {
		return strings.TrimSuffix(value.Python(v, 100), ".0") // 1 and 1.0 are one key
	})
	return rapid.OneOf(leaves,
		rapid.Map(items, func(v []value.Value) value.Value { return value.List(v) }),
		rapid.Map(items, func(v []value.Value) value.Value { return value.Tuple(v) }),
		rapid.Map(unique, func(v []value.Value) value.Value { return value.Set(v) }),
		rapid.Map(unique, func(v []value.Value) value.Value {
			return value.Set{value.FrozenSet(v), value.Tuple{value.FrozenSet(v)}}
		}),
		rapid.Custom(func(t *rapid.T) value.Value {
			dict := value.Dict{}
			for _, k := range unique.Draw(t, "keys") {
				dict = append(dict, value.Entry{Key: k, Value: values(depth-1).Draw(t, "value")})
			}
			return dict
		}),
	)
}

func shuffled(t *rapid.T, v value.Value) value.Value {
	var mixed []value.Value
	if items, ok := value.Items(v); ok {
		for _, item := range items {
			mixed = append(mixed, shuffled(t, item))
		}
	}
	switch v := v.(type) {
	case value.List:
		return value.List(mixed)
	case value.Tuple:
		return value.Tuple(mixed)
	case value.Set:
		return value.Set(rapid.Permutation(mixed).Draw(t, "set"))
	case value.FrozenSet:
		return value.FrozenSet(rapid.Permutation(mixed).Draw(t, "set"))
	case value.Dict:
		return rapid.Permutation(v).Draw(t, "dict")
	}
	return v
}

func holdsFloat(v value.Value) bool {
	return strings.Contains(value.Python(v, 1<<20), ".0")
}
