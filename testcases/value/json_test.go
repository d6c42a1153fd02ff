package value_test

import (
	"encoding/json"
	"math"
	"math/big"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/coding-judge/judge/testcases/value"
)

func TestJSONRoundTrip(t *testing.T) {
	t.Parallel()
	kinds := map[reflect.Type]bool{}
	property := func(t *rapid.T) {
		v := values(3).Draw(t, "value")
		allKinds(v, kinds)
		text := value.AppendJSON(nil, v)
		if !json.Valid(text) {
			t.Fatalf("not JSON: %s", text)
		}
		back, err := value.ParseJSON(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if d := diff(v, back); d != "" {
			t.Fatalf("%s:\n%s", text, d)
		}
	}
	for i := 0; i == 0 || i < 10 && len(kinds) < 14; i++ { // with -short, few are drawn at once
		rapid.Check(t, property)
	}
	if len(kinds) < 14 {
		t.Errorf("only %d kinds of values were drawn: %v", len(kinds), kinds)
	}
}

func TestJSONForm(t *testing.T) {
	t.Parallel()
	huge, _ := new(big.Int).SetString("123456789012345678901234567890", 10)
	for text, want := range map[string]value.Value{
		`null`:                              value.None{},
		`true`:                              value.Bool(true),
		`7`:                                 value.Int(7),
		`-9223372036854775808`:              value.Int(math.MinInt64),
		`{"int":"0x8000000000000000"}`:      value.BigInt{N: new(big.Int).SetUint64(1 << 63)},
		`{"int":"-0x8000000000000001"}`:     value.BigInt{N: new(big.Int).Sub(big.NewInt(math.MinInt64), big.NewInt(1))},
		`0.0`:                               value.Float(0),
		`-0.0`:                              value.Float(math.Copysign(0, -1)),
		`1e+21`:                             value.Float(1e21),
		`{"float":"nan"}`:                   value.Float(math.NaN()),
		`{"float":"-inf"}`:                  value.Float(math.Inf(-1)),
		`"é\n<\u0000"`:                      value.Str("é\n<\x00"),
		`{"bytes":"AP8="}`:                  value.Bytes{0, 255},
		`[]`:                                value.List{},
		`{"tuple":[1]}`:                     value.Tuple{value.Int(1)},
		`{"set":[]}`:                        value.Set{},
		`{"frozenset":[1]}`:                 value.FrozenSet{value.Int(1)},
		`{"dict":[[{"tuple":[1]},[null]]]}`: value.Dict{{Key: value.Tuple{value.Int(1)}, Value: value.List{value.None{}}}},
		`{"object":["Node","<Node>"]}`:      value.Object{Type: "Node", Repr: "<Node>"},
	} {
		if got := string(value.AppendJSON(nil, want)); got != text {
			t.Errorf("AppendJSON: %s, want %s", got, text)
		}
		if d := diff(want, mustParse(t, text)); d != "" {
			t.Errorf("%s:\n%s", text, d)
		}
	}
	// What is read, though it is written otherwise.
	for text, want := range map[string]value.Value{
		" [ 1 ,\n2 ] \n":                    value.List{value.Int(1), value.Int(2)},
		"123456789012345678901234567890":    value.BigInt{N: huge},
		`{"int":"0x05"}`:                    value.Int(5),
		`-0`:                                value.Int(0),
		`1E2`:                               value.Float(100),
		`"\ud83d\ude42"`:                    value.Str("🙂"),
		` { "tuple" : [ ] } `:               value.Tuple{},
		"{\"dict\":[[\"a\\\"b\\\\\",\t1]]}": value.Dict{{Key: value.Str(`a"b\`), Value: value.Int(1)}},
	} {
		if d := diff(want, mustParse(t, text)); d != "" {
			t.Errorf("%s:\n%s", text, d)
		}
	}
}

func TestParseJSONRefuses(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		``, ` `, `nul`, `nulll`, `True`, `NaN`, `-`, `+1`, `01`, `1.`, `.5`, `1e`, `--1`, `0x10`, `1_000`, `1e999`, "1\x00", "\x00",
		`"`, `"a`, `"\`, `"\"`, `"\x"`, `"\u12"`, "\"\n\"", "\"\xff\"", "\xff", `'a'`,
		`[`, `[1`, `[1,`, `[1,]`, `[,1]`, `[1 2]`, `]`, `[1]]`, `1 2`, `[1}`,
		`{}`, `{"a":1}`, `{"tuple":[1],"tuple":[2]}`, `{"int":"0x1","int":"0x2"}`, `{"tuple":[1],"set":[1]}`, `{"dict":[[1,2]],}`,
		`{"tuple":1}`, `{"tuple":{"set":[]}}`, `{"set":null}`, `{tuple:[]}`, `{"tuple" []}`, `{"tuple":[]`, `{1:2}`, `{"":[]}`,
		`{"dict":[1]}`, `{"dict":[[1]]}`, `{"dict":[[1,2,3]]}`, `{"dict":[{"tuple":[1,2]}]}`, `{"dict":{}}`,
		`{"int":5}`, `{"int":"5"}`, `{"int":"010"}`, `{"int":"0x"}`, `{"int":"-"}`, `{"int":"0x-5"}`, `{"int":"0x1_0"}`, `{"int":""}`, `{"int":"0b1"}`,
		`{"float":"NaN"}`, `{"float":1.5}`, `{"float":"1.5"}`, `{"bytes":"A"}`, `{"bytes":[]}`, `{"bytes":"AP9="}`,
		`{"object":["a"]}`, `{"object":["a",1]}`, `{"object":"a"}`, `{"object":["a","b","c"]}`,
	} {
		if v, err := value.ParseJSON([]byte(text)); err == nil {
			t.Errorf("%q was read as %#v", text, v)
		}
	}
}

// What a submission sends must be refused in about the time that reading it takes.
func TestParseJSONHostile(t *testing.T) {
	t.Parallel()
	const size = 4 << 20
	for name, text := range map[string]string{
		"digits":         strings.Repeat("9", size),
		"negative":       "-" + strings.Repeat("9", size),
		"hexadecimal":    `{"int":"0x` + strings.Repeat("f", size) + `"}`,
		"decimal tag":    `{"int":"` + strings.Repeat("9", size) + `"}`,
		"fraction":       "0." + strings.Repeat("1", size),
		"exponent":       "1e" + strings.Repeat("9", size),
		"lists":          strings.Repeat("[", size),
		"closed lists":   nested("[", "]", size/2),
		"tuples":         nested(`{"tuple":[`, `]}`, size/12),
		"tags of tags":   nested(`{"int":`, `}`, size/8),
		"dicts":          nested(`{"dict":[[1,`, `]]}`, size/16),
		"dict keys":      nested(`{"dict":[[`, `,1]]}`, size/16),
		"objects":        nested(`{"object":[`, `]}`, size/16),
		"unclosed text":  `"` + strings.Repeat("a", size),
		"escapes":        `"` + strings.Repeat(`\`, size),
		"white space":    strings.Repeat(" ", size),
		"unknown tag":    `{"` + strings.Repeat("a", size) + `":1}`,
		"lists too deep": nested("[", "]", value.MaxDepth+2),
	} {
		start := time.Now()
		_, err := value.ParseJSON([]byte(text))
		if err == nil {
			t.Errorf("%s: was read", name)
		} else if len(err.Error()) > 200 {
			t.Errorf("%s: the error is %d bytes long", name, len(err.Error()))
		}
		// Generous for a busy machine; what this is about takes minutes.
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
	for name, text := range map[string]string{
		"lists as deep as they may be":  nested("[", "]", value.MaxDepth+1),
		"tuples as deep as they may be": nested(`{"tuple":[`, `]}`, value.MaxDepth+1),
		"digits":                        strings.Repeat("9", 4300),
		"hexadecimal":                   `{"int":"0x` + strings.Repeat("f", 1<<18) + `"}`,
	} {
		v := mustParse(t, text)
		if shown := value.Python(v, 100); len(shown) > 3*value.MaxDepth {
			t.Errorf("%s: shown in %d bytes", name, len(shown))
		}
	}
}

func FuzzParseJSON(f *testing.F) {
	for _, seed := range []string{
		`[1,-0.0,1e5,"a\n",null,true]`, `{"dict":[["a",{"set":[1]}]]}`, `{"int":"-0xff"}`, `{"float":"nan"}`,
		`{"bytes":"AP8="}`, `{"object":["a","b"]}`, `{"frozenset":[{"tuple":[]}]}`, `{"int":"0x1","int":"0x2"}`, "[[[[", `"\ud83d\ude42"`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := value.ParseJSON(data)
		if err != nil {
			return
		}
		if !json.Valid(data) {
			t.Fatalf("%q was read and is not JSON", data)
		}
		text := value.AppendJSON(nil, v)
		back, err := value.ParseJSON(text)
		if err != nil {
			t.Fatalf("%q is written as %q: %v", data, text, err)
		}
		if d := diff(v, back); d != "" {
			t.Fatalf("%q is written as %q:\n%s", data, text, d)
		}
		value.Python(v, 100)
	})
}

func BenchmarkParseJSON(b *testing.B) {
	list := value.List{}
	for i := range 200_000 {
		list = append(list, value.Int(i*7919%1_000_003))
	}
	text := value.AppendJSON(nil, list)
	b.Run("value", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = value.ParseJSON(text)
		}
	})
	b.Run("encoding/json", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var v any
			_ = json.Unmarshal(text, &v)
		}
	})
}
