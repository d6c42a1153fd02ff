package compare

import (
	"strings"

	"github.com/coding-judge/judge/testcases/value"
)

// kind is what decides whether two cells of a column are the same value. docs/sql-comparison.md has the rules; they are
// those of PostgreSQL's own = wherever it has one.
//
// A query's answer names its columns' types. A table that an author wrote has none, and a string in it is like a quoted literal
// in SQL: it is read as the type of the column that it is compared with.
type kind struct {
	class string // kinds of one class are compared with each other
	read  reader // nil where what is written is the value
	elem  *kind  // of an array
	float bool   // a float on either side: see rowKey.add
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
