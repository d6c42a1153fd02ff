package value_test

import (
	"math"
	"math/big"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/coding-judge/judge/testcases/value"
)

// values draws any value that nests at most so deep.
func values(depth int) *rapid.Generator[value.Value] {
	leaves := []*rapid.Generator[value.Value]{
		rapid.Just(value.Value(value.None{})),
		asValue(rapid.Map(rapid.Bool(), func(b bool) value.Bool { return value.Bool(b) })),
		asValue(rapid.Map(rapid.Int64(), func(i int64) value.Int { return value.Int(i) })),
		rapid.Map(bigInts(), value.NewInt),
		asValue(rapid.Map(floats(), func(f float64) value.Float { return value.Float(f) })),
		asValue(rapid.Map(rapid.String().Filter(utf8.ValidString), func(s string) value.Str { return value.Str(s) })),
		asValue(rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) value.Bytes { return append(value.Bytes{}, b...) })),
		asValue(rapid.Map(rapid.StringMatching(`-?[0-9]{1,30}(\.[0-9]{1,10})?`), func(s string) value.Decimal { return value.Decimal(s) })),
		rapid.Custom(func(t *rapid.T) value.Value {
			text := rapid.StringMatching(`[ -~é🙂]*`)
			return value.Object{Type: text.Draw(t, "type"), Repr: text.Draw(t, "repr")}
		}),
	}
	if depth == 0 {
		return rapid.OneOf(leaves...)
	}
	items := rapid.SliceOfN(values(depth-1), 0, 4)
	return rapid.OneOf(append(leaves,
		asValue(rapid.Map(items, func(v []value.Value) value.List { return append(value.List{}, v...) })),
		asValue(rapid.Map(items, func(v []value.Value) value.Tuple { return append(value.Tuple{}, v...) })),
		asValue(rapid.Map(items, func(v []value.Value) value.Set { return append(value.Set{}, v...) })),
		asValue(rapid.Map(items, func(v []value.Value) value.FrozenSet { return append(value.FrozenSet{}, v...) })),
		asValue(rapid.Map(items, func(v []value.Value) value.Dict {
			dict := value.Dict{}
			for i := 0; i+1 < len(v); i += 2 {
				dict = append(dict, value.Entry{Key: v[i], Value: v[i+1]})
			}
			return dict
		})),
	)...)
}

func asValue[T value.Value](g *rapid.Generator[T]) *rapid.Generator[value.Value] {
	return rapid.Map(g, func(v T) value.Value { return v })
}

func bigInts() *rapid.Generator[*big.Int] {
	return rapid.Map(rapid.StringMatching(`-?[1-9a-f][0-9a-f]{14,60}`), func(s string) *big.Int {
		n, ok := new(big.Int).SetString(s, 16)
		if !ok {
			panic(s)
		}
		return n
	})
}

func floats() *rapid.Generator[float64] {
	return rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{
		0, math.Copysign(0, -1), math.NaN(), math.Inf(1), math.Inf(-1), 1, 1e15, 1e16, 1e21, 1e22, 1e-5, 0.1,
		math.MaxFloat64, math.SmallestNonzeroFloat64, 1 << 53, 123456789.125,
	}))
}

// diff compares bit by bit: NaN equals itself, and 0.0 is not -0.0.
func diff(a, b value.Value) string {
	return cmp.Diff(a, b,
		cmp.Comparer(func(a, b value.Float) bool { return math.Float64bits(float64(a)) == math.Float64bits(float64(b)) }),
		cmp.Comparer(func(a, b *big.Int) bool { return a.Cmp(b) == 0 }),
	)
}

// allKinds says which types a value is made of, so that a test can tell that nothing was left out.
func allKinds(v value.Value, seen map[reflect.Type]bool) {
	seen[reflect.TypeOf(v)] = true
	if items, ok := value.Items(v); ok {
		for _, item := range items {
			allKinds(item, seen)
		}
	}
	if dict, ok := v.(value.Dict); ok {
		for _, e := range dict {
			allKinds(e.Key, seen)
			allKinds(e.Value, seen)
		}
	}
}

func mustParse(t testing.TB, text string) value.Value {
	t.Helper()
	v, err := value.ParseJSON([]byte(text))
	if err != nil {
		t.Fatalf("ParseJSON(%.80s): %v", text, err)
	}
	return v
}

func nested(open, end string, depth int) string {
	return strings.Repeat(open, depth) + strings.Repeat(end, depth)
}
