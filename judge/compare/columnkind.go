package compare

import (
	"strings"

	"github.com/coding-judge/judge/testcases/value"
)

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
