package sql

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jackc/pgerrcode"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
)

const maxText = 2000 // characters of a message that are kept

// faultOf is PostgreSQL's error, placed in the source.
func faultOf(e *pgconn.PgError, source string, kind problems.Kind) *runners.Fault {
	f := &runners.Fault{
		Type: condition(e.Code), Code: e.Code,
		Message: shorten(e.Message), Detail: shorten(e.Detail), Hint: shorten(e.Hint),
	}
	if f.Hint == "" {
		f.Hint = hint(e, kind)
	}
	f.Line, f.Column, f.Width = place(source, int(e.Position))
	return f
}

// own is an error that PostgreSQL did not find, because the statement is not run.
func own(code, kind, message, hint string) *runners.Fault {
	return &runners.Fault{Type: kind, Code: code, Message: message, Hint: hint, Static: true}
}

// hint says in words what PostgreSQL leaves to guess.
func hint(e *pgconn.PgError, kind problems.Kind) string {
	switch {
	case e.Code == pgerrcode.SyntaxError && strings.Contains(e.Message, "multiple commands"):
		return "a submission is one statement: remove what stands before or after the query"
	case e.Code == pgerrcode.ConfigurationLimitExceeded:
		return "the query keeps more rows in between than there is room for; a join without a condition often does"
	case e.Code == pgerrcode.InsufficientPrivilege && kind != problems.Query:
		return "a submission can change the problem's tables and make its own, in the schema public, and nothing else"
	case e.Code == pgerrcode.ReadOnlySQLTransaction, e.Code == pgerrcode.InsufficientPrivilege:
		return "a submission can do nothing but read the problem's tables"
	}
	return ""
}

// condition is the name that PostgreSQL's documentation has for a SQLSTATE: "division_by_zero".
func condition(code string) string {
	var b strings.Builder
	name := []rune(pgerrcode.Name(code))
	for i, r := range name {
		// A capital starts a word, unless it goes on with an abbreviation: SQLStatement, InvalidSQLState.
		if i > 0 && unicode.IsUpper(r) && (!unicode.IsUpper(name[i-1]) || i+1 < len(name) && unicode.IsLower(name[i+1])) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	if b.Len() == 0 {
		return runners.Unnamed(code)
	}
	return b.String()
}

// place finds the line and column of a position in the source, counted in characters from 1, and how wide the word
// there is. What PostgreSQL misses at the end stands behind the last thing that is there.
func place(source string, position int) (line, column, width int) {
	text := []rune(source)
	if position < 1 || position > len(text)+1 {
		return 0, 0, 0
	}
	at := position - 1
	if rest := strings.TrimSpace(string(text[at:])); rest == "" {
		at = utf8.RuneCountInString(strings.TrimRightFunc(source, unicode.IsSpace))
		at = min(at, position-1)
	}
	line, column = 1, 1
	for _, r := range text[:at] {
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
	}
	return line, column, word(text[at:])
}

// word is the length of the token that text begins with.
func word(text []rune) int {
	if len(text) == 0 || unicode.IsSpace(text[0]) {
		return 0
	}
	if q := text[0]; q == '\'' || q == '"' {
		for i, r := range text[1:] {
			if r == q {
				return i + 2
			}
			if r == '\n' {
				return i + 1
			}
		}
		return len(text)
	}
	in := isWord
	if !isWord(text[0]) {
		in = func(r rune) bool { return strings.ContainsRune("+-*/<>=~!@#%^&|`?:", r) }
	}
	n := 1
	for in(text[0]) && n < len(text) && in(text[n]) {
		n++
	}
	return n
}

func isWord(r rune) bool { return r == '_' || r == '$' || unicode.IsLetter(r) || unicode.IsDigit(r) }

func shorten(s string) string {
	s = strings.ToValidUTF8(s, "�")
	if r := []rune(s); len(r) > maxText {
		return string(r[:maxText]) + "…"
	}
	return s
}
