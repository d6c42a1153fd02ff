package compare

import (
	"strings"

	"github.com/coding-judge/judge/testcases/value"
)

// kind is what decides whether two cells of a column are the same value. docs/sql-comparison.md has the rules; they are
// those of PostgreSQL's own = wherever it has one.
//
// A query's answer names its columns' types. A table that an author wrote has none, and a string in it is what an unquoted
// type is to a literal in SQL: it is read as the type of the column beside it.
type kind struct {
	class string // kinds of one class are compared with each other
	read  reader // nil where what is written is the value
	elem  *kind  // of an array
	float bool   // a float on either side: see appendCell
	near  bool   // its numbers have a tolerance
}

// reader gives for the text of a value another that is the same where the value is; ok is false for what is no such value.
type reader func(text string) (key string, ok bool)

// The classes that a cell's own type tells.
const (
	number  = "number"
	textual = "text"
	boolean = "bool"
	bytea   = "bytea"
	jsonDoc = "json"
	array   = "array"
	written = "written" // of columns whose types differ: what is written in them is compared
)

// kindOf gives the kind of a type that PostgreSQL calls typ; "" is a type of the schema's own, such as an enum.
func kindOf(typ string) kind {
	if e, ok := strings.CutSuffix(typ, "[]"); ok {
		elem := kindOf(e)
		return kind{class: elem.class + "[]", elem: &elem}
	}
	if e, ok := strings.CutSuffix(typ, "multirange"); ok && e != "" {
		r := kindOf(e + "range")
		return kind{class: "multi" + r.class, read: multirange(r.read)}
	}
	switch typ {
	case "int2", "int4", "int8", "oid", "float4", "float8", "numeric":
		return kind{class: number}
	case "", "text", "varchar", "name", "char", "unknown":
		return kind{class: textual}
	case "bpchar":
		return kind{class: textual, read: unpadded}
	case "date", "timestamp", "timestamptz":
		return kind{class: "datetime", read: instant}
	case "time", "timetz":
		return kind{class: "time", read: clock}
	case "interval":
		return kind{class: typ, read: interval}
	case "json", "jsonb":
		return kind{class: jsonDoc, read: document}
	case "bit", "varbit":
		return kind{class: "bit"}
	case "inet", "cidr":
		return kind{class: "inet", read: network}
	case "uuid", "macaddr", "macaddr8":
		return kind{class: typ, read: hexadecimal}
	case "money":
		return kind{class: typ, read: amount}
	case "int4range", "int8range":
		return kind{class: "range of integers", read: ranges(plainNumber, nextInteger)}
	case "daterange":
		return kind{class: typ, read: ranges(instant, nextDay)}
	case "numrange":
		return kind{class: typ, read: ranges(plainNumber, nil)}
	case "tsrange", "tstzrange":
		return kind{class: typ, read: ranges(instant, nil)}
	}
	return kind{class: typ} // bytea and bool, and what is compared as it is written
}

// kinds gives the kinds of both tables' columns; a table without types takes the other's. Columns that can't be compared are
// compared as they are written, and clash is the first of them, or -1.
func kinds(want, got *table, t Tolerance) (w, g []kind, clash int) {
	clash = -1
	for i := range want.columns {
		a, b := want.kind(i, got), got.kind(i, want)
		if clashes(want, got, i, a, b) {
			a, b = kind{class: written}, kind{class: written}
			if clash < 0 {
				clash = i
			}
		}
		if want.has(i, isFloat) || got.has(i, isFloat) {
			a, b = a.withFloat(), b.withFloat()
		}
		if t != (Tolerance{}) && (want.has(i, isFraction) || got.has(i, isFraction)) {
			a, b = a.withTolerance(), b.withTolerance()
		}
		w, g = append(w, a), append(g, b)
	}
	return w, g, clash
}

// kind gives the kind of a column by its own type, or else by that of the other table.
func (t *table) kind(i int, other *table) kind {
	switch {
	case t.types != nil:
		return kindOf(t.types[i])
	case other.types != nil:
		return kindOf(other.types[i])
	}
	return kind{}
}

