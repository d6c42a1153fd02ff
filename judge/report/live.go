package report

import (
	"io"

	"github.com/coding-judge/judge/judge"
)

// Live writes what is known of a report that is not finished: the cases that were judged, and what is being done.
func Live(w io.Writer, r *judge.Report, doing string) error {
	var t text
	t.line("%s  %s", bold.Render(r.Name), faint.Render(r.File))
	t.line("")
	for _, c := range r.Cases {
		if c.Verdict != judge.Skipped {
			t.caseLine(c)
		}
	}
	t.line("  %s", faint.Render("· "+doing+" …"))
	_, err := w.Write(t.Bytes())
	return err
}
