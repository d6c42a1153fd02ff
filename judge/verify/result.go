package verify

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/mutant"
	"github.com/coding-judge/judge/testcases"
)

// Check is a kind of thing that is checked.
type Check string

// The checks, as results spell them.
const (
	Schema     Check = "schema"     // the problem's files can be read, and are what they must be
	Input      Check = "input"      // every case's input passes valid(input)
	Statement  Check = "statement"  // the statement shows the samples, and no example that is none
	Submission Check = "submission" // each has a verdict that its folder allows
	Starter    Check = "starter"    // what a learner starts from does not pass
	Reference  Check = "reference"  // solutions agree on what is right
	Limit      Check = "limit"      // the time limit leaves room on either side
	Mutation   Check = "mutation"   // the cases find small mistakes in accepted submissions
	Stable     Check = "stable"     // the verdicts are the same every time
)

// Result is what was found of a problem.
type Result struct {
	Problem string `json:"problem"` // slug
	OK      bool   `json:"ok"`
	Broken  bool   `json:"broken,omitempty"` // it can't be loaded, so only its files were checked
	// Submissions are in the order of their files.
	Submissions []Judged `json:"submissions"`
	Limits      *Times   `json:"limits,omitempty"` // nil where it is broken
	// MutationScore is the share of the mutants that are mistakes which the cases kill; nil where none were judged.
	MutationScore *float64      `json:"mutation_score,omitempty"`
	Mutation      *mutant.Score `json:"mutation,omitempty"`
	Findings      []Finding     `json:"findings"`
	Unsupported   []string      `json:"unsupported,omitempty"` // of a package of another judge: what in it was not looked at

	mu sync.Mutex // of the lists
}

// Judged is a submission that ships with the problem.
type Judged struct {
	File    string          `json:"file"`    // "submissions/accepted/heap.py"
	Allowed []judge.Verdict `json:"allowed"` // what its folder allows
	Verdict judge.Verdict   `json:"verdict"` // empty where it can't be judged
	OK      bool            `json:"ok"`
	CPU     float64         `json:"cpu_ms"` // of the case that took longest
}

// Finding is something that is wrong, and what to do about it. Its texts may be shown to everybody: of hidden cases they tell no
// more than their numbers and, where they are not sealed, their files.
type Finding struct {
	Check   Check  `json:"check"`
	File    string `json:"file"` // below the problem's folder, or as it was found
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
	Snippet string `json:"snippet,omitempty"`
	Advice  string `json:"advice,omitempty"`
}

func newResult(slug string) *Result {
	return &Result{Problem: slug, Submissions: []Judged{}, Findings: []Finding{}}
}

// find says what is wrong with a file and what to do about it.
func (r *Result) find(check Check, file, advice, format string, args ...any) {
	r.findAt(check, file, 0, advice, format, args...)
}

// findAt is find with a line of the file.
func (r *Result) findAt(check Check, file string, line int, advice, format string, args ...any) {
	r.keep(Finding{Check: check, File: file, Line: line, Message: judge.Clean(fmt.Sprintf(format, args...)), Advice: advice})
}

// keep takes a finding, unless it is there: one fault of a problem may meet every submission.
func (r *Result) keep(f Finding) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f.File = judge.Clean(f.File)
	if !slices.Contains(r.Findings, f) {
		r.Findings = append(r.Findings, f)
	}
}

func (r *Result) add(j Judged) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.Submissions = append(r.Submissions, j)
}

// fault tells of an error that names its place itself.
func (r *Result) fault(check Check, err error) {
	f := Finding{Check: check, Message: judge.Clean(err.Error())}
	var placed *testcases.FileError
	if errors.As(err, &placed) {
		f.File, f.Line, f.Column, f.Message, f.Snippet = placed.File, placed.Line, placed.Column, judge.Clean(placed.Message), placed.Snippet
		if placed.Withheld != "" {
			f.Advice = "to be told what, have the case in sample/ for as long as it takes"
		}
	}
	r.keep(f)
}

// finish puts the result into its final order, which no parallel run changes.
func (r *Result) finish() {
	slices.SortFunc(r.Submissions, func(a, b Judged) int { return cmp.Compare(a.File, b.File) })
	slices.SortStableFunc(r.Findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(order(a.Check), order(b.Check)), cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	r.OK = len(r.Findings) == 0
}

func order(c Check) int {
	return slices.Index([]Check{Schema, Input, Statement, Reference, Submission, Starter, Limit, Stable, Mutation}, c)
}
