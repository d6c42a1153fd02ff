package testcases

import (
	"fmt"
	"strings"
	"unicode"
)

// FileError is a mistake in a file that an author wrote: a problem fault, never a learner's.
type FileError struct {
	File         string
	Line, Column int    // from 1; zero where the mistake has no place
	Message      string // one line, without the place
	Withheld     string // what is wrong in words that may hold a hidden case's content: for its author, and not in Error
	Snippet      string // the lines around the place; empty where there are none, and for a hidden case
}

func (e *FileError) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", e.Line, e.Column)
	}
	b.WriteString(": " + printable(e.Message)) // what an author's program said, perhaps
	if e.Snippet != "" {
		b.WriteString("\n" + e.Snippet)
	}
	return b.String()
}

// Snippet shows a place in a text: its line, what stands before it, and a mark under the column.
func Snippet(text string, at Place) string {
	const before = 2 // lines
	lines := strings.Split(text, "\n")
	if at.Line < 1 || at.Line > len(lines) {
		return ""
	}
	var b strings.Builder
	for n := max(1, at.Line-before); n <= at.Line; n++ {
		mark := ' '
		column := 1
		if n == at.Line {
			mark, column = '>', at.Column
		}
		line, column := window(lines[n-1], column)
		fmt.Fprintf(&b, "%c %3d | %s\n", mark, n, line)
		if n == at.Line {
			fmt.Fprintf(&b, "      | %*s", column, "^")
		}
	}
	return b.String()
}

// printable makes one line of a text, with nothing in it that moves a terminal's cursor.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return ' '
		case !unicode.IsPrint(r):
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// window cuts a part out of a line that is too long to be shown, and tells which column of the part is meant.
func window(line string, column int) (string, int) {
	const width = 100
	runes := []rune(printable(strings.TrimRight(line, "\r")))
	start := 0
	if column > width*3/4 {
		start = min(column, len(runes)) - width/2
	}
	out := string(runes[start:min(start+width, len(runes))])
	if start+width < len(runes) {
		out += "…"
	}
	if start > 0 {
		return "…" + out, column - start + 1
	}
	return out, column
}
