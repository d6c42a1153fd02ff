package main

import (
	"fmt"
	"io"
	"os"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"github.com/coding-judge/judge/judge"
)

// progress shows on a terminal which case runs, in one line that is gone when the report comes.
type progress struct{ w io.Writer } // nil where there is no terminal

func (a *app) progress() progress {
	if !term.IsTerminal(os.Stderr.Fd()) || os.Getenv("TERM") == "dumb" {
		return progress{}
	}
	return progress{a.stderr}
}

func (p progress) show(next judge.Progress) {
	what := caseOf(next)
	if next.Explains {
		what = "looking for a small counterexample"
	}
	if next.Does != "" {
		what = next.Does
	}
	p.say(what)
}

// caseOf says which case comes next.
func caseOf(next judge.Progress) string {
	return fmt.Sprintf("case %d of %d, %s", next.Next, next.Cases, next.Name)
}

// say shows what is done, cut to the line: what goes on below it could not be taken back.
func (p progress) say(what string) {
	if p.w == nil {
		return
	}
	width, ok := terminalWidth(p.w)
	if !ok {
		width = columns
	}
	fmt.Fprintf(p.w, "\r\x1b[K%s", ansi.Truncate(judge.Clean(what)+" …", width-1, "…"))
}

func (p progress) clear() {
	if p.w != nil {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
