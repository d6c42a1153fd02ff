package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/grade"
	"github.com/coding-judge/judge/judge/report"
	"github.com/coding-judge/judge/problems"
)

type gradeOptions struct {
	problems            []string
	manifest            string
	jobs                int
	timeout             time.Duration
	json, csv, markdown string // where the summary is written; - is stdout, empty for nowhere
	reports             []string
	short, noCache      bool
}

func (a *app) gradeCommand() *cobra.Command {
	var opts gradeOptions
	cmd := &cobra.Command{
		Use:   "grade [DIR|FILE|PATTERN …]",
		Short: "Judge the submissions of many students, and tell their points",
		Long: `Judge the submissions of many students, and tell their points.

  DIR      a folder with one for each student, who has its name: DIR/ada/topk.py. A file right in DIR is its student's: DIR/ada.py
  FILE     one submission, whose student has the name of its folder
  PATTERN  such as 'section-*/{student}/topk.py', in quotes: * stands for anything in a name, {student} for the student

or --manifest names a file that says whose files are for which problem (docs/grade.md). A file's problem is the one that -p or the
manifest names, or else found as judge submit finds it: then its student can choose, among all problems or those of several -p. All cases
of each are run.

What was judged is kept in the cache folder, by the content of all that it depends on: when the same command is run again it judges
only what is new, or was not judged when it was killed. A submission that can't be judged, such as one that is no text, stops no other.

The summary is a table, or with --json, --csv or --markdown that; each takes a file too (--csv=grades.csv), and then the table is shown as
well. --report writes a report for each submission into a folder: FORMAT=DIR gives DIR/STUDENT/FILE.EXT. The formats:
` + formatList() + `

Exit codes: 0 all were judged or refused for what they are, whatever the verdicts; 2 wrong usage, or a mistake in the manifest; 3 the
judge can't go on; 4 some were not judged, by a fault of the judge's or of a problem, or for lack of time; 130 interrupted.`,
		Example: `  judge grade submissions
  judge grade submissions -p top-k-frequent --csv=grades.csv --report junit=reports
  judge grade 'section-*/{student}/topk.py' --timeout 30m
  judge grade --manifest grade.yaml --json`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.grade(cmd.Context(), args, opts) },
	}
	flags := cmd.Flags()
	flags.StringArrayVarP(&opts.problems, "problem", "p", nil,
		"the problem that all files solve: its slug, an alias, or a Kattis package's folder or ZIP archive; given more than once, files to any other are refused")
	flags.StringVar(&opts.manifest, "manifest", "", "a file that says what to grade, in place of arguments")
	flags.IntVarP(&opts.jobs, "jobs", "j", runtime.NumCPU(), "how many submissions to judge at the same time")
	flags.DurationVar(&opts.timeout, "timeout", 0, "the time for all submissions, such as 30m; what was not judged then is told, and exits 4")
	flags.BoolVar(&opts.short, "until-failure", false, "run each submission up to its first failing case only, which can cost it points")
	flags.BoolVar(&opts.noCache, "no-cache", false, "judge everything anew")
	flags.StringArrayVar(&opts.reports, "report", nil, "write a report for each submission: FORMAT=DIR; repeatable")
	for _, s := range opts.summaries() {
		flags.StringVar(s.path, s.name, "", s.about)
		flags.Lookup(s.name).NoOptDefVal = "-"
	}
	return cmd
}

// summary is a form in which the summary is written.
type summary struct {
	name, about string
	path        *string
	write       func(io.Writer, grade.Summary) error
}

func (o *gradeOptions) summaries() []summary {
	return []summary{
		{"json", "the summary as JSON (" + grade.Schema + "), instead of the table or to a file", &o.json, report.GradesJSON},
		{"csv", "the summary as CSV, instead of the table or to a file", &o.csv, report.GradesCSV},
		{"markdown", "the summary as Markdown, instead of the table or to a file", &o.markdown, report.GradesMarkdown},
	}
}

