package compare

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/coding-judge/judge/testcases/value"
)

// showCell is how many characters of a cell are shown.
const showCell = 80

// cell writes a value the way database clients do: text without quotes.
func cell(v value.Value) string {
	switch v := v.(type) {
	case value.None:
		return "NULL"
	case value.Str:
		if v == "" || v == "NULL" { // not to be taken for nothing, or for NULL
			return "'" + string(v) + "'"
		}
		if s := string(v); strings.Trim(s, " ") != s { // not to be overlooked
			return `"` + text(s) + `"`
		}
	case value.Bytes:
		return text(writing(v[:min(len(v), showCell)]))
	}
	return text(writing(v))
}

// writing is what is written in a cell, at full length.
func writing(v value.Value) string {
	switch v := v.(type) {
	case value.None:
		return "NULL"
	case value.Bool:
		return strconv.FormatBool(bool(v))
	case value.Str:
		return string(v)
	case value.Decimal:
		return string(v)
	case value.Bytes:
		return fmt.Sprintf("\\x%x", []byte(v))
	case value.List:
		return braces(v)
	case value.Tuple:
		return braces(v)
	case value.Dict:
		if doc, ok := jsonOf(v); ok {
			if b, err := json.Marshal(doc); err == nil {
				return string(b)
			}
		}
	}
	return value.Python(v, ShowLimit)
}

// braces writes items the way PostgreSQL does: in quotes where they could be taken for something else.
func braces(items []value.Value) string {
	out := make([]string, len(items))
	for i, item := range items {
		out[i] = writing(item)
		if s, ok := item.(value.Str); ok && (s == "" || strings.EqualFold(string(s), "null") || strings.ContainsAny(string(s), "{},\"\\ \t\n")) {
			out[i] = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(string(s)) + `"`
		}
	}
	return "{" + strings.Join(out, ",") + "}"
}

// text escapes what is not printable, and shortens.
func text(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n++; n > showCell {
			return b.String() + "…"
		}
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}
