package value_test

import (
	"math"
	"math/big"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/coding-judge/judge/testcases/value"
)

func TestPython(t *testing.T) {
	t.Parallel()
	list := value.List{value.Int(1), value.Int(2)}
	for want, v := range map[string]value.Value{
		`None`:                                 value.None{},
		`True`:                                 value.Bool(true),
		`False`:                                value.Bool(false),
		`-7`:                                   value.Int(-7),
		`36893488147419103232`:                 value.BigInt{N: new(big.Int).Lsh(big.NewInt(1), 65)},
		`nan`:                                  value.Float(math.NaN()),
		`-inf`:                                 value.Float(math.Inf(-1)),
		`2.0`:                                  value.Float(2),
		`-0.0`:                                 value.Float(math.Copysign(0, -1)),
		`0.1`:                                  value.Float(0.1),
		`1e+16`:                                value.Float(1e16),
		`1e-05`:                                value.Float(1e-5),
		`0.0001`:                               value.Float(1e-4),
		`123456.75`:                            value.Float(123456.75),
		`'a"b'`:                                value.Str(`a"b`),
		`"it's"`:                               value.Str(`it's`),
		`'it\'s "x"'`:                          value.Str(`it's "x"`),
		`'\\n\n\t\r'`:                          value.Str("\\n\n\t\r"),
		`'\x1b[31m\x00\x7f\x85'`:               value.Str("\x1b[31m\x00\x7f\u0085"),
		`'é漢🙂'`:                                value.Str("é漢🙂"),
		`'\u202e\u2066\u200b\u200d\ufeff\xad'`: value.Str("\u202e\u2066\u200b\u200d\ufeff\u00ad"),
		`'\u3164\u115f\ufe0f\u2800\u034f\U000e0041\ue000'`: value.Str("\u3164\u115f\ufe0f\u2800\u034f\U000e0041\ue000"),
		`'\u2028\xa0'`:      value.Str("\u2028\u00a0"),
		`[1, 2]`:            list,
		`(1,)`:              value.Tuple{value.Int(1)},
		`(1, 2)`:            value.Tuple(list),
		`()`:                value.Tuple{},
		`{1, 2}`:            value.Set(list),
		`set()`:             value.Set{},
		`frozenset({1, 2})`: value.FrozenSet(list),
		`frozenset()`:       value.FrozenSet{},
		`{}`:                value.Dict{},
		`{'a': [1, 2], 3: None}`: value.Dict{
			{Key: value.Str("a"), Value: list}, {Key: value.Int(3), Value: value.None{}},
		},
		`<Node �[31m�>`: value.Object{Type: "Node", Repr: "<Node \x1b[31m\n>"},
	} {
		if got := value.Python(v, 1000); got != want {
			t.Errorf("%#v: %s, want %s", v, got, want)
		}
	}
	for want, b := range map[string]string{
		`b''`: "", `b'a\xff\xc3\xa9\n\x00'`: "a\xffé\n\x00", `b"it's"`: "it's", `b'it\'s "x"'`: `it's "x"`, `b'\\'`: `\`,
	} {
		if got := value.Python(value.Bytes(b), 1000); got != want {
			t.Errorf("%q: %s, want %s", b, got, want)
		}
	}
}

func TestPythonLimit(t *testing.T) {
	t.Parallel()
	many := make(value.List, 1000)
	for i := range many {
		many[i] = value.Int(i)
	}
	huge := value.BigInt{N: new(big.Int).Lsh(big.NewInt(1), 1<<20)}
	for _, tt := range []struct {
		v    value.Value
		want string
	}{
		{many, `[0, 1, 2, 3, 4, 5, 6, … 993 more]`},
		{value.Str(strings.Repeat("x", 1<<20)), `'xxxxxxxxxxxxxxxxxxx…'`},
		{value.Str(strings.Repeat("é", 20)), `'` + strings.Repeat("é", 10) + `…'`},
		{value.Bytes(strings.Repeat("\xff", 20)), `b'\xff\xff\xff\xff\xff…'`},
		{value.Object{Repr: strings.Repeat("x", 50)}, strings.Repeat("x", 20) + "…"},
		{huge, "0x" + "1" + strings.Repeat("0", 17) + "…"},
		{value.List{many, many}, `[[0, 1, 2, 3, 4, 5, … 994 more], … 1 more]`},
		{value.List{value.Str(strings.Repeat("x", 19)), value.Str("tail")}, `['xxxxxxxxxxxxxxxxxx…', … 1 more]`},
	} {
		if got := value.Python(tt.v, 20); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
	if got, want := value.Call("f", value.Dict{
		{Key: value.Str("nums"), Value: value.List{value.Int(1), value.Int(2)}}, {Key: value.Str("k"), Value: value.Str("a")},
	}, 100), `f([1, 2], 'a')`; got != want {
		t.Errorf("Call: %s, want %s", got, want)
	}
}

// Whatever a value holds, what is shown is one printable line, and not much longer than the limit.
func TestPythonIsSafe(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := values(3).Draw(t, "value")
		limit := rapid.IntRange(0, 200).Draw(t, "limit")
		shown := value.Python(v, limit)
		if !utf8.ValidString(shown) {
			t.Fatalf("not UTF-8: %q", shown)
		}
		for _, r := range shown {
			if !unicode.IsPrint(r) || unicode.Is(unicode.Bidi_Control, r) || unicode.Is(unicode.Variation_Selector, r) {
				t.Fatalf("%U is shown in %q", r, shown)
			}
		}
		// One scalar may go beyond, and so may brackets and "… n more" of each level.
		if len(shown) > limit+150 {
			t.Fatalf("%d bytes at a limit of %d: %s", len(shown), limit, shown)
		}
	})
}

func TestTypeName(t *testing.T) {
	t.Parallel()
	for want, v := range map[string]value.Value{
		"None": value.None{}, "bool": value.Bool(true), "int": value.Int(1), "float": value.Float(1), "str": value.Str(""),
		"bytes": value.Bytes{}, "list": value.List{}, "tuple": value.Tuple{}, "set": value.Set{}, "frozenset": value.FrozenSet{},
		"dict": value.Dict{}, "Node": value.Object{Type: "Node"}, "unknown": nil,
	} {
		if got := value.TypeName(v); got != want {
			t.Errorf("%#v: %s, want %s", v, got, want)
		}
	}
	if got := value.TypeName(value.NewInt(new(big.Int).Lsh(big.NewInt(1), 64))); got != "int" {
		t.Errorf("a big integer: %s", got)
	}
}
