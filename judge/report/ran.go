package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/coding-judge/judge/judge"
)

// Ran writes what a run came to for a person at a terminal: no verdict, but all that there is to see.
func Ran(w io.Writer, r *judge.Ran) error {
	var t text
	t.line("%s", bold.Render(r.Case))
	t.sample(r.Sample)
	if r.Answered && r.Message == "" && r.Sample.Got == "" && len(r.Sample.Tables) == 0 && r.Sample.Dialog == "" {
		t.field("got", "nothing")
	}
	switch {
	case r.Error != nil:
		t.line("")
		t.fault(r.Error)
	case r.Message != "":
		t.line("")
		t.block(bad.Render(r.Message))
	}
	t.line("")
	used := milliseconds(r.CPU)
	if m := mebibytes(r.Memory); m != "" {
		used += ", " + m
	}
	t.line("%s", faint.Render(fmt.Sprintf("%s  %s, %s", used, r.Runtime, r.Engine)))
	if len(r.Weaker) > 0 {
		t.line("%s", faint.Render("less than a container: "+strings.Join(r.Weaker, "; ")))
	}
	_, err := w.Write(t.Bytes())
	return err
}

// RanJSON writes the same as one indented JSON object.
func RanJSON(w io.Writer, r *judge.Ran) error { return writeJSON(w, r) }

// Words writes a verdict as people say it.
func Words(v judge.Verdict) string { return words(v) }
