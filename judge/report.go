package judge

import (
	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// Schema names the form of a Report in JSON. Fields may be added to it, never changed.
const Schema = "judge.report/v1"

// Report is all that is told of a submission. Its texts are safe to show: what came from a cell is bounded and has no
// control characters, and nothing in it tells of a hidden case more than its verdict and what it used.
type Report struct {
	Schema    string            `json:"schema"`
	Problem   string            `json:"problem"` // slug
	Name      string            `json:"name"`
	File      string            `json:"file"`
	Language  problems.Language `json:"language"`
	Verdict   Verdict           `json:"verdict"`
	Message   string            `json:"message,omitempty"` // with judge_error: what to do
	Points    int               `json:"points"`
	MaxPoints int               `json:"max_points"`
	Engine    string            `json:"engine,omitempty"`  // what ran the cells; empty where none ran
	Weaker    []string          `json:"weaker,omitempty"`  // what the engine guarantees less than a container, in sentences
	Runtime   string            `json:"runtime,omitempty"` // "Python 3.13.1"
	Limits    LimitsReport      `json:"limits"`
	// SamplesOnly says that hidden cases are sealed, and there was no key for them.
	SamplesOnly bool          `json:"samples_only,omitempty"`
	Cases       []CaseReport  `json:"cases"`
	Groups      []GroupReport `json:"groups,omitempty"` // where the problem names them: their points add up to Points
	Plans       []PlanReport  `json:"plans,omitempty"`  // where they are asked for

	Profile *ProfileReport `json:"profile,omitempty"` // where it is asked for
	Growth  *GrowthReport  `json:"growth,omitempty"`  // where it is asked for
	Scaling string         `json:"scaling,omitempty"` // the parameter by which growth can be measured, where the problem declares one

	Counterexample   *Counterexample `json:"counterexample,omitempty"`    // to the first case that failed, where one was found
	NoCounterexample string          `json:"no_counterexample,omitempty"` // why there is none, where one was looked for
}

// LimitsReport are the limits of each case.
type LimitsReport struct {
	CPU    float64 `json:"cpu_ms"`
	Wall   float64 `json:"wall_ms"`
	Memory int64   `json:"memory_kib"`
	Output int64   `json:"output_kib"`
}

// CaseReport is what is told of one case.
type CaseReport struct {
	Name      string  `json:"name"` // "sample/01-basic"; of a hidden case only its number: "hidden/03"
	Group     string  `json:"group"`
	Hidden    bool    `json:"hidden"`
	Verdict   Verdict `json:"verdict"`
	Points    int     `json:"points"` // they add up to the report's, unless there are groups
	MaxPoints int     `json:"max_points"`
	CPU       float64 `json:"cpu_ms"`
	Wall      float64 `json:"wall_ms"`
	Memory    int64   `json:"memory_kib"`
	Message   string  `json:"message"` // what is wrong, in words; empty where nothing is
	Error     *Error  `json:"error,omitempty"`
	Sample    *Sample `json:"sample,omitempty"` // of a sample case that was not accepted
}

// Error is the submission's error with its place.
type Error struct {
	Type    string `json:"type"`           // "NameError", "undefined_column"
	Code    string `json:"code,omitempty"` // SQLSTATE
	Message string `json:"message"`        // empty where it may hold a hidden case's content
	Detail  string `json:"detail,omitempty"`
	Hint    string `json:"hint,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"` // from 1, in characters
	Width   int    `json:"width,omitempty"`
	Source  string `json:"source,omitempty"` // the line
	Call    string `json:"call,omitempty"`   // of several calls, the one that failed: "call 3, get(1)"
	// Of a sample, and of an input that was made up: where the function was called, the nearest place first, and the variables.
	Callers []Caller `json:"callers,omitempty"`
	Locals  []Local  `json:"locals,omitempty"`
}

// Caller is a place of the submission from which a function was called.
type Caller struct {
	Line     int    `json:"line"`
	Function string `json:"function"` // that the line is in
}

// Local is a variable with its value, as Python shows it.
type Local struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Sample shows a failing sample case.
type Sample struct {
	Call     string         `json:"call,omitempty"`   // of a function: "k_frequent([1, 1, 2], 1)"
	Calls    string         `json:"calls,omitempty"`  // of a class, one a line with its number, up to the one that failed
	Stdin    string         `json:"stdin,omitempty"`  // of a whole program; Expected and Got are texts as well, then
	Dialog   string         `json:"dialog,omitempty"` // of a program that speaks with the validator: what that said behind <, and it behind >
	Tables   []NamedTable   `json:"tables,omitempty"` // of a query
	Expected string         `json:"expected,omitempty"`
	Got      string         `json:"got,omitempty"`
	Missing  *compare.Table `json:"missing,omitempty"` // rows that the answer lacks
	Extra    *compare.Table `json:"extra,omitempty"`   // rows that it has too many
	Stdout   string         `json:"stdout,omitempty"`
	Stderr   string         `json:"stderr,omitempty"`
	Why      string         `json:"explanation,omitempty"` // the author's, of the expected answer
}

// NamedTable is a table of a case.
type NamedTable struct {
	Name string `json:"name"`
	*compare.Table
}

func newReport(p *problems.Problem, s Submission) *Report {
	r := &Report{
		Schema: Schema, Problem: p.Slug, Name: Clean(p.Name), File: Clean(s.File), Language: s.Language, Cases: []CaseReport{}, SamplesOnly: p.Locked,
		Limits: LimitsReport{ms(p.Limits.CPU), ms(p.Limits.Wall), p.Limits.Memory >> 10, p.Limits.Output >> 10},
	}
	if p.Scaling != nil {
		r.Scaling = p.Scaling.Parameter
	}
	for _, c := range p.Cases {
		r.MaxPoints += c.Points
	}
	if p.Groups != nil {
		r.MaxPoints = 0
	}
	for _, g := range p.Groups {
		r.MaxPoints += g.MaxPoints(p.Cases)
	}
	return r
}

// add says what became of a case.
func (r *Report) add(c CaseReport) {
	r.Cases = append(r.Cases, c)
	r.Points += c.Points
}

// skip says that a case was not run.
func (r *Report) skip(p *problems.Problem, c testcases.Case, v Verdict) {
	r.add(CaseReport{Name: shownName(p, c), Group: c.Group, Hidden: c.Hidden, Verdict: v, MaxPoints: c.Points})
}

// score adds groups up, where there are any.
func (r *Report) score(p *problems.Problem) {
	if p.Groups == nil {
		return
	}
	r.Groups, r.Points = scoreGroups(p, r.Cases), 0
	for _, g := range r.Groups {
		r.Points += g.Points
	}
}

// fault ends a report at case number i because of a fault of ours.
func (r *Report) fault(p *problems.Problem, i int, err error) {
	r.Verdict, r.Message = JudgeError, Clean(err.Error())
	r.skip(p, p.Cases[i], JudgeError)
	for _, c := range p.Cases[i+1:] {
		r.skip(p, c, Skipped)
	}
	r.score(p)
}