func (a *app) grade(ctx context.Context, args []string, opts gradeOptions) (err error) {
	if opts.jobs < 1 || opts.timeout < 0 {
		return usagef("--jobs is at least 1, and --timeout a time such as 30m")
	}
	for i, name := range opts.problems {
		opts.problems[i] = a.problemNamed(name)
	}
	lib, err := a.library()
	if err != nil {
		return err
	}
	entries, err := opts.find(lib, args)
	if err != nil {
		return usageError{err}
	}
	sheets, err := openSheets(opts.summaries())
	if err != nil {
		return err
	}
	defer sheets.close()
	folders, err := openFolders(opts.reports, args)
	if err != nil {
		return err
	}
	defer folders.close()
	if len(opts.reports) == 0 {
		a.config.Explain.Budget = 0 // nobody would see what it finds
	}
	j, err := a.judgeMany(ctx, opts.jobs)
	if err != nil {
		return err
	}
	s, err := a.gradeWith(ctx, j, entries, folders, opts)
	if err = errors.Join(err, j.Close()); err != nil {
		return err
	}
	if err := sheets.write(a.stdout, s); err != nil {
		return err
	}
	if s.Unjudged > 0 {
		return unjudgedError{fmt.Errorf("%d of %d submissions were not judged", s.Unjudged, len(s.Submissions)-s.Missing)}
	}
	return nil
}

// find finds the submissions.
func (o *gradeOptions) find(lib *problems.Library, args []string) ([]grade.Entry, error) {
	switch {
	case o.manifest != "" && (len(args) > 0 || o.problems != nil):
		return nil, errors.New("--manifest stands for all arguments and -p: it says which files are for which problem")
	case o.manifest == "" && len(args) == 0:
		return nil, errors.New("judge grade takes what to grade: a folder, files, or --manifest")
	}
	var all []grade.Entry
	var err error
	if o.manifest != "" {
		data, err := os.ReadFile(o.manifest)
		if err != nil {
			return nil, err
		}
		if all, err = grade.Manifest(o.manifest, data, lib.Slug); err != nil {
			return nil, err
		}
	}
	for i, name := range o.problems {
		if o.problems[i], err = lib.Slug(name); err != nil {
			return nil, err
		}
	}
	problem := ""
	if len(o.problems) == 1 {
		problem = o.problems[0]
	}
	for _, arg := range args {
		some, err := argument(arg, problem)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	if len(all) == 0 {
		return nil, errors.New("there is nothing to grade: no file was found")
	}
	return grade.Distinct(all)
}

// argument finds the submissions of an argument.
func argument(arg, problem string) ([]grade.Entry, error) {
	if grade.IsPattern(arg) {
		return grade.Pattern(".", arg, "", problem)
	}
	info, err := os.Stat(arg)
	switch {
	case err != nil && strings.ContainsAny(arg, "*?"):
		return nil, fmt.Errorf("%s: no file is called so; a pattern has {student} in it", arg)
	case err != nil:
		return nil, err
	case info.IsDir():
		return grade.Folder(arg, problem)
	}
	e, err := grade.File(arg, problem)
	return []grade.Entry{e}, err
}

func (a *app) gradeWith(ctx context.Context, j *started, entries []grade.Entry, folders *reportFolders, opts gradeOptions) (grade.Summary, error) {
	program, err := programDigest()
	if err != nil {
		return grade.Summary{}, err
	}
	progress, begun, done, kept := a.progress(), time.Now(), 0, 0
	g := &grade.Grader{
		Judge: j.Judge, Jobs: opts.jobs, Machine: j.Machine + a.images(ctx, j.engine) + program,
		Fresh: opts.noCache, Timeout: opts.timeout, Short: opts.short, Problems: opts.problems,
		Watch: func(row grade.Row, r *judge.Report) error {
			if done++; row.Kept {
				kept++
			}
			progress.say(progressLine(done, kept, len(entries), "submissions", time.Since(begun)))
			return folders.write(row, r)
		},
	}
	rows, err := g.Grade(ctx, entries)
	progress.clear()
	if err != nil {
		if ctx.Err() != nil {
			fmt.Fprintf(a.stderr, "judge: %d of %d submissions are done; the same command goes on with the others\n", done, len(entries))
		}
		return grade.Summary{}, err
	}
	return grade.Sum(rows), nil
}
