package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/report"
)

type submitOptions struct {
	problem string
	json    bool
	plan    bool
	hints   bool
	growth  bool
	profile bool
	reports []string
}

func (a *app) submitCommand() *cobra.Command {
	var opts submitOptions
	cmd := &cobra.Command{
		Use:   "submit FILE",
		Short: "Judge a solution against a problem's sample and hidden cases",
		Long: `Judge a solution against a problem's sample and hidden cases, and say what is wrong with it.

FILE is a Python (.py) or SQL (.sql) file, or a Markdown file (.md) whose first fenced block is one of them. Its problem
is the one that -p names, else the one of a comment "# problem: SLUG" (or "-- problem: SLUG") in it, else the one whose
name or alias the file has. judge list shows both.

--report writes a report for another program: FORMAT=PATH, as often as you like, where the path - is stdout, which then shows
nothing else. --json is --report json=-. The formats:
` + formatList(),
		Example: `  judge submit topk.py
  judge submit -p second-highest-salary answer.sql --all
  judge submit orders.sql --plan
  judge submit topk.py --growth
  judge submit topk.py --profile
  judge submit topk.py --json
  judge submit topk.py --report junit=report.xml --report html=report.html`,
		Args: oneArgument("a file to submit"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.submit(cmd.Context(), args[0], opts) },
	}
	cmd.Flags().StringVarP(&opts.problem, "problem", "p", "", "the problem that FILE solves: its slug, an alias, or a Kattis package's folder or ZIP archive")
	cmd.Flags().BoolVar(&opts.json, "json", false, "print the report as JSON ("+judge.Schema+"), and nothing else")
	cmd.Flags().StringArrayVar(&opts.reports, "report", nil, "write a report to a file: FORMAT=PATH; repeatable")
	cmd.Flags().BoolVar(&opts.plan, "plan", false, "show how PostgreSQL executes the queries on the last sample case that ran")
	cmd.Flags().BoolVar(&opts.hints, "hints", false, "show the next hint of the problem where the solution is not accepted")
	cmd.Flags().BoolVar(&opts.profile, "profile", false, "show which lines of a Python submission take the time of its slowest case")
	cmd.Flags().BoolVar(&opts.growth, "growth", false, "measure how the time of a Python submission grows with its input")
	cmd.Flags().Bool("all", false, "run all cases, not only up to the first that fails")
	return cmd
}

// formatList has a line for each format of reports.
func formatList() string {
	var b strings.Builder
	for _, f := range report.Formats() {
		fmt.Fprintf(&b, "\n  %-16s  %s", f.Name, f.About)
	}
	return b.String()
}

// oneArgument is cobra.ExactArgs(1) in words that say what is missing.
func oneArgument(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 1 {
			return usagef("%s takes %s, and %d arguments were given: %s", cmd.CommandPath(), what, len(args), cmd.UseLine())
		}
		return nil
	}
}

func (a *app) submit(ctx context.Context, file string, opts submitOptions) (err error) {
	if opts.json {
		opts.reports = append(opts.reports, "json=-")
	}
	content, err := readSource(file)
	if err != nil {
		return err
	}
	s, err := judge.NewSubmission(file, content)
	if err != nil {
		return err
	}
	reports, err := openReports(opts.reports)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, reports.close()) }()
	s.Problem, s.All, s.Plan, s.Growth = a.problemNamed(opts.problem), a.config.All, opts.plan, opts.growth
	s.Profile = opts.profile

	j, err := a.judge(ctx)
	if err != nil {
		return err
	}
	progress := a.progress()
	j.Watch = progress.show
	var r *judge.Report
	p, err := j.Library.Find(s.Problem, s.File, s.Source)
	if err == nil {
		a.noteUnsupported(p)
		r, err = j.SubmitTo(ctx, p, s)
	}
	progress.clear()
	if err == nil {
		a.remember(ctx, r, s.Source)
	}
	if r != nil {
		err = errors.Join(err, reports.write(a.stdout, r))
		if r.Engine != "" && !reports.stdout { // or else nothing ran, of which the error says enough to a person
			err = errors.Join(err, showText(a.stdout, r))
		}
	}
	err = errors.Join(err, j.Close())
	if opts.hints && err == nil && r.Verdict != judge.Accepted && len(p.Hints) > 0 {
		w := a.stdout
		if reports.stdout {
			w = a.stderr
		}
		fmt.Fprintln(w)
		err = a.nextHint(w, p)
	}
	if err == nil && r.Verdict != judge.Accepted {
		return errNotAccepted
	}
	return err
}

// readSource reads a submission's file, but not much more of it than a submission may have.
func readSource(file string) ([]byte, error) {
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usagef("%s: there is no such file", file)
	}
	if err != nil {
		return nil, usageError{err}
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, usageError{err}
	}
	if info.IsDir() {
		return nil, usagef("%s: is a folder; a submission is one file", file)
	}
	content, err := io.ReadAll(io.LimitReader(f, judge.MaxSource+1))
	if err != nil {
		return nil, usageError{err}
	}
	return content, nil
}
