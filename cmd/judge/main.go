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

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
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
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	// A second signal ends the program at once.
	context.AfterFunc(ctx, stop)
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
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, "judge: interrupted")
		return exitInterrupted
	}
	var missing runners.UnavailableError
	if errors.As(err, &missing) {
		err = missing // what was being done when it was missed helps nobody
	}
	fmt.Fprintln(stderr, "judge:", judge.Clean(err.Error()))
	return app.exitCode(err)
}

// errNotAccepted ends a command whose report has told all there is to tell.
var errNotAccepted = errors.New("not accepted")

// errBroken is that of a report on problems of which one can't be read.
var errBroken = errors.New("a problem is broken")

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
	)
	switch {
	case !a.started, errors.As(err, &usage), errors.As(err, &input), errors.As(err, &unknown):
		return exitUsage
	case errors.As(err, &file):
		return exitProblem
	}
	return exitJudgeFault
}
