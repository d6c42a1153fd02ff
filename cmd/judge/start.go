package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/problems"
)

type startOptions struct {
	to    string
	force bool
}

func (a *app) startCommand() *cobra.Command {
	var opts startOptions
	cmd := &cobra.Command{
		Use:   "start PROBLEM",
		Short: "Begin a solution: write what to start from, and the statement",
		Long: `Begin a solution: write what to start from, and the statement beside it, to the folder you are in. The files have the name by which
you call the problem (a slug's first alias, for it is shorter), so that judge submit finds it again. What is there is never
written over, unless you say --force.`,
		Example: "  judge start topk\n  judge start second-highest-salary --to exercises",
		Args:    oneArgument("a problem"),
		RunE: func(cmd *cobra.Command, args []string) error {
			options := ""
			if cmd.Flags().Changed("library") { // or else the settings name it the next time, too
				for _, dir := range a.config.Library {
					options += " --library " + dir
				}
			}
			return a.start(args[0], options, opts)
		},
	}
	cmd.Flags().StringVar(&opts.to, "to", ".", "the folder to write to; it is made where it is not there")
	cmd.Flags().BoolVar(&opts.force, "force", false, "write over files that are there")
	return cmd
}

// start begins a solution; options are what the next command needs to find the problem.
func (a *app) start(name, options string, opts startOptions) error {
	named := a.problemNamed(name)
	lib, err := a.library()
	if err != nil {
		return err
	}
	p, err := lib.Find(named, "", nil)
	if err != nil {
		return err
	}
	a.noteUnsupported(p)
	base, found := startName(lib, p, named)
	solution := filepath.Join(opts.to, base+p.Kind.Language().Ext())
	about := filepath.Join(opts.to, base+".statement.md")
	if err := os.MkdirAll(opts.to, 0o777); err != nil {
		return usageError{err}
	}
	if !opts.force {
		for _, file := range []string{solution, about} { // before anything is written
			if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
				return usagef("%s: is there already; say --force to write over it, or --to another folder", file)
			}
		}
	}
	write := createFile
	if opts.force {
		write = replaceFile
	}
	for file, text := range map[string]string{solution: starter(p, found), about: p.Statement} {
		if err := write(file, []byte(strings.TrimRight(text, "\n")+"\n")); err != nil {
			return usageError{fmt.Errorf("write %s: %w", file, err)}
		}
	}
	if named != name { // a package that was named by its place is found by nothing else
		options += " -p " + name
	}
	fmt.Fprintf(a.stdout, "%s  your solution goes here\n%s  what is asked for; judge show %s shows it, too\n\n", solution, about, name)
	fmt.Fprintf(a.stdout, "Then\n\n  judge submit%s %s\n", options, solution)
	return nil
}

// startName is what a solution's file is called, without its extension; found says that the problem is found by that.
func startName(lib *problems.Library, p *problems.Problem, named string) (base string, found bool) {
	names := []string{named, p.Slug}
	if named == p.Slug && len(p.Aliases) > 0 {
		names = []string{p.Aliases[0], p.Slug}
	}
	for _, n := range names {
		n = strings.ReplaceAll(n, "-", "_") // a module's name
		if slug, err := lib.Slug(n); err == nil && slug == p.Slug {
			return n, true
		}
	}
	return p.Slug, false
}

// starter is what a solution begins as. A comment tells which problem it solves where the file's name does not.
func starter(p *problems.Problem, found bool) string {
	mark := "#"
	if p.Kind.Language() == problems.SQL {
		mark = "--"
	}
	var b bytes.Buffer
	if !found {
		fmt.Fprintf(&b, "%s problem: %s\n", mark, p.Slug)
	}
	if p.Starter == "" {
		fmt.Fprintf(&b, "%s Your solution goes here.\n", mark)
	}
	b.WriteString(p.Starter)
	return b.String()
}

// createFile writes a file that is not there yet, and follows no link.
func createFile(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
