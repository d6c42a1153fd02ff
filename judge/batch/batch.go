// Package batch judges a stream of submissions for another program: JSON goes in and comes out, one object a line.
//
// A submission has these fields and no others:
//
//	id        text of at most 256 bytes or an integer, which the result gives back
//	problem   the slug of its problem, or an alias
//	language  "python" or "sql"; may be left out, for the problem says it
//	source    its text, of at most 1 MiB
//
// Each has one result, with the number of its line from 1:
//
//	{"id": "a7", "line": 1, "report": {"schema": "judge.report/v1", …}}
//	{"id": null, "line": 2, "error": {"kind": "line", "message": "…"}}
//
// A line of nothing but spaces has none. What is wrong with a line is told in its result, and stops no other line. A line is
// at most 8 MiB long; of a longer one nothing is kept.
package batch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// window is how many submissions there are at a time for each that is judged: those that wait to be judged, and the results that
// wait for one before them.
const window = 4

// Batch judges a stream. Its fields are not changed after.
type Batch struct {
	Judge *judge.Judge
	Jobs  int // how many submissions are judged at the same time; at least 1
	// Unordered says that each result is written when it is there, whatever the order of the lines.
	Unordered bool
	All       bool // run all cases of each

	problems problems.Kept
}

// Counts are the results that were written.
type Counts struct {
	Reports int
	Refused int // lines that hold no submission, or one to no problem
	Faults  int // of the judge's, or of a problem
}

// Result is the result of a line: it has a report or an error.
type Result struct {
	ID     json.RawMessage `json:"id"` // as the line has it; null where it has none that can be read
	Line   int             `json:"line"`
	Report *judge.Report   `json:"report,omitempty"`
	Error  *Error          `json:"error,omitempty"`
}

// Error says why there is no report.
type Error struct {
	Kind    Kind   `json:"kind"`
	Message string `json:"message"`
}

// Kind says whose fault an error is.
type Kind string

// The kinds of errors.
const (
	BadLine        Kind = "line"       // it is not the JSON that it must be
	UnknownProblem Kind = "problem"    // no problem has that name
	NoSubmission   Kind = "submission" // the source can be none to this problem
	BrokenProblem  Kind = "broken"     // the problem itself is wrong
	JudgeFault     Kind = "judge"      // the judge failed; another try may go well
)

// task is a line on its way.
type task struct {
	line   int
	text   []byte
	fault  error         // why there is no text
	done   chan struct{} // closed when there is a result
	result Result
}

// errStopped ends what is under way when nobody wants it any more.
var errStopped = errors.New("the batch has ended")

// Run judges what it reads until the end, and writes the results. It holds a few submissions for each job, and reads no further
// while nobody reads its results. When ctx ends it returns as soon as no submission is being judged, and leaves a Read or Write
// that is under way to itself. The error is that of reading, of writing (*WriteError), or of ctx.
func (b *Batch) Run(ctx context.Context, in io.Reader, out io.Writer) (Counts, error) {
	b.problems.Library = b.Judge.Library
	jobs := max(b.Jobs, 1)
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(errStopped)
	r := &run{
		Batch: b, stop: stop,
		slots: make(chan struct{}, window*jobs), work: make(chan *task), ready: make(chan *task, window*jobs),
	}
	read := make(chan struct{})
	go func() {
		defer close(read)
		r.read(ctx, in)
	}()
	var workers sync.WaitGroup
	for range jobs {
		workers.Go(func() { r.judge(ctx) })
	}
	written := make(chan struct{})
	go func() {
		defer close(written)
		r.write(ctx, out)
	}()
	workers.Wait()
	select {
	case <-read:
		close(r.ready) // all that was read is in it
	case <-ctx.Done():
	}
	select {
	case <-written:
	case <-ctx.Done():
	}
	if ctx.Err() != nil {
		return r.counted(), context.Cause(ctx)
	}
	return r.counted(), r.failed
}

// run is one run of a batch.
type run struct {
	*Batch
	stop  context.CancelCauseFunc
	slots chan struct{} // one taken by each task from its reading to its writing
	work  chan *task    // to be judged
	ready chan *task    // to be written, in this order; some of them not judged yet

	failed error // of reading

	mu     sync.Mutex
	counts Counts
}

func (r *run) counted() Counts {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.counts
}

// judge judges what is read, one after the other.
func (r *run) judge(ctx context.Context) {
	for {
		select {
		case t, ok := <-r.work:
			if !ok {
				return
			}
			t.result = r.result(ctx, t)
			close(t.done)
			if r.Unordered && ctx.Err() == nil {
				r.ready <- t // it has room for all that have a slot
			}
		case <-ctx.Done():
			return
		}
	}
}

// result judges a line.
func (r *run) result(ctx context.Context, t *task) Result {
	out := Result{ID: json.RawMessage("null"), Line: t.line}
	if t.fault != nil {
		out.Error = &Error{BadLine, t.fault.Error()}
		return out
	}
	s, err := parse(t.text)
	t.text = nil
	if s.id != nil {
		out.ID = s.id
	}
	if err != nil {
		out.Error = &Error{BadLine, judge.Clean(err.Error())}
		return out
	}
	report, err := r.submit(ctx, s)
	if err != nil {
		out.Error = &Error{kindOf(err), judge.Say(err)}
		return out
	}
	out.Report = report
	return out
}

func (r *run) submit(ctx context.Context, s submission) (*judge.Report, error) {
	p, err := r.problems.Find(s.problem, "", nil)
	if err != nil {
		return nil, err
	}
	language := s.language
	if language == "" {
		language = p.Kind.Language()
	}
	sub, err := judge.NewSubmission("submission"+language.Ext(), []byte(s.source))
	if err != nil {
		return nil, err
	}
	sub.All = r.All
	return r.Judge.SubmitTo(ctx, p, sub)
}

// kindOf says whose fault an error of judging is.
func kindOf(err error) Kind {
	var (
		unknown *problems.UnknownError
		input   *judge.InputError
		broken  *testcases.FileError
	)
	switch {
	case errors.As(err, &unknown):
		return UnknownProblem
	case errors.As(err, &input):
		return NoSubmission
	case errors.As(err, &broken):
		return BrokenProblem
	}
	return JudgeFault
}

// WriteError says that a result can't be written. Nothing more is judged then.
type WriteError struct{ Err error }

func (e *WriteError) Error() string { return fmt.Sprintf("write results: %v", e.Err) }

func (e *WriteError) Unwrap() error { return e.Err }

// write writes results as they become ready.
func (r *run) write(ctx context.Context, out io.Writer) {
	for {
		t := r.next(ctx)
		if t == nil {
			return
		}
		line, err := encode(t.result)
		if err == nil {
			_, err = out.Write(line)
		}
		if err != nil {
			r.stop(&WriteError{err})
			return
		}
		r.count(t.result)
		<-r.slots
	}
}

// next waits for the next task with a result; nil for none.
func (r *run) next(ctx context.Context) *task {
	var t *task
	select {
	case t = <-r.ready:
	case <-ctx.Done():
	}
	if t == nil {
		return nil
	}
	select {
	case <-t.done:
	case <-ctx.Done():
	}
	if ctx.Err() != nil { // from which the result may come
		return nil
	}
	return t
}

func (r *run) count(of Result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case of.Error == nil:
		r.counts.Reports++
	case of.Error.Kind == JudgeFault || of.Error.Kind == BrokenProblem:
		r.counts.Faults++
	default:
		r.counts.Refused++
	}
}
