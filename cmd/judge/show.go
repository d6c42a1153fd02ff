package main

import (
	"fmt"
	"io"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/docker/go-units"
	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/report"
	"github.com/coding-judge/judge/problems"
)

func (a *app) showCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "show PROBLEM",
		Short:   "Show a problem: its statement, what to write, its sample cases",
		Example: "  judge show top-k-frequent\n  judge show topk",
		Args:    oneArgument("a problem"),
		RunE:    func(_ *cobra.Command, args []string) error { return a.show(args[0]) },
	}
}

func (a *app) show(name string) error {
	name = a.problemNamed(name)
	lib, err := a.library()
	if err != nil {
		return err
	}
	p, err := lib.Find(name, "", nil)
	if err != nil {
		return err
	}
	heading := lipgloss.NewStyle().Bold(true)
	w := a.stdout
	fmt.Fprintln(w, judge.Clean(strings.TrimSpace(p.Statement)))
	if p.Starter != "" {
		fmt.Fprintf(w, "\n%s\n\n%s\n", heading.Render("Start from"), indent(judge.Clean(p.Starter)))
	}
	fmt.Fprintf(w, "\n%s\n", heading.Render("Sample cases"))
	hidden := 0
	for _, c := range p.Cases {
		if c.Hidden {
			hidden++
			continue
		}
		fmt.Fprintf(w, "\n  %s\n", c.Name)
		if err := report.Sample(w, judge.ShowSample(p, c)); err != nil {
			return fmt.Errorf("write sample: %w", err)
		}
	}
	facts(w, p, hidden)
	a.noteUnsupported(p)
	return nil
}

// facts says what a submission is held to.
func facts(w io.Writer, p *problems.Problem, hidden int) {
	scaled := ""
	if p.Limits.Auto {
		scaled = " where it was measured"
	}
	cases := fmt.Sprintf("%d hidden cases.", hidden)
	if p.Locked {
		cases = "The hidden cases are sealed, and there is no key for them."
	}
	fmt.Fprintf(w, "\n%s Limits: %v of processor time%s, %s of memory.\n",
		cases, p.Limits.CPU, scaled, units.BytesSize(float64(p.Limits.Memory)))
	fmt.Fprintf(w, "Submit with: judge submit -p %s FILE%s\n", p.Slug, p.Kind.Language().Ext())
}

func indent(s string) string {
	return "  " + strings.ReplaceAll(strings.TrimRight(s, "\n"), "\n", "\n  ")
}
