package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/docker/go-units"
	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/report"
	"github.com/coding-judge/judge/judge/statement"
	"github.com/coding-judge/judge/problems"
)

type showOptions struct {
	html string
	open bool
}

func (a *app) showCommand() *cobra.Command {
	var opts showOptions
	cmd := &cobra.Command{
		Use:   "show PROBLEM",
		Short: "Show a problem: its statement, what to write, its sample cases",
		Long: `Show a problem: its statement, what to write, its sample cases.

--html writes it as one page that needs nothing else; its own policy keeps a browser from running or loading anything.
--open writes it to judge's cache folder, and opens it.`,
		Example: "  judge show top-k-frequent\n  judge show topk --open",
		Args:    oneArgument("a problem"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.show(cmd.Context(), args[0], opts)
		},
	}
	cmd.Flags().StringVar(&opts.html, "html", "", "write the problem as a page to this file; - is stdout")
	cmd.Flags().BoolVar(&opts.open, "open", false, "open the problem as a page in the browser")
	return cmd
}

func (a *app) show(ctx context.Context, name string, opts showOptions) error {
	p, err := a.problem(name)
	if err != nil {
		return err
	}
	a.noteUnsupported(p)
	if opts.html != "" || opts.open {
		return a.page(ctx, p, opts)
	}
	w, l := a.stdout, look(a.stdout)
	if err := statement.Text(w, p.Statement, l); err != nil {
		return fmt.Errorf("write the statement: %w", err)
	}
	if p.Starter != "" {
		fmt.Fprintf(w, "\n%s\n\n%s\n", l.Heading("Start from"), indent(judge.Clean(p.Starter)))
	}
	fmt.Fprintf(w, "\n%s\n", l.Heading("Sample cases"))
	for _, c := range p.Cases {
		if c.Hidden {
			continue
		}
		fmt.Fprintf(w, "\n  %s\n", judge.Clean(c.Name))
		if err := report.Sample(w, fit(w, judge.ShowSample(p, c))); err != nil {
			return fmt.Errorf("write sample: %w", err)
		}
	}
	fmt.Fprintln(w)
	for _, fact := range facts(p) {
		fmt.Fprintln(w, fact)
	}
	return nil
}

// facts say what a submission is held to, a line each.
func facts(p *problems.Problem) []string {
	hidden := 0
	for _, c := range p.Cases {
		if c.Hidden {
			hidden++
		}
	}
	cases := fmt.Sprintf("%d hidden cases.", hidden)
	if p.Locked {
		cases = "The hidden cases are sealed, and there is no key for them."
	}
	scaled := ""
	if p.Limits.Auto {
		scaled = " where it was measured"
	}
	lines := []string{
		fmt.Sprintf("%s Limits: %v of processor time%s, %s of memory.",
			cases, p.Limits.CPU, scaled, units.BytesSize(float64(p.Limits.Memory))),
		fmt.Sprintf("Submit with: judge submit -p %s FILE%s", p.Slug, p.Kind.Language().Ext()),
	}
	if len(p.Aliases) > 0 {
		lines = append(lines, "Also called: "+strings.Join(p.Aliases, ", "))
	}
	return lines
}

// writePage writes a problem as a page.
func writePage(w io.Writer, p *problems.Problem) error {
	page := statement.Page{Title: p.Name, Statement: p.Statement, Starter: p.Starter, Facts: facts(p)}
	for _, c := range p.Cases {
		if c.Hidden {
			continue
		}
		var b strings.Builder
		if err := report.Sample(plainWriter(&b), judge.ShowSample(p, c)); err != nil {
			return fmt.Errorf("write sample: %w", err)
		}
		page.Samples = append(page.Samples, statement.Sample{Name: c.Name, Text: outdent(b.String())})
	}
	return statement.HTML(w, page)
}

func indent(s string) string {
	return "  " + strings.ReplaceAll(strings.TrimRight(s, "\n"), "\n", "\n  ")
}

// outdent takes away what all lines begin with that is space.
func outdent(s string) string {
	margin := len(s)
	for line := range strings.Lines(s) {
		if rest := strings.TrimLeft(line, " "); rest != "\n" {
			margin = min(margin, len(line)-len(rest))
		}
	}
	var b strings.Builder
	for line := range strings.Lines(s) {
		b.WriteString(line[min(margin, len(line)-1):])
	}
	return strings.TrimRight(b.String(), "\n")
}
