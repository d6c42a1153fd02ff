package compare

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/coding-judge/judge/testcases/value"
)

// Cells are compared by keys: two cells are the same if and only if their keys are. What has a type of its own gets a
// letter of its own, and what varies in length gets a length, so no cell can look like another.
//
// Numbers are the same where their values are, whatever their types. A float stands for the shortest decimal that
// means it: 0.1, not the binary fraction next to it. Where a column has floats on either side, its decimals are
// compared as floats too, since a float can't tell 0.3333333333333333 from 0.33333333333333333333.

// appendRow appends the key of a row; floats says which columns have floats.
func appendRow(b []byte, row []value.Value, floats []bool) []byte {
	for i, v := range row {
		b = appendCell(b, v, floats[i])
	}
	return b
}

func appendCell(b []byte, v value.Value, float bool) []byte {
	switch v := v.(type) {
	case value.None:
		return append(b, 'N')
	case value.Bool:
		if v {
			return append(b, 'T')
		}
		return append(b, 'F')
	case value.Int:
		return sized(b, 'n', strconv.FormatInt(int64(v), 10))
	case value.BigInt:
		return sized(b, 'n', v.N.String())
	case value.Float:
		return sized(b, 'n', floatKey(float64(v)))
	case value.Decimal:
		if f, err := strconv.ParseFloat(string(v), 64); float && err == nil {
			return sized(b, 'n', floatKey(f))
		}
		return sized(b, 'n', plain(string(v)))
	case value.Str:
		return sized(b, 's', string(v))
	case value.Bytes:
		return sized(b, 'b', string(v))
	case value.List:
		return appendArray(b, v, float)
	case value.Tuple:
		return appendArray(b, v, float)
	}
	return sized(b, 'o', string(value.AppendJSON(nil, v)))
}

func appendArray(b []byte, items []value.Value, float bool) []byte {
	b = strconv.AppendInt(append(b, 'a'), int64(len(items)), 10)
	b = append(b, ':')
	for _, item := range items {
		b = appendCell(b, item, float)
	}
	return b
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

// floatColumns says in which columns one of the tables has a float.
func floatColumns(n int, tables ...[][]value.Value) []bool {
	out := make([]bool, n)
	for _, rows := range tables {
		for _, row := range rows {
			for i, v := range row {
				out[i] = out[i] || hasFloat(v)
			}
		}
	}
	return out
}

func hasFloat(v value.Value) bool {
	if _, ok := v.(value.Float); ok {
		return true
	}
	items, _ := value.Items(v)
	return slices.ContainsFunc(items, hasFloat)
}
