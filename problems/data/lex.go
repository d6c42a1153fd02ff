package data

import (
	"slices"
	"strings"
	"unicode/utf8"
)

type lexer struct {
	text  string
	at    int
	minus bool // the token before was a minus
	found literals
}

func (l *lexer) next() {
	rest, minus := l.text[l.at:], l.minus
	c := rest[0]
	switch {
	case strings.HasPrefix(rest, "--"):
		l.skipPast("\n")
		return
	case strings.HasPrefix(rest, "/*"):
		l.comment()
		return
	case strings.IndexByte(" \t\r\n\f\v", c) >= 0:
		l.at++
		return
	}
	l.minus = c == '-'
	switch {
	case c == '\'':
		l.quoted(false)
	case c == '"':
		l.at++
		l.skipPast(`"`)
	case c == '$':
		l.dollar()
	case isDigit(c) || c == '.' && len(rest) > 1 && isDigit(rest[1]) && !strings.HasSuffix(l.text[:l.at], "."): // 1..9 is a range
		l.number(minus)
	case isLetter(c):
		l.word()
	default:
		l.at++
	}
}

// skipPast goes to what follows the next end, and gives what stands before it; where there is no end, to the text's.
func (l *lexer) skipPast(end string) (before string, found bool) {
	before, _, found = strings.Cut(l.text[l.at:], end)
	l.at += len(before)
	if found {
		l.at += len(end)
	}
	return before, found
}

// comment skips a comment, in which others may stand.
func (l *lexer) comment() {
	depth := 0
	for l.at < len(l.text) {
		switch rest := l.text[l.at:]; {
		case strings.HasPrefix(rest, "/*"):
			depth++
			l.at += 2
		case strings.HasPrefix(rest, "*/"):
			depth--
			l.at += 2
			if depth == 0 {
				return
			}
		default:
			l.at++
		}
	}
}

func (l *lexer) word() {
	start := l.at
	for l.at < len(l.text) && (isLetter(l.text[l.at]) || isDigit(l.text[l.at]) || l.text[l.at] == '$') {
		l.at++
	}
	if l.at == len(l.text) || l.text[l.at] != '\'' {
		return
	}
	switch strings.ToLower(l.text[start:l.at]) {
	case "e":
		l.quoted(true)
	case "b", "x": // bits
		l.at++
		l.skipPast("'")
	}
}

// quoted reads a string in single quotes, with backslashes where it is an E'…'.
func (l *lexer) quoted(escapes bool) {
	var b strings.Builder
	for l.at++; l.at < len(l.text); l.at++ {
		c := l.text[l.at]
		switch {
		case c == '\'' && strings.HasPrefix(l.text[l.at:], "''"):
			l.at++
		case c == '\'':
			l.at++
			l.addString(b.String())
			return
		case c == '\\' && escapes && l.at+1 < len(l.text):
			l.at++
			c = l.text[l.at]
			if i := strings.IndexByte("ntrbf", c); i >= 0 {
				c = "\n\t\r\b\f"[i]
			}
		}
		b.WriteByte(c)
	}
}

// dollar reads $tag$…$tag$, and skips a parameter such as $1.
func (l *lexer) dollar() {
	start := l.at
	for l.at++; l.at < len(l.text) && (isLetter(l.text[l.at]) || isDigit(l.text[l.at])); l.at++ {
	}
	if l.at == len(l.text) || l.text[l.at] != '$' {
		return
	}
	l.at++
	if s, closed := l.skipPast(l.text[start:l.at]); closed {
		l.addString(s)
	}
}

func (l *lexer) addString(s string) {
	if utf8.ValidString(s) && !strings.Contains(s, "\x00") && !slices.Contains(l.found.strings, s) {
		l.found.strings = append(l.found.strings, s)
	}
}
