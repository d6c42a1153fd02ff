package sql

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/coding-judge/judge/runners"
)

// An error on a script's data has no position of its own. PostgreSQL tells how many statements it has done before, and, of a
// do block, the line within its body.

// blockLine is where PostgreSQL says that an error happened in the body of a do block.
var blockLine = regexp.MustCompile(`(?m)^PL/pgSQL function inline_code_block line (\d+) at `)

// placeStatement gives an error that has no place that of the statement it came from: the one after so many that were done.
func placeStatement(f *runners.Fault, e *pgconn.PgError, source string, done int) {
	starts := statements(source)
	if f.Line > 0 || done >= len(starts) {
		return
	}
	start := starts[done]
	f.Line = 1 + strings.Count(source[:start], "\n")
	if m := blockLine.FindStringSubmatch(e.Where); m != nil {
		n, err := strconv.Atoi(m[1])
		if body := bodyStart(source, start); err == nil && body >= 0 {
			f.Line = strings.Count(source[:body], "\n") + n // the body's first line is the one on which its quote opens
		}
	}
}

// bodyStart finds the first quoted body of the statement that starts at an offset; -1 where there is none.
func bodyStart(source string, start int) int {
	for i := start; i < len(source) && source[i] != ';'; {
		next := token(source, i)
		if c := source[i]; c == '\'' || c == '$' && next > i+1 {
			return i
		}
		i = next
	}
	return -1
}

// statements gives the offsets at which the statements of a script start. Empty ones, of which PostgreSQL says nothing, are
// none.
func statements(source string) (starts []int) {
	within := false
	for i := 0; i < len(source); {
		next := token(source, i)
		switch c := source[i]; {
		case c == ';':
			within = false
		case isSpace(c), strings.HasPrefix(source[i:], "--"), strings.HasPrefix(source[i:], "/*"):
		case !within:
			starts, within = append(starts, i), true
		}
		i = next
	}
	return starts
}

// token gives the offset behind what starts at i: a comment, a quoted text or name, or a single character. A quote that is
// not closed goes on to the end.
func token(source string, i int) int {
	rest := source[i:]
	switch c := rest[0]; {
	case strings.HasPrefix(rest, "--"):
		return i + through(rest, "\n", 2)
	case strings.HasPrefix(rest, "/*"):
		return i + nestedComment(rest)
	case c == '"':
		return i + through(rest, `"`, 1) // a doubled quote is the beginning of another name
	case c == '\'':
		return i + textLength(rest, i > 0 && (source[i-1] == 'e' || source[i-1] == 'E') && (i == 1 || !isWord(rune(source[i-2]))))
	case c == '$':
		if tag := dollarTag.FindString(rest); tag != "" && (i == 0 || !isWord(rune(source[i-1]))) {
			return i + through(rest, tag, len(tag))
		}
	}
	return i + 1
}

var dollarTag = regexp.MustCompile(`^\$([A-Za-z_\x80-\xff][A-Za-z0-9_\x80-\xff]*)?\$`)

// through is the length of text up to the end of the first end mark from an offset on.
func through(text, end string, from int) int {
	if n := strings.Index(text[from:], end); n >= 0 {
		return from + n + len(end)
	}
	return len(text)
}

// textLength is the length of a text in single quotes, in which a backslash may hide one.
func textLength(text string, escapes bool) int {
	for i := 1; i < len(text); i++ {
		switch {
		case escapes && text[i] == '\\':
			i++
		case text[i] == '\'':
			return i + 1
		}
	}
	return len(text)
}

func nestedComment(text string) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch {
		case strings.HasPrefix(text[i:], "/*"):
			depth++
			i++
		case strings.HasPrefix(text[i:], "*/"):
			depth--
			if i++; depth == 0 {
				return i + 1
			}
		}
	}
	return len(text)
}

func isSpace(c byte) bool { return strings.IndexByte(" \t\r\n\f\v", c) >= 0 }
