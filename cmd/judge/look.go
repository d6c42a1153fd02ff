package main

import (
	"io"
	"os"
	"strconv"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/statement"
)

// columns is how wide a line is where nothing says it.
const columns = 80

// look is how texts look where a writer of newApp's goes to.
func look(w io.Writer) statement.Look {
	l := statement.Look{Width: columns}
	if p, ok := w.(*colorprofile.Writer); ok {
		l.Styled = p.Profile > colorprofile.ASCII
	}
	if width, ok := terminalWidth(w); ok {
		l.Width = width
	} else if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		l.Width = n
	}
	return l
}

// fit breaks a sample's explanation, which is prose, into lines that fit on the terminal.
func fit(w io.Writer, s *judge.Sample) *judge.Sample {
	const beside = 16 // its name and the margin
	if s != nil && s.Why != "" {
		s.Why = statement.Wrap(s.Why, min(look(w).Width, columns)-beside)
	}
	return s
}

// terminalWidth is how many columns the terminal has that a writer of newApp's goes to; ok is false where it goes elsewhere.
func terminalWidth(w io.Writer) (width int, ok bool) {
	p, ok := w.(*colorprofile.Writer)
	if !ok {
		return 0, false
	}
	f, ok := p.Forward.(*os.File)
	if !ok {
		return 0, false
	}
	width, _, err := term.GetSize(f.Fd())
	return width, err == nil && width > 0
}