// withArrays names the types of columns in which the schema's own types have arrays.
func (t *table) withArrays() {
	for i, typ := range t.types {
		if typ == "" && t.has(i, func(v value.Value, _ string) bool { return classOf(v) == array }) {
			t.types[i] = "text[]"
		}
	}
}

// clashes says that no cell of one column can be the same as any of the other. NULL has no type, so a column of NULLs clashes
// with none.
func clashes(want, got *table, i int, w, g kind) bool {
	switch {
	case want.types == nil && got.types == nil, want.empty(i), got.empty(i):
		return false
	case want.types != nil && got.types != nil:
		return w.class != g.class
	case want.types == nil:
		return !want.has(i, func(v value.Value, _ string) bool { return g.fits(v) })
	}
	return !got.has(i, func(v value.Value, _ string) bool { return w.fits(v) })
}

// fits says that a cell which an author wrote may be a value of the kind.
func (k kind) fits(v value.Value) bool {
	if k.class == jsonDoc {
		return true
	}
	class := classOf(v)
	switch k.class {
	case number, textual, boolean:
		return class == k.class
	case bytea:
		return class == bytea || class == textual
	}
	if k.elem != nil {
		return class == array
	}
	return class == textual
}

// classOf names what a cell without a type looks like.
func classOf(v value.Value) string {
	switch v.(type) {
	case value.Bool:
		return boolean
	case value.Int, value.BigInt, value.Float, value.Decimal:
		return number
	case value.Bytes:
		return bytea
	case value.List, value.Tuple:
		return array
	case value.Dict:
		return jsonDoc
	}
	return textual
}

// typeOf names the type of a column that is not empty, for a message.
func (t *table) typeOf(i int) string {
	if t.types == nil {
		for _, row := range t.rows {
			if class := classOf(row[i]); class == number || class == array {
				return article(class)
			} else if !isNull(row[i]) {
				return class
			}
		}
	}
	switch typ := t.types[i]; typ {
	case "":
		return "a type of the schema"
	case "bpchar":
		return "char(n)"
	default:
		return text(typ)
	}
}

// has says that a cell of the column is so; what is tested is told the column's type, which is "" where it has none.
func (t *table) has(i int, so func(v value.Value, typ string) bool) bool {
	typ := ""
	if t.types != nil {
		typ = strings.TrimSuffix(t.types[i], "[]")
	}
	for _, row := range t.rows {
		if so(row[i], typ) {
			return true
		}
	}
	return false
}

// empty says that the column has no cell but NULL.
func (t *table) empty(i int) bool {
	return !t.has(i, func(v value.Value, _ string) bool { return !isNull(v) })
}

func isNull(v value.Value) bool {
	_, null := v.(value.None)
	return null
}

// isFloat says that a cell holds a float; NaN and the infinities of numeric are none.
func isFloat(v value.Value, typ string) bool {
	if items, ok := value.Items(v); ok {
		return anyItem(items, typ, isFloat)
	}
	_, ok := v.(value.Float)
	return ok && typ != "numeric"
}

// isFraction says that a cell holds a number of a type that has fractions.
func isFraction(v value.Value, typ string) bool {
	if items, ok := value.Items(v); ok {
		return anyItem(items, typ, isFraction)
	}
	switch v.(type) {
	case value.Float, value.Decimal:
		return true
	}
	return false
}

func anyItem(items []value.Value, typ string, so func(value.Value, string) bool) bool {
	for _, item := range items {
		if so(item, typ) {
			return true
		}
	}
	return false
}

func (k kind) withFloat() kind {
	k.float = true
	if k.elem != nil {
		e := k.elem.withFloat()
		k.elem = &e
	}
	return k
}

func (k kind) withTolerance() kind {
	k.near = true
	if k.elem != nil {
		e := k.elem.withTolerance()
		k.elem = &e
	}
	return k
}
