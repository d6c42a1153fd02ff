package compare

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/coding-judge/judge/testcases/value"
)

// document reads a JSON document as jsonb does: the order of keys and white space mean nothing, the last of equal keys
// counts, and numbers are compared by value.
func document(s string) (string, bool) {
	d := json.NewDecoder(strings.NewReader(s))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return "", false
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return "", false
	}
	return string(appendDocument(nil, v)), true
}

func appendDocument(b []byte, v any) []byte {
	switch v := v.(type) {
	case bool:
		return strconv.AppendBool(b, v)
	case json.Number:
		return sized(b, 'n', scientific(string(v)))
	case string:
		return sized(b, 's', v)
	case []any:
		b = append(b, '[')
		for _, item := range v {
			b = appendDocument(b, item)
		}
		return append(b, ']')
	case map[string]any:
		b = append(b, '{')
		for _, k := range slices.Sorted(maps.Keys(v)) {
			b = appendDocument(sized(b, 'k', k), v[k])
		}
		return append(b, '}')
	}
	return append(b, "null"...)
}

// scientific writes a number of JSON in one way: its digits without zeros around them, and the power of ten they are
// multiplied by. An exponent is not written out, so that a short text never becomes a long one.
func scientific(s string) string {
	mantissa, power, ok := strings.Cut(strings.ToLower(s), "e")
	if !ok {
		power = "0"
	}
	exponent, err := strconv.Atoi(power)
	if err != nil { // beyond 64 bits: no number that jsonb could hold
		return s
	}
	digits, negative := strings.CutPrefix(mantissa, "-")
	whole, behind, _ := strings.Cut(digits, ".")
	digits = strings.TrimLeft(whole+behind, "0")
	exponent -= len(behind)
	short := strings.TrimRight(digits, "0")
	exponent += len(digits) - len(short)
	switch {
	case short == "":
		return "0"
	case negative:
		return fmt.Sprintf("-%se%d", short, exponent)
	}
	return fmt.Sprintf("%se%d", short, exponent)
}

// jsonOf gives what an author wrote beside a column of JSON as a document: text that is one, and else the value itself.
func jsonOf(v value.Value) (any, bool) {
	switch v := v.(type) {
	case value.None:
		return nil, true
	case value.Bool:
		return bool(v), true
	case value.Int:
		return json.Number(strconv.FormatInt(int64(v), 10)), true
	case value.BigInt:
		return json.Number(v.N.String()), true
	case value.Float:
		finite := !math.IsNaN(float64(v)) && !math.IsInf(float64(v), 0)
		return json.Number(strconv.FormatFloat(float64(v), 'g', -1, 64)), finite
	case value.Decimal:
		return json.Number(v), true
	case value.Str:
		return string(v), true
	case value.List:
		out := make([]any, len(v))
		for i, item := range v {
			var ok bool
			if out[i], ok = jsonOf(item); !ok {
				return nil, false
			}
		}
		return out, true
	case value.Dict:
		out := map[string]any{}
		for _, e := range v {
			key, ok1 := e.Key.(value.Str)
			item, ok2 := jsonOf(e.Value)
			if !ok1 || !ok2 {
				return nil, false
			}
			out[string(key)] = item
		}
		return out, true
	}
	return nil, false
}
