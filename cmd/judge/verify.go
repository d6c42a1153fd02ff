package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/judge/verify"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners/sql"
)

type verifyOptions struct {
	json    bool
	noCache bool
	measure bool
	jobs    int
	repeat  int
	mutants bool
}

func (a *app) verifyCommand() *cobra.Command {
	opts := verifyOptions{}
	cmd := &cobra.Command{
		Use:   "verify [PROBLEM|DIR …]",
		Short: "Check problems: their files, cases, submissions and limits",
		Long: `Check problems, as their author would want before others solve them:

  the files can be read, and every input passes valid(input)
  the statement shows the samples, and no example that is none of them
  every file in submissions/ gets a verdict that its folder allows, and the starter does not pass
  accepted submissions take at most half of the time limit, and those in time_limit_exceeded/ half as much again as it
  the verdicts are the same every time (--repeat)
  small mistakes, made in accepted submissions, are found: at least 95 % of these mutants (not with --mutants=false)

Each problem is a slug or an alias, a problem's folder, or a library's folder; without one, all problems are checked.
What a check came to is kept in the cache folder for as long as nothing changes. docs/verify.md says more.

Exit codes: 0 nothing is wrong, 1 something is, 3 a fault of the judge's, 4 a problem can't even be read.`,
		Example: `  judge verify
  judge verify top-k-frequent
  judge verify my-library/problems/two-sum --repeat 5
  judge verify --library my-library --json`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.verify(cmd.Context(), args, opts) },
	}
	cmd.Flags().BoolVar(&opts.json, "json", false, "print the results as JSON ("+verify.SchemaName+"), and nothing else")
	cmd.Flags().BoolVar(&opts.noCache, "no-cache", false, "judge and measure everything anew")
	cmd.Flags().BoolVar(&opts.measure, "measure", false, "measure the limits of problems with limits.cpu: auto anew, and write them beside the problems")
	cmd.Flags().IntVarP(&opts.jobs, "jobs", "j", runtime.NumCPU(), "how many submissions to judge at the same time")
	cmd.Flags().BoolVar(&opts.mutants, "mutants", true, "judge the mutants of accepted submissions too")
	cmd.Flags().IntVar(&opts.repeat, "repeat", 1, "how often to judge each submission")
	return cmd
}

func (a *app) verify(ctx context.Context, args []string, opts verifyOptions) error {
	if opts.jobs < 1 || opts.repeat < 1 {
		return usagef("--jobs and --repeat are at least 1")
	}
	var names []string
	for _, arg := range args {
		if name := a.problemNamed(arg); name != arg {
			names = append(names, name)
			continue
		}
		dir, only, ok := folder(arg)
		if !ok {
			names = append(names, arg)
			continue
		}
		a.config.Library = append(a.config.Library, dir)
		names = append(names, only...)
	}
	a.config.Explain.Budget = 0
	j, err := a.judge(ctx)
	if err != nil {
		return err
	}
	if r, ok := j.Runners[problems.SQL].(*sql.Runner); ok {
		r.Disorder = opts.repeat > 1 // what is found to be right once is right in any order
	}
	results, err := a.verifyWith(ctx, j, names, len(args) == 0, opts)
	err = errors.Join(err, j.Close())
	if err != nil {
		return err
	}
	for _, r := range results {
		if r.Broken {
			return errBroken
		}
	}
	if !verify.OK(results) {
		return errNotAccepted
	}
	return nil
}

func (a *app) verifyWith(ctx context.Context, j *started, names []string, all bool, opts verifyOptions) ([]*verify.Result, error) {
	slugs, err := slugsOf(j.Library, names, all)
	if err != nil {
		return nil, err
	}
	program, err := programDigest()
	if err != nil {
		return nil, err
	}
	progress := a.progress()
	begun := time.Now()
	v := &verify.Verifier{
		Judge: j.Judge, Jobs: opts.jobs, Repeat: opts.repeat, Machine: j.Machine + a.images(ctx, j.engine) + program, Fresh: opts.noCache || opts.measure,
		Measure: opts.measure, Mutants: opts.mutants,
		Watch: func(p verify.Progress) {
			progress.say(progressLine(p.Done, p.Kept, p.Total, "submissions and mutants", time.Since(begun)))
		},
	}
	results, err := v.Verify(ctx, slugs)
	progress.clear()
	if err != nil {
		return nil, err
	}
	write := verify.Text
	if opts.json {
		write = verify.JSON
	}
	if err := write(a.stdout, results); err != nil {
		return nil, fmt.Errorf("write results: %w", err)
	}
	return results, nil
}

// progressLine says how far a command is, and how long the rest will take at the speed so far; what was kept took no time.
func progressLine(done, kept, total int, what string, took time.Duration) string {
	const width = 24
	full := width * done / max(total, 1)
	line := fmt.Sprintf("%s%s %d of %d %s", strings.Repeat("█", full), strings.Repeat("░", width-full), done, total, what)
	if judged := done - kept; judged > 0 && done < total {
		left := took / time.Duration(judged) * time.Duration(total-done)
		line += fmt.Sprintf(", about %v left", max(left, time.Second).Round(time.Second))
	}
	return line
}

// slugsOf finds the problems that are named, by slug or alias.
func slugsOf(lib *problems.Library, names []string, all bool) ([]string, error) {
	var slugs []string
	if all {
		for _, p := range lib.List() {
			slugs = append(slugs, p.Slug)
		}
		return slugs, nil
	}
	for _, name := range names {
		slug, err := lib.Slug(name)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(slugs, slug) {
			slugs = append(slugs, slug)
		}
	}
	return slugs, nil
}

// folder reads an argument that is a folder: of a library, whose problems all are meant, or of one problem in problems/ of a library.
func folder(arg string) (library string, slugs []string, ok bool) {
	info, err := os.Stat(arg)
	if err != nil || !info.IsDir() {
		return "", nil, false
	}
	if files, _ := filepath.Glob(filepath.Join(arg, "problems", "*", "problem.yaml")); len(files) > 0 {
		for _, f := range files {
			slugs = append(slugs, filepath.Base(filepath.Dir(f)))
		}
		return arg, slugs, true
	}
	dir, err := filepath.Abs(arg) // for the names of "."
	if _, missing := os.Stat(filepath.Join(dir, "problem.yaml")); err != nil || missing != nil || filepath.Base(filepath.Dir(dir)) != "problems" {
		return "", nil, false
	}
	return filepath.Join(arg, "..", ".."), []string{filepath.Base(dir)}, true
}
