package compare_test

import (
	"slices"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/testcases/value"
)

// Cases of floats name the tolerance, too.
func TestFloat(t *testing.T) {
	t.Parallel()
	folder(t, "float", func(c value.Dict, want, got value.Value) compare.Diff {
		bounds := compare.Tolerance{Abs: bound(c, "abs"), Rel: bound(c, "rel")}
		if bounds == (compare.Tolerance{}) {
			bounds.Abs = 1e-6
		}
		return compare.Float(want, got, bounds)
	})
}

func bound(c value.Dict, key string) float64 {
	switch v, _ := c.Get(key); v := v.(type) {
	case value.Int:
		return float64(v)
	case value.Float:
		return float64(v)
	}
	return 0
}

func TestUnordered(t *testing.T) {
	t.Parallel()
	folder(t, "unordered", func(_ value.Dict, want, got value.Value) compare.Diff { return compare.Unordered(want, got) })
}

func TestSet(t *testing.T) {
	t.Parallel()
	folder(t, "set", func(_ value.Dict, want, got value.Value) compare.Diff { return compare.Set(want, got) })
}

func near(want, got value.Value) compare.Diff {
	return compare.Float(want, got, compare.Tolerance{Abs: 1, Rel: 0.25})
}

func TestFunctionRuleProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := values(3).Draw(t, "a"), values(3).Draw(t, "b")
		for name, rule := range map[string]func(want, got value.Value) compare.Diff{"float": near, "unordered": compare.Unordered, "set": compare.Set} {
			for _, same := range []value.Value{a, shuffled(t, a)} {
				if diff := rule(a, same); !diff.Equal {
					t.Fatalf("%s: %s is not equal to itself: %s", name, value.Python(a, 1000), diff.Message)
				}
			}
			if compare.Exact(a, b).Equal && !rule(a, b).Equal {
				t.Fatalf("%s: %s and %s are the same, and different", name, value.Python(a, 1000), value.Python(b, 1000))
			}
			ab, ba := rule(a, b), rule(b, a)
			if ab.Equal != ba.Equal && !holdsFloat(a) && !holdsFloat(b) {
				t.Fatalf("%s: %s and %s are equal one way only", name, value.Python(a, 1000), value.Python(b, 1000))
			}
			if ab.Equal {
				continue
			}
			if ab.Message == "" || len(ab.Message) > 1200 || len(ab.Expected) > 2*compare.ShowLimit || len(ab.Got) > 2*compare.ShowLimit {
				t.Fatalf("%s: %d bytes: %+v", name, len(ab.Message), ab)
			}
			for _, r := range ab.Message + ab.Expected + ab.Got {
				if !unicode.IsPrint(r) {
					t.Fatalf("%s: %U is shown in %+v", name, r, ab)
				}
			}
		}
	})
}

// Lists of items that are the same, or that differ in their types only, take no more time for it; a rule that compares each
// with each would not end within the time of tests.
func TestFunctionRulesOfLongLists(t *testing.T) {
	t.Parallel()
	const n = 50_000
	ones, numbers, mixed := make(value.List, n), make(value.List, n), make(value.List, n)
	for i := range n {
		ones[i], numbers[i], mixed[i] = value.Float(1), value.Tuple{value.Float(i), value.Str("a")}, value.Int(1)
	}
	wide := func(last value.Float) value.List { // numbers that are all alike, but for the last
		return slices.Concat(value.List(slices.Repeat([]value.Value{value.Float(0)}, n)), value.List{last})
	}
	reversed := slices.Clone(numbers)
	slices.Reverse(reversed)
	for _, tt := range []struct {
		name      string
		diff      compare.Diff
		wantEqual bool
	}{
		{"unordered", compare.Unordered(numbers, reversed), true},
		{"unordered ones", compare.Unordered(ones, slices.Clone(ones)), true},
		{"unordered ints", compare.Unordered(ones, mixed), true},
		{"unordered floats", compare.Unordered(mixed, ones), false},
		{"set", compare.Set(numbers, reversed), true},
		{"set floats", compare.Set(mixed, ones), false},
		{"float", near(numbers, slices.Clone(numbers)), true},
		{"float in another order", near(numbers, reversed), false},
		{"float rows", near(value.List{wide(5), wide(9)}, value.List{wide(9), wide(20)}), false},
		{"float sets of rows", near(value.Set{value.Tuple(wide(5)), value.Tuple(wide(90))}, value.Set{value.Tuple(wide(91)), value.Tuple(wide(5.5))}), true},
		{"float sets", near(value.Set(numbers), value.Set(reversed)), true},
	} {
		if tt.diff.Equal != tt.wantEqual {
			t.Errorf("%s: %+v", tt.name, tt.diff)
		}
	}
}
