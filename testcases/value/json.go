package value

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The JSON form, the same in both directions between host and cell:
//
//	null, true, false, "text", [list]     as they are
//	an integer                            a number without '.', 'e' or 'E'
//	a float                               a number with one of them, or {"float":"nan"|"inf"|"-inf"}
//	an integer beyond 64 bits             {"int":"-0x1f…"}; a plain number of 4300 digits is read as well
//	{"decimal":"-2500.50"}                digits, with at most one '.' between them
//	{"tuple":[…]} {"set":[…]} {"frozenset":[…]} {"dict":[[key,value],…]} {"bytes":"base64"}
//	{"object":["type name","repr"]}
//
// An object has exactly one key, so no value can be mistaken for another. An answer comes from a submission, so its
// numbers are bounded (parse.go) and it is UTF-8 throughout.

// MaxDepth bounds how deep values nest, so that neither side's stack is at a submission's mercy.
const MaxDepth = 1000

// AppendJSON appends v's JSON form to b.
func AppendJSON(b []byte, v Value) []byte {
	switch v := v.(type) {
	case None:
		return append(b, "null"...)
	case Bool:
		return strconv.AppendBool(b, bool(v))
	case Int:
		return strconv.AppendInt(b, int64(v), 10)
	case BigInt:
		b = append(b, `{"int":"`...)
		b = append(b, fmt.Sprintf("%#x", v.N)...)
		return append(b, `"}`...)
	case Decimal:
		b = append(b, `{"decimal":"`...)
		b = append(b, v...)
		return append(b, `"}`...)
	case Float:
		return appendFloat(b, float64(v))
	case Str:
		return appendString(b, string(v))
	case Bytes:
		b = append(b, `{"bytes":"`...)
		b = base64.StdEncoding.AppendEncode(b, v)
		return append(b, `"}`...)
	case List:
		return appendItems(b, v)
	case Tuple:
		return append(appendItems(append(b, `{"tuple":`...), v), '}')
	case Set:
		return append(appendItems(append(b, `{"set":`...), v), '}')
	case FrozenSet:
		return append(appendItems(append(b, `{"frozenset":`...), v), '}')
	case Dict:
		b = append(b, `{"dict":[`...)
		for i, e := range v {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendItems(b, []Value{e.Key, e.Value})
		}
		return append(b, `]}`...)
	case Object:
		b = append(b, `{"object":[`...)
		b = append(appendString(b, v.Type), ',')
		return append(appendString(b, v.Repr), `]}`...)
	}
	panic(fmt.Sprintf("value: no JSON form for %T", v))
}

func appendItems(b []byte, items []Value) []byte {
	b = append(b, '[')
	for i, item := range items {
		if i > 0 {
			b = append(b, ',')
		}
		b = AppendJSON(b, item)
	}
	return append(b, ']')
}

func appendFloat(b []byte, f float64) []byte {
	switch {
	case math.IsNaN(f):
		return append(b, `{"float":"nan"}`...)
	case math.IsInf(f, 1):
		return append(b, `{"float":"inf"}`...)
	case math.IsInf(f, -1):
		return append(b, `{"float":"-inf"}`...)
	}
	s := strconv.FormatFloat(f, 'g', -1, 64)
	if !strings.ContainsAny(s, ".e") {
		s += ".0"
	}
	return append(b, s...)
}

func appendString(b []byte, s string) []byte {
	if isPlain(s) {
		return append(append(append(b, '"'), s...), '"')
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string always encodes, and a buffer always takes it
	return append(b, bytes.TrimSuffix(buf.Bytes(), []byte("\n"))...)
}

// isPlain says that a string needs no escape.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' {
			return false
		}
	}
	return utf8.ValidString(s)
}
