package value

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Python writes v as a Python literal of at most about limit bytes; what is left out shows as "…".
// Control characters and invisible ones come out escaped, so the result is safe on a terminal.
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
		p.bigInt(v)
	case Decimal:
		p.b.WriteString("Decimal('")
		p.cut(string(v))
		p.b.WriteString("')")
	case Float:
		p.b.WriteString(pythonFloat(float64(v)))
	case Str:
		p.quoted(string(v), escapeRune)
	case Bytes:
		p.b.WriteByte('b')
		p.quoted(string(v), escapeByte)
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
		if len(v) == 0 {
			p.b.WriteString("frozenset()")
		} else {
			p.items("frozenset({", v, "})")
		}
	case Dict:
		p.dict(v)
	case Object:
		p.cut(strings.Map(cleanRune, v.Repr))
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

// bigInt leaves decimal digits to Python where they are many: making them takes more than linear time.
func (p *printer) bigInt(v BigInt) {
	if v.N.BitLen() <= 4096 {
		p.cut(v.N.String())
	} else {
		p.cut(fmt.Sprintf("%#x", v.N))
	}
}

// room is how many bytes a scalar may still take: a few even beyond the limit, so that it tells something.
func (p *printer) room() int { return max(p.limit-p.b.Len(), 8) }

func (p *printer) cut(s string) {
	room := p.room()
	if len(s) > room {
		for room > 0 && !utf8.RuneStart(s[room]) {
			room--
		}
		s = s[:room] + "…"
	}
	p.b.WriteString(s)
}

// quoted writes a string literal. It escapes no more of a long text than is shown.
func (p *printer) quoted(s string, escape func(b *strings.Builder, s string) int) {
	quote := byte('\'')
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		quote = '"'
	}
	p.b.WriteByte(quote)
	for end := p.b.Len() + p.room(); s != ""; {
		if p.b.Len() >= end {
			p.b.WriteString("…")
			break
		}
		if s[0] == quote || s[0] == '\\' {
			p.b.WriteByte('\\')
			p.b.WriteByte(s[0])
			s = s[1:]
			continue
		}
		s = s[escape(&p.b, s):]
	}
	p.b.WriteByte(quote)
}

// escapeByte writes the first byte of a bytes literal and tells how many it took.
func escapeByte(b *strings.Builder, s string) int {
	if s[0] < utf8.RuneSelf {
		return escapeRune(b, s)
	}
	fmt.Fprintf(b, `\x%02x`, s[0])
	return 1
}

// escapeRune writes the first character of a string literal and tells how many bytes it took.
func escapeRune(b *strings.Builder, s string) int {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r == '\n':
		b.WriteString(`\n`)
	case r == '\t':
		b.WriteString(`\t`)
	case r == '\r':
		b.WriteString(`\r`)
	case visible(r):
		b.WriteRune(r)
	case r <= 0xff:
		fmt.Fprintf(b, `\x%02x`, r)
	case r <= 0xffff:
		fmt.Fprintf(b, `\u%04x`, r)
	default:
		fmt.Fprintf(b, `\U%08x`, r)
	}
	return size
}

// cleanRune replaces what can't be seen, for text that is shown without quotes.
func cleanRune(r rune) rune {
	if visible(r) {
		return r
	}
	return utf8.RuneError
}

// visible says that a character can be shown as it is: it moves no cursor, turns no direction of writing, and does
// not take a place without being seen.
func visible(r rune) bool {
	return unicode.IsPrint(r) && r != '\u2800' && // an empty Braille pattern
		!unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
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
