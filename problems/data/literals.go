package data

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// literals are what stands in a query as itself, each once, in the order in which they come.
type literals struct {
	numbers []string // in decimal, without an exponent
	strings []string
}

func (l literals) floats() []float64 {
	var out []float64
	for _, text := range l.numbers {
		if f, err := strconv.ParseFloat(text, 64); err == nil {
			out = append(out, f)
		}
	}
	return out
}

// lex finds the literals of a SQL text. It knows PostgreSQL's comments, quotes and numbers, and no grammar: a number behind a
// minus counts with and without it. What is not SQL gives something, too.
func lex(sql string) literals {
	l := lexer{text: sql}
	for l.at < len(l.text) {
		l.next()
	}
	return l.found
}

func (l *lexer) number(minus bool) {
	start := l.at
	for l.at < len(l.text) {
		c, rest := l.text[l.at], l.text[l.at+1:]
		sign := (c == 'e' || c == 'E') && len(rest) > 1 && (rest[0] == '+' || rest[0] == '-') && isDigit(rest[1])
		if !isDigit(c) && !isLetter(c) && (c != '.' || strings.HasPrefix(rest, ".")) {
			break
		}
		l.at++
		if sign && !isBased(l.text[start:]) {
			l.at++
		}
	}
	text, ok := plain(strings.ReplaceAll(l.text[start:l.at], "_", ""))
	for _, s := range []string{text, "-" + text} {
		if ok && (minus || s == text) && !slices.Contains(l.found.numbers, s) {
			l.found.numbers = append(l.found.numbers, s)
		}
	}
}

// isBased says that a number is written as 0x1f, 0o17 or 0b11.
func isBased(s string) bool {
	return len(s) > 1 && s[0] == '0' && strings.IndexByte("xXoObB", s[1]) >= 0
}

// plain writes a number in decimal without an exponent; ok is false for one that no column of a case needs.
func plain(s string) (text string, ok bool) {
	if isBased(s) {
		n, err := strconv.ParseInt(s, 0, 64)
		return strconv.FormatInt(n, 10), err == nil
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.Abs(f) > 1e18 || len(s) > 40 || strings.ContainsAny(s, "xXpP") {
		return "", false
	}
	if strings.ContainsAny(s, "eE") {
		return strconv.FormatFloat(f, 'f', -1, 64), true
	}
	if s[0] == '.' {
		s = "0" + s
	}
	return strings.TrimSuffix(s, "."), true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isLetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= utf8.RuneSelf
}
