// Package grade judges the submissions of many: of students, each with a folder or files of their own, to any number of problems.
//
// Who the submissions are from is not trusted, nor are the names of their folders and files: a name is a text, never a path that
// leads somewhere else, and no link is followed out of a student's folder. What is wrong with one submission is told in its row and
// stops no other.
package grade

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// Grader judges submissions. Its fields are not changed after.
type Grader struct {
	Judge *judge.Judge
	Jobs  int // how many are judged at the same time; at least 1
	// Machine names who judges: the engine, its images, this program. What was judged is found again by the same alone.
	Machine string
	Fresh   bool          // what was judged before is judged anew
	Timeout time.Duration // of all together; zero for none
	Short   bool          // each is judged up to its first failing case only
	// Problems are the slugs of those that count; nil for all. Where nothing names a submission's problem, its student does, and
	// could otherwise add to what all students' points are measured by.
	Problems []string
	// Watch is told of each row that is there, with its report where it has one. It is called by one goroutine at a time, and its
	// error ends the grading. nil tells nobody.
	Watch func(Row, *judge.Report) error

	problems problems.Kept
	digests  digests
	told     sync.Mutex
}

// timeoutError is why a submission was not judged when the time of all is over.
type timeoutError time.Duration

func (e timeoutError) Error() string {
	return fmt.Sprintf("the time for all submissions (%v) was over before it was judged; what was judged is kept, so that a second run goes on", time.Duration(e))
}

// Grade judges the submissions, and gives a row for each in their order. What was judged before, also by a grading that was ended
// at any moment, is not judged again while all that it depends on is the same. The error is that of ctx, or of Watch.
func (g *Grader) Grade(ctx context.Context, entries []Entry) ([]Row, error) {
	g.problems.Library = g.Judge.Library
	g.digests.library = g.Judge.Library
	all, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	within := all
	if g.Timeout > 0 {
		var cancel context.CancelFunc
		within, cancel = context.WithTimeoutCause(all, g.Timeout, timeoutError(g.Timeout))
		defer cancel()
	}
	rows := make([]Row, len(entries))
	next := make(chan int, len(entries))
	for _, i := range turns(entries) {
		next <- i
	}
	close(next)
	var workers sync.WaitGroup
	for range max(g.Jobs, 1) {
		workers.Go(func() {
			for i := range next {
				if all.Err() != nil {
					return
				}
				row, report := g.row(within, &entries[i])
				if all.Err() != nil { // from which the row may come
					return
				}
				rows[i] = row
				if err := g.tell(row, report); err != nil {
					stop(err)
				}
			}
		})
	}
	workers.Wait()
	if all.Err() != nil {
		return nil, context.Cause(all)
	}
	return rows, nil
}

// turns gives the numbers of entries in the order in which they are judged: the first of each student, the second of each, and so on.
// Who submits much then takes no time from the others' first.
func turns(entries []Entry) []int {
	order, turn, had := make([]int, len(entries)), make([]int, len(entries)), map[string]int{}
	for i, e := range entries {
		order[i], turn[i] = i, had[e.Student]
		had[e.Student]++
	}
	slices.SortStableFunc(order, func(a, b int) int { return turn[a] - turn[b] })
	return order
}

func (g *Grader) tell(row Row, report *judge.Report) error {
	if g.Watch == nil {
		return nil
	}
	g.told.Lock()
	defer g.told.Unlock()
	return g.Watch(row, report)
}

// row judges a submission. The report is nil where there is none.
func (g *Grader) row(ctx context.Context, e *Entry) (Row, *judge.Report) {
	row := Row{Student: Shown(e.Student), File: Shown(e.File), Problem: e.Problem, entry: e}
	if e.missing {
		row.Status, row.Message = Missing, e.fault
		return row, nil
	}
	report, kept, err := g.report(ctx, e, &row)
	row.Kept = kept
	var (
		refused *refusal
		unknown *problems.UnknownError
		input   *judge.InputError
		broken  *testcases.FileError
	)
	switch {
	case err == nil:
		row.take(report)
		return row, report
	case errors.As(err, &refused), errors.As(err, &unknown):
		row.Status, row.Message = Refused, judge.Say(err)
	case errors.As(err, &input):
		row.Status, row.Message = Refused, judge.Clean(input.Message)
	case ctx.Err() != nil:
		row.Status, row.Message = Unjudged, judge.Clean(context.Cause(ctx).Error())
		return row, nil
	case errors.As(err, &broken):
		row.Status, row.Message = Unjudged, "the problem is broken: "+judge.Say(err)
	default:
		row.Status, row.Message = Unjudged, judge.Say(err)
	}
	return row, report
}

// report judges a submission, or finds its report. The row is told of its problem.
func (g *Grader) report(ctx context.Context, e *Entry, row *Row) (r *judge.Report, kept bool, err error) {
	content, err := e.read()
	if err != nil {
		return nil, false, err
	}
	if ctx.Err() != nil {
		return nil, false, context.Cause(ctx)
	}
	p, err := g.problems.Find(e.Problem, e.File, content)
	if err != nil {
		return nil, false, err
	}
	row.Problem = p.Slug
	if g.Problems != nil && !slices.Contains(g.Problems, p.Slug) {
		return nil, false, refusef("is for the problem %s, which is not graded", p.Slug)
	}
	s, err := judge.NewSubmission(e.File, content)
	if err != nil {
		return nil, false, err
	}
	s.All = !g.Short
	digest, err := g.digests.of(p.Slug)
	if err != nil {
		return nil, false, err
	}
	key := judge.ReportKey("grade "+g.Machine, digest, p, s, g.Judge.Explain.String())
	if r, ok := g.kept(key); ok {
		r.File = judge.Clean(e.File) // of whoever submitted the same
		return r, true, nil
	}
	r, err = g.Judge.SubmitTo(ctx, p, s)
	if err == nil {
		g.Judge.Cache.PutReport(key, r)
	}
	return r, false, err
}

func (g *Grader) kept(key string) (*judge.Report, bool) {
	if g.Fresh {
		return nil, false
	}
	return g.Judge.Cache.GetReport(key)
}

// digests are those of problems, each computed once.
type digests struct {
	library *problems.Library

	mu    sync.Mutex
	known map[string]string
}

func (d *digests) of(slug string) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if digest, ok := d.known[slug]; ok {
		return digest, nil
	}
	digest, err := d.library.Digest(slug)
	if err != nil {
		return "", err
	}
	if d.known == nil {
		d.known = map[string]string{}
	}
	d.known[slug] = digest
	return digest, nil
}
