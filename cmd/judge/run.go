package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/report"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

type runOptions struct {
	problem string
	input   []string
	sample  string
	json    bool
}

func (a *app) runCommand() *cobra.Command {
	var opts runOptions
	cmd := &cobra.Command{
		Use:   "run FILE [--input VALUE ... | --case NAME]",
		Short: "Run a solution once, on an input of your own or on a sample case",
		Long: `Run a solution once, in a cell as judge submit does, and show what it gave, what it printed and what it used. There is no verdict.
Without --input and --case it is the first sample case that is run.

--input is the input: for a function its arguments by their names, or, where there are several, one --input for each in their order;
for a class its calls; for a whole program the text that it reads. Values are written as JSON, or as YAML as in the files of cases
(!tuple [1, 2]). --input @FILE reads the input from a file, and --input - from standard input.
--case names a sample case, such as 01-basic; hidden ones are not run by themselves.

Exit code 0 says that it gave an answer, right or wrong, and 1 that it gave none.`,
		Example: `  judge run topk.py --input '{nums: [4, 7, 4], k: 1}'
  judge run topk.py --input '[4, 7, 4]' --input 1
  judge run second_highest.sql --case 02-nulls`,
		Args: oneArgument("a file to run"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.run(cmd.Context(), args[0], opts) },
	}
	cmd.Flags().StringVarP(&opts.problem, "problem", "p", "", "the problem that FILE solves, as of judge submit")
	cmd.Flags().StringArrayVarP(&opts.input, "input", "i", nil, "an input, or one argument of several")
	cmd.Flags().StringVarP(&opts.sample, "case", "c", "", "a sample case")
	cmd.Flags().BoolVar(&opts.json, "json", false, "print what came of it as JSON ("+judge.RanSchema+"), and nothing else")
	return cmd
}

func (a *app) run(ctx context.Context, file string, opts runOptions) error {
	if len(opts.input) > 0 && opts.sample != "" {
		return usagef("--input and --case exclude each other: a run has one input")
	}
	content, err := readSource(file)
	if err != nil {
		return err
	}
	s, err := judge.NewSubmission(file, content)
	if err != nil {
		return err
	}
	inputs, err := readInputs(opts.input)
	if err != nil {
		return err
	}
	j, err := a.judge(ctx)
	if err != nil {
		return err
	}
	var r *judge.Ran
	p, err := j.Library.Find(a.problemNamed(opts.problem), s.File, s.Source)
	if err == nil {
		a.noteUnsupported(p)
		r, err = a.runOn(ctx, j.Judge, p, s, inputs, opts.sample)
	}
	switch {
	case r == nil:
	case opts.json:
		err = errors.Join(err, report.RanJSON(a.stdout, r))
	default:
		fit(a.stdout, r.Sample)
		err = errors.Join(err, shielded(a.stdout, func(w io.Writer) error { return report.Ran(w, r) }))
	}
	err = errors.Join(err, j.Close())
	if err == nil && !r.Answered {
		return errNotAccepted
	}
	return err
}

// runOn runs a submission on the input that was asked for.
func (a *app) runOn(ctx context.Context, j *judge.Judge, p *problems.Problem, s judge.Submission, inputs []string, sample string) (*judge.Ran, error) {
	if len(inputs) == 0 {
		c, err := sampleNamed(p, sample)
		if err != nil {
			return nil, err
		}
		return j.Run(ctx, p, s, c)
	}
	c, err := p.Given(inputs)
	if err != nil {
		return nil, usagef("--input: %w", err)
	}
	// The problem promises more than a type, which may be just what is to be tried.
	var promise *testcases.FileError
	if err := p.Validate(ctx, c); errors.As(err, &promise) {
		fmt.Fprintf(a.stderr, "judge: note: the problem has no such cases: %s\n", judge.Clean(promise.Message))
	} else if err != nil {
		return nil, err
	}
	return j.Run(ctx, p, s, c)
}

// sampleNamed finds a sample case by its name, with its group or without; an empty name is the first one's.
func sampleNamed(p *problems.Problem, name string) (testcases.Case, error) {
	var names []string
	for _, c := range p.Cases {
		if c.Hidden {
			continue
		}
		if name == "" || c.Name == name || strings.TrimPrefix(c.Name, testcases.Sample+"/") == name {
			return c, nil
		}
		names = append(names, strings.TrimPrefix(c.Name, testcases.Sample+"/"))
	}
	if group, _, _ := strings.Cut(name, "/"); group == testcases.Hidden {
		return testcases.Case{}, usagef("--case %s: hidden cases are not run by themselves, for what a solution does there would tell what is in them; there are %s",
			name, strings.Join(names, ", "))
	}
	if names == nil {
		return testcases.Case{}, usagef("%s has no sample cases; give an input with --input", p.Slug)
	}
	return testcases.Case{}, usagef("--case %s: no sample case is called so; there are %s", name, strings.Join(names, ", "))
}

// maxInput bounds what is read as an input, in bytes.
const maxInput = 64 << 20

// readInputs gives the inputs, of which one may come from a file or from standard input.
func readInputs(given []string) ([]string, error) {
	inputs := make([]string, len(given))
	for i, s := range given {
		inputs[i] = s
		name, ok := strings.CutPrefix(s, "@")
		if !ok && s != "-" {
			continue
		}
		file := os.Stdin
		if ok {
			f, err := os.Open(name)
			if err != nil {
				return nil, usagef("--input %s: %w", s, err)
			}
			defer f.Close()
			file = f
		}
		content, err := io.ReadAll(io.LimitReader(file, maxInput+1))
		if err == nil && len(content) > maxInput {
			err = errors.New("it is larger than 64 MiB")
		}
		if err != nil {
			return nil, usagef("--input %s: %w", s, err)
		}
		inputs[i] = string(content)
	}
	return inputs, nil
}
