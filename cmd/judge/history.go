package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/history"
	"github.com/coding-judge/judge/judge/report"
)

func (a *app) historyCommand() *cobra.Command {
	var last int
	cmd := &cobra.Command{
		Use:   "history [PROBLEM]",
		Short: "Show what your submissions came to",
		Long: `Show what your submissions came to, the last at the end.

judge submit and judge watch add a line for each to judge/history.jsonl in your data folder (~/.local/share on Linux, or
XDG_DATA_HOME): the problem, the file's name, a digest of its text, the verdict and the times, and nothing of the text itself. It is
yours to edit or delete. In CI (CI=true), and with history: false in the settings, nothing is added.`,
		Example: "  judge history\n  judge history topk --last 5",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if last < 1 {
				return usagef("--last is the number of submissions to show, at least 1")
			}
			name := ""
			if len(args) > 0 {
				name = args[0]
			}
			return a.history(name, last)
		},
	}
	cmd.Flags().IntVarP(&last, "last", "n", 20, "show so many submissions")
	return cmd
}

func (a *app) history(name string, last int) error {
	slug := ""
	if name != "" {
		lib, err := a.library()
		if err != nil {
			return err
		}
		if slug, err = lib.Slug(a.problemNamed(name)); err != nil {
			return err
		}
	}
	entries, err := a.entries()
	if err != nil {
		return err
	}
	if slug != "" {
		entries = slices.DeleteFunc(entries, func(e history.Entry) bool { return e.Problem != slug })
	}
	if len(entries) == 0 {
		fmt.Fprintln(a.stdout, "No submissions yet.")
		return nil
	}
	more := max(0, len(entries)-last)
	rows := [][]string{{"WHEN", "PROBLEM", "VERDICT", "PASSED", "SLOWEST CASE", "FILE"}}
	for _, e := range entries[more:] {
		verdict := report.Words(e.Verdict)
		if e.SamplesOnly {
			verdict += " (samples)"
		}
		rows = append(rows, []string{
			e.Time.Local().Format("2006-01-02 15:04"), judge.Clean(e.Problem), judge.Clean(verdict),
			fmt.Sprintf("%d/%d", e.Passed, e.Cases), shortTime(e.Slowest), judge.Clean(e.File),
		})
	}
	if err := a.columns(rows); err != nil {
		return fmt.Errorf("write history: %w", err)
	}
	if more > 0 {
		fmt.Fprintf(a.stdout, "\n%d earlier; --last shows more\n", more)
	}
	return nil
}

// entries reads the history, and says which lines of it are left out.
func (a *app) entries() ([]history.Entry, error) {
	file := history.Default()
	if file == "" {
		return nil, nil
	}
	entries, bad, err := file.Read()
	const most = 3
	for i, line := range bad {
		if i == most {
			fmt.Fprintf(a.stderr, "judge: note: and %d lines more\n", len(bad)-most)
			break
		}
		fmt.Fprintf(a.stderr, "judge: note: %s\n", judge.Clean(line.Error()))
	}
	return entries, err
}

// remember adds a report to the history. What keeps it from that is told, and is no failure of the submission.
func (a *app) remember(ctx context.Context, r *judge.Report, source []byte) {
	file := history.Default()
	if ci, _ := strconv.ParseBool(os.Getenv("CI")); ci || !a.config.History || file == "" {
		return
	}
	e, ok := history.NewEntry(r, source, time.Now())
	if !ok {
		return
	}
	if err := file.Add(context.WithoutCancel(ctx), e); err != nil {
		fmt.Fprintf(a.stderr, "judge: note: %s (history: false in the settings keeps none)\n", judge.Clean(err.Error()))
	}
}

// shortTime writes milliseconds.
func shortTime(ms float64) string {
	if ms >= 10 {
		return fmt.Sprintf("%.0f ms", ms)
	}
	return fmt.Sprintf("%.1f ms", ms)
}
