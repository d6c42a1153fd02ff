package main

import (
	"fmt"
	"io"
	"os"

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
	what := fmt.Sprintf("case %d of %d", next.Next, next.Cases)
	if next.Explains {
		what = "looking for a small counterexample"
	}
	if next.Does != "" {
		what = next.Does
	}
	p.say(what)
}

func (p progress) say(what string) {
	if p.w != nil {
		fmt.Fprintf(p.w, "\r\x1b[K%s …", what)
	}
}

func (p progress) clear() {
	if p.w != nil {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
