package mutant

import (
	"slices"
	"strings"
)

// kind is what a token of SQL is.
type kind int

const (
	word   kind = iota // a key word or a name without quotes; text is in lower case
	name               // a name in quotes
	number             // without a sign
	text               // a string
	sign               // an operator, a bracket, a comma, a semicolon
	end                // beyond the last
)

// token is a word of SQL. Depth counts the brackets and CASEs around it; a bracket has the depth of what is around it.
type token struct {
	kind     kind
	text     string
	from, to int // in the source
	depth    int
}

// blocks are the token lists of a source: the source itself, and the body of each function and DO in it, which to the source is
// one string.
func blocks(source string) [][]token {
	var all [][]token
	todo := []lexer{{text: source, to: len(source)}}
	for len(todo) > 0 {
		l := todo[0]
		todo = todo[1:]
		for l.at < l.to {
			l.next()
		}
		all = append(all, nest(l.tokens))
		todo = append(todo, l.bodies...)
	}
	return all
}

// nest counts depths.
func nest(tokens []token) []token {
	depth := 0
	for i := range tokens {
		t := &tokens[i]
		closes := t.is(")", "]") || t.is("end") && depth > 0 && opener(tokens[:i], depth-1) == "case"
		if closes {
			depth = max(0, depth-1)
		}
		t.depth = depth
		if t.is("(", "[") || t.is("case") && (i == 0 || !tokens[i-1].is("end")) {
			depth++
		}
	}
	return tokens
}

// opener is what opened a depth last.
func opener(tokens []token, depth int) string {
	for _, t := range slices.Backward(tokens) {
		if t.depth == depth {
			return t.text
		}
	}
	return ""
}

// is says whether a token is one of some words or signs.
func (t token) is(any ...string) bool {
	return (t.kind == word || t.kind == sign) && slices.Contains(any, t.text)
}

// lexer takes text[at:to] apart.
type lexer struct {
	text   string
	at, to int
	tokens []token
	bodies []lexer
}

func (l *lexer) next() {
	rest := l.text[l.at:l.to]
	c := rest[0]
	switch {
	case strings.HasPrefix(rest, "--"):
		l.at += lengthTo(rest, "\n")
	case strings.HasPrefix(rest, "/*"):
		l.at += comment(rest)
	case strings.IndexByte(" \t\r\n\f\v", c) >= 0:
		l.at++
	case c == '\'':
		l.add(text, quoted(rest, '\'', false))
	case c == '"':
		l.add(name, quoted(rest, '"', false))
	case c == '$':
		l.dollar(rest)
	case isDigit(c), c == '.' && len(rest) > 1 && isDigit(rest[1]):
		l.add(number, numberLength(rest))
	case isLetter(c):
		n := 1
		for n < len(rest) && (isLetter(rest[n]) || isDigit(rest[n]) || rest[n] == '$') {
			n++
		}
		if n < len(rest) && rest[n] == '\'' && n <= 2 { // E'…', B'…', U&'…' has a sign between
			l.add(text, n+quoted(rest[n:], '\'', strings.EqualFold(rest[:n], "e")))
			return
		}
		l.add(word, n)
	default:
		l.add(sign, signLength(rest))
	}
}

func (l *lexer) add(k kind, length int) {
	t := token{kind: k, text: l.text[l.at : l.at+length], from: l.at, to: l.at + length}
	if k == word {
		t.text = strings.ToLower(t.text)
	}
	l.tokens = append(l.tokens, t)
	l.at = t.to
}

// dollar reads $tag$…$tag$, in which a body may stand, or $1.
func (l *lexer) dollar(rest string) {
	n := 1
	for n < len(rest) && (isLetter(rest[n]) || isDigit(rest[n])) {
		n++
	}
	if n == len(rest) || rest[n] != '$' {
		l.add(name, n)
		return
	}
	tag := rest[:n+1]
	length := len(tag) + lengthTo(rest[len(tag):], tag)
	if inner := length - 2*len(tag); inner >= 0 && l.holdsBody() {
		l.bodies = append(l.bodies, lexer{text: l.text, at: l.at + len(tag), to: l.at + len(tag) + inner})
	}
	l.add(text, length)
}

// holdsBody says whether a string that comes now is code: after AS, DO, or DO LANGUAGE x.
func (l *lexer) holdsBody() bool {
	last := func(n int) token {
		if n > len(l.tokens) {
			return token{kind: end}
		}
		return l.tokens[len(l.tokens)-n]
	}
	return last(1).is("as", "do") || last(2).is("language") && last(3).is("do")
}

// lengthTo is the length of a text with what ends it, or of all of it.
func lengthTo(s, end string) int {
	if i := strings.Index(s, end); i >= 0 {
		return i + len(end)
	}
	return len(s)
}

// comment is the length of a comment, in which others may stand.
func comment(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch {
		case strings.HasPrefix(s[i:], "/*"):
			depth++
			i++
		case strings.HasPrefix(s[i:], "*/"):
			i++
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(s)
}

func quoted(s string, quote byte, escapes bool) int {
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && escapes:
			i++
		case s[i] == quote && i+1 < len(s) && s[i+1] == quote:
			i++
		case s[i] == quote:
			return i + 1
		}
	}
	return len(s)
}

func numberLength(s string) int {
	n := 0
	for n < len(s) {
		c := s[n]
		signed := (c == '+' || c == '-') && (s[n-1]|0x20) == 'e' && n+1 < len(s) && isDigit(s[n+1])
		if !isDigit(c) && c != '_' && !isLetter(c) && !signed && (c != '.' || strings.HasPrefix(s[n:], "..")) {
			break
		}
		n++
	}
	return n
}

// signs of more than one character; all others are taken one by one.
var signs = []string{"!~~*", "!~~", "!~*", "~~*", "->>", "#>>", "<->", "<=", ">=", "<>", "!=", "||", "::", ":=", "=>", "->", "#>", "@>", "<@", "&&", "!~", "~~", "~*", "..", "<<", ">>"}

func signLength(s string) int {
	for _, known := range signs {
		if strings.HasPrefix(s, known) {
			return len(known)
		}
	}
	return 1
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c >= 0x80 }
