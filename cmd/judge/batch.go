package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/judge/batch"
)

type batchOptions struct {
	jobs      int
	unordered bool
	explain   bool
}

func (a *app) batchCommand() *cobra.Command {
	var opts batchOptions
	cmd := &cobra.Command{
		Use:   "batch < SUBMISSIONS.jsonl > RESULTS.jsonl",
		Short: "Judge a stream of submissions, for other programs",
		Long: `Judge a stream of submissions, for other programs. Each line of stdin is a submission:

  {"id": 1, "problem": "top-k-frequent", "language": "python", "source": "…"}

and each line of stdout its result, with the report that judge submit --json prints, or why there is none:

  {"id": 1, "line": 1, "report": {…}}
  {"id": 2, "line": 2, "error": {"kind": "problem", "message": "…"}}

A result is written as soon as it is there and those before it are. Nothing is read ahead but a few submissions for each job, and
nothing at all while nobody reads the results. docs/batch.md says more.

Exit codes: 0 every line has a report, whatever its verdict; 1 some lines hold no submission; 4 some could not be judged, by a fault of the
judge's or of a problem; 130 interrupted; 141 who read the results has gone.`,
		Example: `  judge batch < submissions.jsonl > results.jsonl
  judge batch --jobs 8 --unordered < submissions.jsonl | jq -c '[.id, .report.verdict]'`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.batch(cmd.Context(), os.Stdin, opts) },
	}
	cmd.Flags().IntVarP(&opts.jobs, "jobs", "j", runtime.NumCPU(), "how many submissions to judge at the same time")
	cmd.Flags().BoolVar(&opts.unordered, "unordered", false, "write each result when it is there, not in the order of the lines")
	cmd.Flags().BoolVar(&opts.explain, "explain", false, "look for counterexamples, which takes explain.budget for each wrong submission")
	cmd.Flags().Bool("all", false, "run all cases, not only up to the first that fails")
	return cmd
}

func (a *app) batch(ctx context.Context, in io.Reader, opts batchOptions) error {
	if opts.jobs < 1 {
		return usagef("--jobs is at least 1")
	}
	if !opts.explain {
		a.config.Explain.Budget = 0
	}
	// Without this, the end of who reads the results would end this process at once.
	pipe := make(chan os.Signal, 1)
	signal.Notify(pipe, syscall.SIGPIPE)
	defer signal.Stop(pipe)
	j, err := a.judgeMany(ctx, opts.jobs)
	if err != nil {
		return err
	}
	b := &batch.Batch{Judge: j.Judge, Jobs: opts.jobs, Unordered: opts.unordered, All: a.config.All}
	counts, err := b.Run(ctx, in, a.plain)
	err = errors.Join(err, j.Close())
	var gone *batch.WriteError
	switch {
	case errors.As(err, &gone) && errors.Is(err, syscall.EPIPE):
		return errReaderGone
	case err != nil:
		return err
	case counts.Faults > 0:
		return unjudgedError{fmt.Errorf("%d of %d submissions could not be judged; their results say why", counts.Faults, counts.Faults+counts.Refused+counts.Reports)}
	case counts.Refused > 0:
		fmt.Fprintf(a.stderr, "judge: %d of %d lines hold no submission; their results say why\n", counts.Refused, counts.Refused+counts.Reports)
		return errNotAccepted
	}
	return nil
}
