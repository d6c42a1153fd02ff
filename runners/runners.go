// Package runners is the contract between the judge and what knows a language.
//
// A Runner prepares a submission, which gives a Session; the session runs one case at a time and tells what
// happened, an Outcome. It does not say what that means: expected answers never reach a runner.
package runners

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// Runner runs submissions in one language. It may be used from several goroutines.
type Runner interface {
	// Prepare gets a fresh cell ready for a submission. The error is ours: a submission that cannot even be
	// compiled is an Outcome of its first Run.
	Prepare(ctx context.Context, p *problems.Problem, source []byte) (Session, error)
	// Close ends what the runner kept ready for further submissions; its sessions are closed before. Twice does no harm.
	Close() error
}

// Session is one submission in its cell. Its methods are called by one goroutine at a time.
type Session interface {
	// Run runs one case, whose Input must be set. Nothing of an earlier case is there. The error is ours, the
	// outcome is theirs; after an error the session is of no more use.
	Run(ctx context.Context, c testcases.Case) (Outcome, error)
	// Close destroys the cell. Twice does no harm.
	Close() error
}

// Described is a Session that can tell where it runs.
type Described interface {
	// Describe names the engine and version, such as "docker" and "Python 3.13.1".
	Describe() (engine, version string)
}

// Weaker is a Session whose cell may guarantee less than a container does.
type Weaker interface {
	// Weaker says in sentences what it does not guarantee; empty where it is as good.
	Weaker() []string
}

// Trier is a Session that can run many small inputs one after the other much faster than Run does, for whoever looks for an
// input that shows something.
type Trier interface {
	// Try runs an input under limits that are short. What it says is a hint only: no time or memory is measured, and where Run
	// has everything fresh, something may be kept from one try to the next. It wraps ErrRefused where the input is none of the
	// problem's; after another error nothing more can be tried, but Run works as before.
	Try(ctx context.Context, input testcases.Blob) (Outcome, error)
}

// Replaceable is a Session whose cell can take another source in the place of the one that it has. It is for sources of one
// author, such as the mutants of a solution: they need not be kept from one another as submissions are.
type Replaceable interface {
	// Replace gives the cell another source. The error is ours; after one the session is of no more use.
	Replace(ctx context.Context, source []byte) error
}

// Inspector is a Session that can tell what is there where its submission fails.
type Inspector interface {
	// Inspect runs a case once more, under limits that are short, and tells what is there where it raises an error; nothing where it
	// does not. To show values runs code of the submission's, so that nothing is to be concluded from it. The values hold the case's
	// content. The error is ours; after one Run works as before.
	Inspect(ctx context.Context, c testcases.Case) (Inspection, error)
}

// Inspection is what is there where a submission fails. All of it comes from the cell: untrusted, but bounded.
type Inspection struct {
	Line    int      // of the submission, where the error is; zero where nothing is known
	Callers []Caller // the submission's own, the nearest first
	Locals  []Local  // the variables there
}

// Caller is a place of the submission from which a function was called.
type Caller struct {
	Line     int
	Function string // that the line is in; "<module>" outside of all
}

// Local is a variable with its value in the language's own form, cut where it is long.
type Local struct{ Name, Value string }

// Related is a Session whose inputs are tables with foreign keys.
type Related interface {
	ForeignKeys(ctx context.Context) ([]problems.ForeignKey, error)
}

// ErrRefused marks an error that says that an input is none of the problem's: its tables don't take it.
var ErrRefused = errors.New("the tables do not take the input")

// End is how a run of a case ended.
type End int

// The ends of a run.
const (
	Answered    End = iota // it gave an answer
	Exited                 // it ended by itself without one; Code is its exit status
	Signaled               // a signal ended it that was none of ours; Code is the signal's number
	Raised                 // it ended with an error; Fault says which
	NotCompiled            // it could not be compiled; Fault says why
	CPUEnded               // ended by us at the CPU limit
	WallEnded              // ended by us at the wall limit
	MemoryEnded            // it, or one of its processes, was ended for want of memory
	OutputEnded            // ended by us at the limit of an output; Stream says of which
	Broke                  // it broke its cell, twice
	Stopped                // of a dialog: ended by us because whoever it spoke with said so
)

// Outcome is what happened when a case ran. All of it comes from the cell: untrusted, but bounded.
type Outcome struct {
	End    End
	Code   int           // Exited: the exit status; Signaled: the signal
	CPU    time.Duration // of all processes of the case; for SQL of the server process that ran the statement
	Wall   time.Duration
	Peak   int64  // most memory of all processes together, in bytes; zero where it is not known
	Answer []byte // Answered: a value in its JSON form; of a whole program the text that it printed
	Stdout []byte
	Stderr []byte
	Stream string // OutputEnded: "stdout", "stderr", "answer", "rows", or "output": stdout, where that is the answer
	Told   bool   // of a dialog: it had read all and waited for more, and was told that nothing more comes
	Dialog []byte // of a dialog: what was said, its beginning at least
	Stuck  Stuck  // of a dialog: both waited for each other
	Fault  *Fault // Raised and NotCompiled; MemoryEnded where the submission was told by an error
}

// Fault is an error of the submission, placed in its source.
type Fault struct {
	Type    string // "ModuleNotFoundError", or for SQL the condition's name: "feature_not_supported"
	Code    string // SQLSTATE; empty for Python
	Message string
	Detail  string // what the database adds
	Hint    string // what may help: a nearest name, the database's hint
	Line    int    // from 1 in the submission; 0 where the error has no place there
	Column  int    // from 1, counted in characters; 0 where it is not known
	Width   int    // characters that the error is about, from Column; 0 where it is not known
	Call    int    // of several calls, the number of that which failed, from 1; 0 where there are none or it was before them
	Static  bool   // no field can hold any of a case's data: the error was there before any was seen
}

// Unnamed is the type of an error whose SQLSTATE is none of PostgreSQL's own.
func Unnamed(code string) string { return "error_" + strings.ToLower(code) }

// ErrUnavailable marks an error that says that what the runner needs is not there: no engine, no image. The
// person at the terminal can mend it, and trying again does not help.
var ErrUnavailable = errors.New("unavailable")

// UnavailableError matches ErrUnavailable. Its words say what is missing and what to do.
type UnavailableError struct{ error }

// Unavailable makes an UnavailableError.
func Unavailable(format string, args ...any) error {
	return UnavailableError{fmt.Errorf(format, args...)}
}

// Unwrap gives what made it unavailable.
func (u UnavailableError) Unwrap() error { return u.error }

// Is matches ErrUnavailable.
func (u UnavailableError) Is(target error) bool { return target == ErrUnavailable }
