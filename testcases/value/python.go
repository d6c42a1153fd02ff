package value

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// Python writes v as a Python literal of at most about limit bytes; what is left out shows as "…".
// Control characters come out escaped, so the result is safe on a terminal.
func Python(v Value, limit int) string {
	p := printer{limit: limit}
	p.value(v)
	return p.b.String()
}

// Call writes a call of the named function with the arguments of an input, limited as by Python.
func Call(name string, args Dict, limit int) string {
	p := printer{limit: limit}
	p.b.WriteString(name)
	p.b.WriteByte('(')
	for i, e := range args {
		if i > 0 {
			p.b.WriteString(", ")
		}
		p.value(e.Value)
	}
	p.b.WriteByte(')')
	return p.b.String()
}

type printer struct {
	b     strings.Builder
	limit int
}

func (p *printer) full() bool { return p.b.Len() >= p.limit }

func (p *printer) value(v Value) {
	switch v := v.(type) {
	case None:
		p.b.WriteString("None")
	case Bool:
		if v {
			p.b.WriteString("True")
		} else {
			p.b.WriteString("False")
		}
	case Int:
		p.b.WriteString(strconv.FormatInt(int64(v), 10))
	case BigInt:
		p.cut(v.N.String())
	case Decimal:
		p.b.WriteString("Decimal('")
		p.cut(string(v))
		p.b.WriteString("')")
	case Float:
		p.b.WriteString(pythonFloat(float64(v)))
	case Str:
		p.str(string(v))
	case Bytes:
		p.b.WriteByte('b')
		p.cut(strconv.Quote(string(v)))
	case List:
		p.items("[", v, "]")
	case Tuple:
		if len(v) == 1 {
			p.items("(", v, ",)")
		} else {
			p.items("(", v, ")")
		}
	case Set:
		if len(v) == 0 {
			p.b.WriteString("set()")
		} else {
			p.items("{", v, "}")
		}
	case FrozenSet:
		p.items("frozenset({", v, "})")
	case Dict:
		p.dict(v)
	case Object:
		p.cut(clean(v.Repr))
	}
}

func (p *printer) items(open string, items []Value, end string) {
	p.b.WriteString(open)
	for i, item := range items {
		if i > 0 {
			p.b.WriteString(", ")
		}
		if p.full() {
			fmt.Fprintf(&p.b, "… %d more", len(items)-i)
			break
		}
		p.value(item)
	}
	p.b.WriteString(end)
}

func (p *printer) dict(d Dict) {
	p.b.WriteByte('{')
	for i, e := range d {
		if i > 0 {
			p.b.WriteString(", ")
		}
		if p.full() {
			fmt.Fprintf(&p.b, "… %d more", len(d)-i)
			break
		}
		p.value(e.Key)
		p.b.WriteString(": ")
		p.value(e.Value)
	}
	p.b.WriteByte('}')
}

func (p *printer) cut(s string) {
	room := max(p.limit-p.b.Len(), 8)
	r := []rune(s)
	if len(r) > room {
		s = string(r[:room]) + "…"
	}
	p.b.WriteString(s)
}

func (p *printer) str(s string) {
	quote := byte('\'')
	if strings.ContainsRune(s, '\'') && !strings.ContainsRune(s, '"') {
		quote = '"'
	}
	p.b.WriteByte(quote)
	p.cut(escape(s, rune(quote)))
	p.b.WriteByte(quote)
}

func escape(s string, quote rune) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == quote || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case r < 0x20 || r == 0x7f || (r > 0x7f && r <= 0xff && !unicode.IsPrint(r)):
			fmt.Fprintf(&b, `\x%02x`, r)
		case !unicode.IsPrint(r) && r <= 0xffff:
			fmt.Fprintf(&b, `\u%04x`, r)
		case !unicode.IsPrint(r):
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// clean replaces what is not printable, for text that is shown without quotes.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return '�'
	}, s)
}

func pythonFloat(f float64) string {
	switch {
	case math.IsNaN(f):
		return "nan"
	case math.IsInf(f, 1):
		return "inf"
	case math.IsInf(f, -1):
		return "-inf"
	}
	if a := math.Abs(f); a != 0 && (a < 1e-4 || a >= 1e16) {
		return strconv.FormatFloat(f, 'e', -1, 64)
	}
	s := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}
