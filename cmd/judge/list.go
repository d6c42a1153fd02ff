package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/history"
)

func (a *app) listCommand() *cobra.Command {
	var todo bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the problems, and how far you are with them",
		Long: `List the problems, and how far you are with them: solved, with the processor time of the slowest case in your fastest solution, or
how often you tried. judge history says where that is kept.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return a.list(todo) },
	}
	cmd.Flags().BoolVar(&todo, "todo", false, "only the problems that you have not solved")
	return cmd
}

// list prints one line a problem. A broken one is an error at the end, and does not hide the others.
func (a *app) list(todo bool) error {
	lib, err := a.library()
	if err != nil {
		return err
	}
	var broken []error
	entries, err := a.entries()
	if err != nil { // the problems are there without
		fmt.Fprintf(a.stderr, "judge: note: %s\n", judge.Clean(err.Error()))
	}
	progress := history.Summary(entries)
	rows := [][]string{{"PROBLEM", "LANGUAGE", "DIFFICULTY", "YOU", "NAME", "ALIASES"}}
	for _, p := range lib.List() {
		if p.Err != nil {
			broken = append(broken, p.Err)
			continue
		}
		mine := progress[p.Slug]
		if todo && mine.Solved {
			continue
		}
		rows = append(rows, []string{p.Slug, string(p.Kind.Language()), p.Difficulty, done(mine), judge.Clean(p.Name), strings.Join(p.Aliases, " ")})
	}
	if len(progress) == 0 { // nobody who has not tried anything needs the column
		for i, row := range rows {
			rows[i] = slices.Delete(row, 3, 4)
		}
	}
	if todo && len(rows) == 1 && broken == nil {
		fmt.Fprintln(a.stdout, "Nothing is left: you have solved all problems.")
		return nil
	}
	if err := a.columns(rows); err != nil {
		return fmt.Errorf("write list: %w", err)
	}
	return errors.Join(broken...)
}

// columns writes rows whose columns stand below each other. Where the terminal is too narrow for it the last column is left out, and
// the lines that are too long still are cut.
func (a *app) columns(rows [][]string) error {
	width, terminal := terminalWidth(a.stdout)
	table := aligned(rows)
	if terminal && lipgloss.Width(table) > width {
		short := make([][]string, len(rows))
		for i, row := range rows {
			short[i] = row[:len(row)-1]
		}
		table = aligned(short)
	}
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, " \n")
		if terminal {
			line = ansi.Truncate(line, width, "…")
		}
		if _, err := fmt.Fprintln(a.stdout, line); err != nil {
			return err
		}
	}
	return nil
}

func aligned(rows [][]string) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	spaces := strings.NewReplacer("\t", " ", "\n", " ")
	for _, row := range rows {
		for _, cell := range row {
			_, _ = fmt.Fprint(w, spaces.Replace(cell), "\t") // a Builder takes all
		}
		_, _ = fmt.Fprintln(w)
	}
	_ = w.Flush()
	return b.String()
}

// done says in words how far somebody is with a problem.
func done(p history.Progress) string {
	switch {
	case p.Solved:
		return "solved " + shortTime(p.Best)
	case p.Tried > 0:
		return fmt.Sprintf("tried %d", p.Tried)
	}
	return ""
}
