package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/judge/skeleton"
	"github.com/coding-judge/judge/problems"
)

func (a *app) newCommand() *cobra.Command {
	var kind, to string
	cmd := &cobra.Command{
		Use:   "new SLUG",
		Short: "Make a new problem to go on from",
		Long: `Make a new problem to go on from, in problems/SLUG/ and testcases/SLUG/ of a library's folder. It is complete: judge verify has
nothing to say of it, and comments in its files say what they are for.`,
		Example: `  judge new two-sum
  judge new busiest-day --kind query --to my-library
  judge verify --library my-library busiest-day`,
		Args: oneArgument("the new problem's slug"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("library") {
				return usagef("--library is where problems are found; the folder of the new one is --to")
			}
			return a.newProblem(args[0], kind, to)
		},
	}
	cmd.Flags().StringVarP(&kind, "kind", "k", string(problems.Function), "what a submission is: "+strings.Join(skeleton.Kinds(), ", "))
	cmd.Flags().StringVar(&to, "to", ".", "the library's folder, with problems/ and testcases/; it is made where it is not there")
	return cmd
}

func (a *app) newProblem(slug, kind, to string) error {
	files, err := skeleton.Write(to, slug, kind)
	var wrong skeleton.Error
	if errors.As(err, &wrong) {
		return usageError{err}
	}
	if err != nil {
		return err
	}
	for _, f := range files {
		fmt.Fprintln(a.stdout, f)
	}
	fmt.Fprintf(a.stdout, "\nThe statement and the cases come first: %s. Then\n\n  judge verify --library %s %s\n",
		filepath.Join(to, "problems", slug, "statement.md"), to, slug)
	return nil
}
