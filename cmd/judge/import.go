package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/jsonl"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/problems/kattis"
)

func (a *app) importCommand() *cobra.Command {
	var to string
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Make problems of the tasks of a set, or keep a copy of a Kattis or ICPC package",
		Long: `Make problems of the tasks of a set, or of a problem package, in a library's folder.

A package is a folder, or a ZIP archive of one, in the package format of Kattis and the ICPC: version legacy or 2025-09. It is read
before it is copied, and refused where it cannot be judged; docs/packages.md says what is supported. The copy has the
package's files as they are.

Otherwise FILE is a JSONL file (.jsonl, .jsonl.gz), one task a line, with tests in Python: a function check(candidate), or a list of
assertions. The tests run once, in a cell, with the set's own solution, and become cases, so that no submission is judged by
code in its own process. A task whose tests ask for more than an expected answer is left out, and the reason is said.`,
		Example: `  judge import hello.zip --to my-library
  judge submit --library my-library -p hello hello.py
  judge import humaneval.jsonl.gz --to my-library
  judge verify --library my-library humaneval-0`,
		Args: oneArgument("a file to import"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if kattis.Is(args[0]) {
				return a.importPackage(args[0], to)
			}
			return a.importSet(cmd.Context(), args[0], to)
		},
	}
	cmd.Flags().StringVar(&to, "to", "", "the library's folder, with problems/ and testcases/; it is made where it is not there")
	_ = cmd.MarkFlagRequired("to")
	return cmd
}

func (a *app) importSet(ctx context.Context, file, to string) error {
	tasks, err := jsonl.Read(file)
	if errors.Is(err, fs.ErrNotExist) {
		return usagef("%s: there is no such file", file)
	}
	if err != nil {
		return usageError{err}
	}
	j, err := a.judge(ctx)
	if err != nil {
		return err
	}
	var imported, cases int
	err = jsonl.Import(ctx, j.Runners[problems.Python], tasks, to, func(t jsonl.Task, n int, err error) {
		if err != nil {
			fmt.Fprintf(a.stdout, "left out  %s\n", judge.Clean(err.Error()))
			return
		}
		imported, cases = imported+1, cases+n
		fmt.Fprintf(a.stdout, "imported  %s, %d cases\n", t.Slug(), n)
	})
	fmt.Fprintf(a.stdout, "%d of %d tasks imported to %s, with %d cases\n", imported, len(tasks), to, cases)
	if err = errors.Join(err, j.Close()); err == nil && imported == 0 {
		err = usagef("%s: no task of it can be made a problem", file)
	}
	return err
}
