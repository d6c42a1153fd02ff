// Command judge judges solutions of coding exercises, in Python and SQL, in sandboxed containers.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// The exit codes, as the help documents them.
const (
	exitAccepted    = 0
	exitNotAccepted = 1
	exitUsage       = 2
	exitJudgeFault  = 3
	exitProblem     = 4
	exitInterrupted = 130
	exitReaderGone  = 141 // as a shell tells of a program that SIGPIPE ended
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	// A second signal ends the program at once.
	context.AfterFunc(ctx, stop)
	cobra.EnableCommandSorting = false // they are shown in the order in which they are used
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run runs a command line and gives its exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	app := newApp(stdout, stderr)
	root := app.root()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitAccepted
	case errors.Is(err, errNotAccepted):
		return exitNotAccepted
	case errors.Is(err, errBroken):
		return exitProblem
	case errors.Is(err, errReaderGone):
		return exitReaderGone
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, "judge: interrupted")
		return exitInterrupted
	}
	fmt.Fprintln(stderr, "judge:", judge.Say(err))
	return app.exitCode(err)
}

// errNotAccepted ends a command whose report has told all there is to tell.
var errNotAccepted = errors.New("not accepted")

// errBroken is that of a report on problems of which one can't be read.
var errBroken = errors.New("a problem is broken")

// errReaderGone ends a command whose output nobody reads any more.
var errReaderGone = errors.New("nobody reads the output any more")

// unjudgedError says that of many submissions some could not be judged, by no fault of theirs. The others have been.
type unjudgedError struct{ error }

func (e unjudgedError) Unwrap() error { return e.error }

// usageError marks what the person at the terminal got wrong.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// exitCode maps an error to the exit code; the only place that does.
func (a *app) exitCode(err error) int {
	var (
		usage   usageError
		input   *judge.InputError
		unknown *problems.UnknownError
		file    *testcases.FileError
		left    unjudgedError
	)
	switch {
	case !a.started, errors.As(err, &usage), errors.As(err, &input), errors.As(err, &unknown):
		return exitUsage
	case errors.As(err, &file), errors.As(err, &left):
		return exitProblem
	}
	return exitJudgeFault
}
