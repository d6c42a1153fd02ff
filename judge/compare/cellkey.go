package compare

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"github.com/coding-judge/judge/testcases/value"
)

// Cells are compared by keys: two cells are the same if and only if their keys are. What has a type of its own gets a
// letter of its own, and what varies in length gets a length, so no cell can look like another.
//
// Numbers are the same where their values are, whatever their types. A float stands for the shortest decimal that
// means it: 0.1, not the bytea fraction next to it. Where a column has floats on either side, its decimals are
// compared as floats too, since a float can't tell 0.3333333333333333 from 0.33333333333333333333.

// rowKey is the key of a row. Where a column has a tolerance, its finite numbers are not in the text but in near.
type rowKey struct {
	text []byte
	near []float64
}

func keyOfRow(row []value.Value, kinds []kind) rowKey {
	var k rowKey
	for i, v := range row {
		k.add(v, kinds[i])
	}
	return k
}

func keyOfCell(v value.Value, of kind) rowKey {
	var k rowKey
	k.add(v, of)
	return k
}

func (k *rowKey) same(other rowKey, t Tolerance) bool {
	return string(k.text) == string(other.text) && t.allNear(k.near, other.near)
}

func (k *rowKey) add(v value.Value, of kind) {
	switch {
	case isNull(v):
		k.text = append(k.text, 'N')
		return
	case of.class == written:
		k.text = sized(k.text, 'w', writing(v))
		return
	case of.class == jsonDoc:
		if doc, ok := docKey(v, of); ok {
			k.text = sized(k.text, 'j', doc)
			return
		}
	}
	switch v := v.(type) {
	case value.Bool:
		k.text = strconv.AppendBool(k.text, bool(v))
	case value.Int:
		k.number(of, strconv.FormatInt(int64(v), 10), float64(v))
	case value.BigInt:
		f, _ := v.N.Float64()
		k.number(of, v.N.String(), f)
	case value.Float:
		k.number(of, floatKey(float64(v)), float64(v))
	case value.Decimal:
		f, err := strconv.ParseFloat(string(v), 64)
		if of.float && err == nil {
			k.number(of, floatKey(f), f)
		} else {
			k.number(of, plain(string(v)), f)
		}
	case value.Str:
		k.str(string(v), of)
	case value.Bytes:
		k.text = sized(k.text, 'b', string(v))
	case value.List:
		k.array(v, of)
	case value.Tuple:
		k.array(v, of)
	default:
		k.text = sized(k.text, 'o', string(value.AppendJSON(nil, v)))
	}
}

func (k *rowKey) number(of kind, digits string, f float64) {
	if of.near && !math.IsNaN(f) && !math.IsInf(f, 0) {
		k.text = append(k.text, '~')
		k.near = append(k.near, f)
		return
	}
	k.text = sized(k.text, 'n', digits)
}

func (k *rowKey) str(s string, of kind) {
	if of.class == bytea {
		if b, ok := fromHex(s); ok {
			k.text = sized(k.text, 'b', b)
			return
		}
	}
	if of.read == nil {
		k.text = sized(k.text, 's', s)
		return
	}
	read, ok := of.read(s)
	switch {
	case !ok: // no such value, and so none that is one
		k.text = sized(k.text, '?', s)
	case of.class == textual:
		k.text = sized(k.text, 's', read)
	default:
		k.text = sized(k.text, 't', read)
	}
}

func (k *rowKey) array(items []value.Value, of kind) {
	elem := of
	if of.elem != nil {
		elem = *of.elem
	}
	k.text = strconv.AppendInt(append(k.text, 'a'), int64(len(items)), 10)
	k.text = append(k.text, ':')
	for _, item := range items {
		if _, nested := value.Items(item); nested && of.elem != nil && elem.class != jsonDoc {
			k.add(item, of) // an array of several dimensions has the type of one
			continue
		}
		k.add(item, elem)
	}
}

// docKey gives the key of a JSON document, be it text or written out in YAML.
func docKey(v value.Value, of kind) (string, bool) {
	if s, ok := v.(value.Str); ok && json.Valid([]byte(s)) {
		return of.read(string(s))
	}
	doc, ok := jsonOf(v)
	return string(appendDocument(nil, doc)), ok
}

func sized(b []byte, letter byte, s string) []byte {
	b = strconv.AppendInt(append(b, letter), int64(len(s)), 10)
	return append(append(b, ':'), s...)
}

func floatKey(f float64) string {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return strconv.FormatFloat(f, 'g', -1, 64)
	}
	return plain(strconv.FormatFloat(f, 'f', -1, 64))
}

// plain writes digits without the zeros that mean nothing.
func plain(s string) string {
	digits, negative := strings.CutPrefix(s, "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	whole, fraction = strings.TrimLeft(whole, "0"), strings.TrimRight(fraction, "0")
	if whole == "" {
		whole = "0"
	}
	if fraction != "" {
		whole += "." + fraction
	}
	if negative && whole != "0" {
		return "-" + whole
	}
	return whole
}
