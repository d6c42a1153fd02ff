package value

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// The JSON form, the same in both directions between host and cell:
//
//	null, true, false, "text", [list]     as they are
//	an integer                            a number without '.', 'e' or 'E'
//	a float                               a number with one of them, or {"float":"nan"|"inf"|"-inf"}
//	an integer beyond 64 bits             {"int":"-0x1f…"}; a plain number is read as well
//	{"decimal":"-2500.50"}                digits, with at most one '.' between them
//	{"tuple":[…]} {"set":[…]} {"frozenset":[…]} {"dict":[[key,value],…]} {"bytes":"base64"}
//	{"object":["type name","repr"]}
//
// An object has exactly one key, so no value can be mistaken for another.

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
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string always encodes, and a buffer always takes it
	return append(b, bytes.TrimSuffix(buf.Bytes(), []byte("\n"))...)
}

// ParseJSON reads exactly one value. The bytes may come from a submission: anything that is not the form
// above is an error, and nothing is guessed.
func ParseJSON(data []byte) (Value, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var raw any
	if err := dec.Decode(&raw); err != nil {
		return nil, fmt.Errorf("parse value: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("parse value: something follows it")
	}
	v, err := fromRaw(raw, 0)
	if err != nil {
		return nil, fmt.Errorf("parse value: %w", err)
	}
	return v, nil
}

func fromRaw(raw any, depth int) (Value, error) {
	if depth > MaxDepth {
		return nil, fmt.Errorf("nested deeper than %d", MaxDepth)
	}
	switch raw := raw.(type) {
	case nil:
		return None{}, nil
	case bool:
		return Bool(raw), nil
	case string:
		return Str(raw), nil
	case json.Number:
		return fromNumber(string(raw))
	case []any:
		return fromItems[List](raw, depth)
	case map[string]any:
		if len(raw) != 1 {
			return nil, fmt.Errorf("an object with %d keys", len(raw))
		}
		for tag, content := range raw {
			return fromTagged(tag, content, depth)
		}
	}
	return nil, fmt.Errorf("unexpected %T", raw)
}

func fromNumber(s string) (Value, error) {
	if strings.ContainsAny(s, ".eE") {
		f, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return nil, fmt.Errorf("number %s: %w", shorten(s), err)
		}
		return Float(f), nil
	}
	return ParseInt(s, 10)
}

// ParseInt reads an integer of any size; base as for big.Int.SetString.
func ParseInt(s string, base int) (Value, error) {
	if i, err := strconv.ParseInt(s, base, 64); err == nil {
		return Int(i), nil
	}
	n, ok := new(big.Int).SetString(s, base)
	if !ok {
		return nil, fmt.Errorf("not an integer: %s", shorten(s))
	}
	return NewInt(n), nil
}

func fromTagged(tag string, content any, depth int) (Value, error) {
	switch tag {
	case "tuple":
		return fromItems[Tuple](content, depth)
	case "set":
		return fromItems[Set](content, depth)
	case "frozenset":
		return fromItems[FrozenSet](content, depth)
	case "dict":
		return fromEntries(content, depth)
	case "int":
		if s, ok := content.(string); ok {
			return ParseInt(s, 0)
		}
	case "decimal":
		if s, ok := content.(string); ok {
			return ParseDecimal(s)
		}
	case "float":
		switch content {
		case "nan":
			return Float(math.NaN()), nil
		case "inf":
			return Float(math.Inf(1)), nil
		case "-inf":
			return Float(math.Inf(-1)), nil
		}
	case "bytes":
		if s, ok := content.(string); ok {
			b, err := base64.StdEncoding.DecodeString(s)
			return Bytes(b), err
		}
	case "object":
		if pair, ok := content.([]any); ok && len(pair) == 2 {
			name, ok1 := pair[0].(string)
			repr, ok2 := pair[1].(string)
			if ok1 && ok2 {
				return Object{Type: name, Repr: repr}, nil
			}
		}
	}
	return nil, fmt.Errorf("no such value: {%q: …}", shorten(tag))
}

func fromItems[T ~[]Value](content any, depth int) (Value, error) {
	raw, ok := content.([]any)
	if !ok {
		return nil, fmt.Errorf("items: unexpected %T", content)
	}
	items := make(T, len(raw))
	for i, r := range raw {
		item, err := fromRaw(r, depth+1)
		if err != nil {
			return nil, err
		}
		items[i] = item
	}
	return any(items).(Value), nil
}

func fromEntries(content any, depth int) (Value, error) {
	raw, ok := content.([]any)
	if !ok {
		return nil, fmt.Errorf("entries: unexpected %T", content)
	}
	dict := make(Dict, len(raw))
	for i, r := range raw {
		pair, ok := r.([]any)
		if !ok || len(pair) != 2 {
			return nil, errors.New("an entry is not a pair")
		}
		var err error
		if dict[i].Key, err = fromRaw(pair[0], depth+1); err != nil {
			return nil, err
		}
		if dict[i].Value, err = fromRaw(pair[1], depth+1); err != nil {
			return nil, err
		}
	}
	return dict, nil
}

// shorten keeps what a submission wrote out of long error messages.
func shorten(s string) string {
	if len(s) > 40 {
		return s[:40] + "…"
	}
	return s
}
