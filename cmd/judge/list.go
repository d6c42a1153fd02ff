package main

import (
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/judge"
)

func (a *app) listCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the problems",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return a.list() },
	}
}

// list prints one line a problem. A broken one is an error at the end, and does not hide the others.
func (a *app) list() error {
	lib, err := a.library()
	if err != nil {
		return err
	}
	var broken []error
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "PROBLEM\tLANGUAGE\tDIFFICULTY\tNAME\tALIASES")
	for _, p := range lib.List() {
		if p.Err != nil {
			broken = append(broken, p.Err)
			continue
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", p.Slug, p.Kind.Language(), p.Difficulty, judge.Clean(p.Name), strings.Join(p.Aliases, " "))
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("write list: %w", err)
	}
	return errors.Join(broken...)
}
