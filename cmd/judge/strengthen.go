package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/mutant"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

type strengthenOptions struct {
	yes   bool
	draws int
	jobs  int
}

func (a *app) strengthenCommand() *cobra.Command {
	var opts strengthenOptions
	cmd := &cobra.Command{
		Use:   "strengthen PROBLEM",
		Short: "Find cases that a problem's tests lack",
		Long: `Find cases that a problem's tests lack: small mistakes are made in its accepted submissions, and where no case finds one,
the problem's generator is searched for an input that does. So it is for submissions in the folders of wrong ones that all cases
accept. The smallest inputs become new hidden cases, as few as do; nothing is overwritten, and no case is written that the
problem's accepted submissions do not all pass.

PROBLEM is a slug or an alias of a library that --library names. docs/mutation.md says what mistakes are made, and what to
do where none of an input is found.`,
		Example: `  judge strengthen --library my-library two-sum
  judge strengthen --library my-library two-sum --draws 2000 --yes`,
		Args: oneArgument("a problem"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.strengthen(cmd.Context(), args[0], opts, cmd.InOrStdin())
		},
	}
	cmd.Flags().BoolVar(&opts.yes, "yes", false, "write the cases without asking, and without showing them")
	cmd.Flags().IntVar(&opts.draws, "draws", 500, "how many inputs to try for each mistake")
	cmd.Flags().IntVarP(&opts.jobs, "jobs", "j", runtime.NumCPU(), "how many submissions to judge at the same time")
	return cmd
}

func (a *app) strengthen(ctx context.Context, name string, opts strengthenOptions, stdin io.Reader) error {
	if opts.jobs < 1 || opts.draws < 1 {
		return usagef("--jobs and --draws are at least 1")
	}
	a.config.Explain.Budget = 0
	j, err := a.judge(ctx)
	if err != nil {
		return err
	}
	err = a.strengthenWith(ctx, j, name, opts, stdin)
	return errors.Join(err, j.Close())
}

func (a *app) strengthenWith(ctx context.Context, j *started, name string, opts strengthenOptions, stdin io.Reader) error {
	p, err := j.Library.Find(name, "", nil)
	if err != nil {
		return err
	}
	folder, ok := j.Library.Folder(p.Slug)
	if !ok {
		return usagef("%s is built in, so that no case can be added: name the folder of a library that has it with --library", p.Slug)
	}
	if !judge.Searchable(p) {
		return usagef("%s makes no inputs that could be tried: it needs data: in problem.yaml, or generate(rng, …) in problem.star", p.Slug)
	}
	submissions, err := j.Library.Submissions(p.Slug)
	if err != nil {
		return err
	}
	said, err := equivalents(j.Library, p.Slug)
	if err != nil {
		return err
	}
	progress := a.progress()
	s, err := mutant.Strengthen(ctx, j.Judge, p, submissions, mutant.Options{
		Jobs: opts.jobs, Draws: opts.draws, Equivalents: said, Watch: func(p mutant.Progress) { progress.say(mutantLine(p)) },
	})
	progress.clear()
	if err != nil {
		return err
	}
	if faults := s.Before.Faults; len(faults) > 0 {
		return errors.Join(faults...)
	}
	a.showStrength(s)
	if len(s.Cases) == 0 {
		return nil
	}
	group := testcases.Hidden
	for _, c := range p.Cases { // where there are groups, the last takes what is found
		if c.Hidden {
			group = c.Group
		}
	}
	dir := filepath.Join(filepath.Dir(filepath.Dir(folder)), "testcases", p.Slug, filepath.FromSlash(group))
	return a.writeCases(p, s.Cases, dir, opts.yes, stdin)
}

// equivalents reads what a problem's author says of its mutants; nil where nothing is said.
func equivalents(lib *problems.Library, slug string) (*mutant.Equivalents, error) {
	data, file, err := lib.File(slug, mutant.EquivalentFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return mutant.ReadEquivalents(file, data)
}

func mutantLine(p mutant.Progress) string {
	if p.Searches {
		return fmt.Sprintf("searching for inputs, %d of %d", p.Done, p.Total)
	}
	return fmt.Sprintf("mutant %d of %d", p.Done, p.Total)
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// showStrength says what was found.
func (a *app) showStrength(s *mutant.Strength) {
	b := s.Before
	fmt.Fprintf(a.stdout, "%d of %d mutants are killed (%.1f %%)", b.Killed, b.Mutants-b.Equivalent, 100*b.Ratio())
	if b.Equivalent > 0 {
		fmt.Fprintf(a.stdout, ", %d more %s equivalent", b.Equivalent, plural(b.Equivalent, "is", "are"))
	}
	fmt.Fprintln(a.stdout)
	for _, name := range s.Accepted {
		fmt.Fprintf(a.stdout, "%s is accepted by every case\n", name)
	}
	for _, d := range s.Disputed {
		fmt.Fprintf(a.stdout, "not written, for an accepted submission does not pass it: an input on which %s\n", d)
	}
	if len(s.Left) > 0 {
		fmt.Fprintln(a.stdout, "\nNo input was found for:")
		for _, t := range s.Left {
			fmt.Fprintf(a.stdout, "\n%s\n%s\n", t.Name, indent(judge.Clean(t.Diff)))
		}
		fmt.Fprintf(a.stdout, "\nWhat does the same as its original belongs in %s; docs/mutation.md says how.\n", mutant.EquivalentFile)
	}
	if len(s.Cases) > 0 {
		fmt.Fprintf(a.stdout, "\n%d new %s %d more %s.\n", len(s.Cases), plural(len(s.Cases), "case kills", "cases kill"), s.After, plural(s.After, "mutant", "mutants"))
	}
}

// writeCases asks, and writes the cases as new files.
func (a *app) writeCases(p *problems.Problem, cases []mutant.NewCase, dir string, yes bool, stdin io.Reader) error {
	number, err := lastNumber(dir)
	if err != nil {
		return err
	}
	answers := bufio.NewScanner(stdin)
	for _, c := range cases {
		number++
		file := filepath.Join(dir, fmt.Sprintf("%02d-strengthen.yaml", number))
		content, err := c.File(p)
		if err != nil {
			return err
		}
		if !yes {
			fmt.Fprintf(a.stdout, "\n%s\n%s\nWrite it? [y/N] ", file, indent(judge.Clean(string(content))))
			if !answers.Scan() || !strings.HasPrefix(strings.ToLower(strings.TrimSpace(answers.Text())), "y") {
				fmt.Fprintln(a.stdout, "not written")
				number--
				continue
			}
		}
		if err := writeNew(file, content); err != nil {
			return fmt.Errorf("write the case: %w", err)
		}
		fmt.Fprintf(a.stdout, "wrote %s\n", file)
	}
	return nil
}

// lastNumber is the highest that a case's name begins with.
func lastNumber(dir string) (int, error) {
	files, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	last := 0
	for _, f := range files {
		digits := f.Name()[:len(f.Name())-len(strings.TrimLeft(f.Name(), "0123456789"))]
		if n, err := strconv.Atoi(digits); err == nil {
			last = max(last, n)
		}
	}
	return last, nil
}

// writeNew writes a file that is not there yet.
func writeNew(file string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil { //nolint:gosec // a library is no secret
		return err
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644) //nolint:gosec // likewise
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Close())
}
