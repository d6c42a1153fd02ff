package report

import (
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/compare"
)

// maxWidth is how wide what stands side by side may be; else one stands below the other.
const maxWidth = 79

// counterexample shows a small input on which the submission fails, and both answers to it beside each other.
func (t *text) counterexample(r *judge.Report) {
	x := r.Counterexample
	if x == nil {
		if r.NoCounterexample != "" {
			t.line("")
			t.line("  %s", faint.Render(r.NoCounterexample))
		}
		return
	}
	t.line("")
	title := "Smallest counterexample"
	if x.Slow {
		title = "Smaller input that takes too long"
	}
	t.line("  %s  %s", bold.Render(title), faint.Render(origin(x)))
	if x.Call != "" {
		t.field("input", x.Call)
	}
	t.field("calls", x.Calls)
	t.field("stdin", x.Stdin)
	var inputs []string
	for _, table := range x.Tables {
		inputs = append(inputs, titled(table.Name, table.Table))
	}
	t.beside(inputs)
	of := ""
	if x.Probe != "" {
		of = " " + x.Probe
	}
	if !x.Slow {
		t.line("")
	}
	var answers []string
	for _, a := range []struct {
		name   string
		answer *judge.Answer
	}{{"expected", x.Expected}, {"got", x.Got}} {
		switch {
		case a.answer == nil:
		case a.answer.Table != nil:
			answers = append(answers, titled(a.name+of, a.answer.Table))
		default:
			t.field(a.name, a.answer.Value)
		}
	}
	t.beside(answers)
	t.line("")
	if x.Error != nil {
		t.fault(x.Error)
		return
	}
	t.block(x.Note)
}

func origin(x *judge.Counterexample) string {
	switch x.Origin {
	case judge.OfSample:
		return "what is needed of " + x.Case
	case judge.Drawn:
		if x.Slow || x.Error != nil {
			return "made up; it goes wrong here as in " + x.Case
		}
		return "made up; your answer is wrong here as in " + x.Case
	case judge.Reshaped:
		return "shaped like " + x.Case + ", with other values"
	}
	return ""
}

// titled is a table below its name.
func titled(name string, rows *compare.Table) string {
	var t text
	t.table(name, rows)
	var lines []string
	for line := range strings.Lines(t.String()) {
		lines = append(lines, strings.TrimPrefix(strings.TrimRight(line, "\n"), indent))
	}
	return strings.Join(lines, "\n")
}

// beside writes blocks next to each other for as long as there is room, and then below.
func (t *text) beside(blocks []string) {
	for len(blocks) > 0 {
		row, n := blocks[0], 1
		for ; n < len(blocks); n++ {
			wider := lipgloss.JoinHorizontal(lipgloss.Top, row, "    ", blocks[n])
			if lipgloss.Width(wider)+len(indent) > maxWidth {
				break
			}
			row = wider
		}
		t.block(row)
		if blocks = blocks[n:]; len(blocks) > 0 {
			t.line("")
		}
	}
}
