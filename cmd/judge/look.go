package main

import (
	"io"
	"os"
	"strconv"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"github.com/coding-judge/judge/judge/statement"
)

// columns is how wide a line is where nothing says it.
const columns = 80

// look is how texts look where a writer of newApp's goes to.
func look(w io.Writer) statement.Look {
	l := statement.Look{Width: columns}
	if p, ok := w.(*colorprofile.Writer); ok {
		l.Styled = p.Profile > colorprofile.ASCII
		if f, ok := p.Forward.(*os.File); ok {
			if width, _, err := term.GetSize(f.Fd()); err == nil && width > 0 {
				l.Width = width
				return l
			}
		}
	}
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		l.Width = n
	}
	return l
}
