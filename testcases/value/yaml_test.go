package value_test

import (
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/parser"

	"github.com/coding-judge/judge/testcases/value"
)

func fromYAML(t *testing.T, text string) (value.Value, error) {
	t.Helper()
	file, err := parser.ParseBytes([]byte("v: "+text+"\n"), 0)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	v, err := value.FromYAML(file.Docs[0].Body)
	if err != nil {
		return nil, err
	}
	got, _ := v.(value.Dict).Get("v")
	return got, nil
}

func TestFromYAML(t *testing.T) {
	t.Parallel()
	huge, _ := new(big.Int).SetString("123456789012345678901234567890", 10)
	for text, want := range map[string]value.Value{
		// The rules are those of YAML 1.2: yes, no, on and off are text, as are dates.
		"null": value.None{}, "~": value.None{}, "": value.None{}, "Null": value.None{}, "NULL": value.None{},
		"true": value.Bool(true), "False": value.Bool(false), "TRUE": value.Bool(true),
		"yes": value.Str("yes"), "no": value.Str("no"), "on": value.Str("on"), "y": value.Str("y"),
		"2020-01-02": value.Str("2020-01-02"), "12:30": value.Str("12:30"), "1.2.3": value.Str("1.2.3"),
		"0": value.Int(0), "-5": value.Int(-5), "+5": value.Int(5), "1_000": value.Int(1000), "0x1F": value.Int(31),
		"-0x10": value.Int(-16), "0o17": value.Int(15), "0b101": value.Int(5),
		"9223372036854775807":                      value.Int(math.MaxInt64),
		"-9223372036854775808":                     value.Int(math.MinInt64),
		"9223372036854775808":                      value.NewInt(new(big.Int).SetUint64(1 << 63)),
		"-9223372036854775809":                     value.NewInt(new(big.Int).Sub(big.NewInt(math.MinInt64), big.NewInt(1))),
		"123456789012345678901234567890":           value.NewInt(huge),
		"-123_456_789_012_345_678_901_234_567_890": value.NewInt(new(big.Int).Neg(huge)),
		"0x18EE90FF6C373E0EE4E3F0AD2":              value.NewInt(huge),
		"1.5":                                      value.Float(1.5), "-0.0": value.Float(math.Copysign(0, -1)), ".5": value.Float(.5), "1.": value.Float(1),
		"1e3": value.Float(1000), "-1E5": value.Float(-1e5), "1.5e+3": value.Float(1500), "2e-3": value.Float(.002),
		".nan": value.Float(math.NaN()), ".inf": value.Float(math.Inf(1)), "-.inf": value.Float(math.Inf(-1)),
		`"5"`: value.Str("5"), `'1e3'`: value.Str("1e3"), `"null"`: value.Str("null"), `'017'`: value.Str("017"),
		`"123456789012345678901234567890"`: value.Str("123456789012345678901234567890"),
		"''":                               value.Str(""),
		"e5":                               value.Str("e5"),
		"0xg":                              value.Str("0xg"),
		"1e3e":                             value.Str("1e3e"),
		"'it''s'":                          value.Str("it's"),
		`"\u00e9\n"`:                       value.Str("é\n"),
		"plain text\n  goes on":            value.Str("plain text goes on"),
		"|\n  a\n  b":                      value.Str("a\nb\n"),
		"|-\n  1":                          value.Str("1"),
		">\n  a\n  b":                      value.Str("a b\n"),
		"[]":                               value.List{},
		"[1, [2]]":                         value.List{value.Int(1), value.List{value.Int(2)}},
		"\n  - 1\n  - - 2":                 value.List{value.Int(1), value.List{value.Int(2)}},
		"{}":                               value.Dict{},
		"{b: 1, 2: c}":                     value.Dict{{Key: value.Str("b"), Value: value.Int(1)}, {Key: value.Int(2), Value: value.Str("c")}},
		"!tuple [1]":                       value.Tuple{value.Int(1)},
		"!tuple []":                        value.Tuple{},
		"!set [1, 2]":                      value.Set{value.Int(1), value.Int(2)},
		"!frozenset [1]":                   value.FrozenSet{value.Int(1)},
		"!tuple\n  - !set [1]":             value.Tuple{value.Set{value.Int(1)}},
		`!bytes "AP8="`:                    value.Bytes{0, 255},
		`!decimal "-2500.50"`:              value.Decimal("-2500.50"),
		`!decimal 2500.50`:                 value.Decimal("2500.50"),
	} {
		got, err := fromYAML(t, text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
		} else if d := diff(want, got); d != "" {
			t.Errorf("%s:\n%s", text, d)
		}
	}
}

func TestFromYAMLRefuses(t *testing.T) {
	t.Parallel()
	for text, message := range map[string]string{
		"017":                        "begins with 0",
		"09":                         "begins with 0",
		"-007":                       "begins with 0",
		"1e400":                      "beyond what a float holds",
		strings.Repeat("9", 4301):    "4300 are possible",
		"!tuple 5":                   "!tuple takes a sequence, not int",
		"!set {a: 1}":                "!set takes a sequence, not dict",
		"!bytes 5":                   "base64",
		"!bytes a-b":                 "base64",
		"!decimal [1]":               "takes digits",
		"!decimal 1e5":               "takes digits",
		"!!int 5":                    "unknown tag !!int",
		"&a 5":                       "anchors",
		"{<<: {a: 1}}":               "not a value",
		nested("[", "]", 1001):       "nested deeper",
		nested("!tuple [", "]", 501): "nested deeper",
	} {
		got, err := fromYAML(t, text)
		var placed yaml.Error
		switch {
		case err == nil:
			t.Errorf("%.40s was read as %#v", text, got)
		case !errors.As(err, &placed) || placed.GetToken() == nil || placed.GetToken().Position.Line != 1:
			t.Errorf("%.40s: the error has no place: %v", text, err)
		case !strings.Contains(placed.GetMessage(), message):
			t.Errorf("%.40s: %s; want %q in it", text, placed.GetMessage(), message)
		}
	}
}
