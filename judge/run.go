package judge

import (
	"context"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// RanSchema names the form of a Ran in JSON. Fields may be added to it, never changed.
const RanSchema = "judge.run/v1"

// Ran is what a submission did on one input. There is no verdict on it. Its texts are safe to show, and longer than a report's: who
// runs something once wants to see all of it.
type Ran struct {
	Schema   string            `json:"schema"`
	Problem  string            `json:"problem"` // slug
	File     string            `json:"file"`
	Language problems.Language `json:"language"`
	Case     string            `json:"case"`              // the input's name
	Answered bool              `json:"answered"`          // it gave an answer
	Message  string            `json:"message,omitempty"` // how it ended, where it gave no answer or passed a limit
	Error    *Error            `json:"error,omitempty"`
	CPU      float64           `json:"cpu_ms"`
	Wall     float64           `json:"wall_ms"`
	Memory   int64             `json:"memory_kib"`
	// Sample is the input, what came of it, and of a sample case what is expected. Of a class, what came of it is its calls with what
	// each gave; of SQL it is tables, named "got".
	Sample *Sample `json:"sample"`

	Engine  string   `json:"engine"`
	Runtime string   `json:"runtime"`
	Weaker  []string `json:"weaker,omitempty"` // as in a Report
}

// How much of what a run gave is shown: bytes of each text, rows of each table.
const (
	runOutput = 64 << 10
	runRows   = 200
)

// errHiddenRun says why a hidden case is not run by itself.
var errHiddenRun = errors.New("a hidden case is not run by itself: what a submission does on it would tell what is in it")

// Run runs a submission once, on a case that is not hidden. The error is as of Submit.
func (j *Judge) Run(ctx context.Context, p *problems.Problem, s Submission, c testcases.Case) (*Ran, error) {
	if c.Hidden {
		return nil, errHiddenRun
	}
	if err := takes(p, s); err != nil {
		return nil, err
	}
	p, err := j.scaled(ctx, p)
	if err != nil {
		return nil, err
	}
	reference := &seat{runner: j.Runners[p.Kind.Language()], problem: p}
	defer reference.leave()
	if c, err = j.prepare(ctx, p, c, reference); err != nil {
		return nil, err
	}
	cell := &seat{runner: j.Runners[s.Language], problem: p, source: s.Source}
	defer cell.leave()
	answers := &assessor{judge: j, problem: p}
	defer answers.close()
	o, err := answers.run(ctx, cell, c)
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err != nil {
		return nil, err
	}
	r := describeRun(p, s, c, o)
	j.inspect(ctx, cell, c, r.Error)
	r.Engine, r.Runtime, r.Weaker = cell.engine, cell.runtime, cell.weaker
	return r, nil
}

// describeRun tells of a run all that there is to tell, but what it is worth.
func describeRun(p *problems.Problem, s Submission, c testcases.Case, o runners.Outcome) *Ran {
	r := &Ran{
		Schema: RanSchema, Problem: p.Slug, File: Clean(s.File), Language: s.Language, Case: Clean(c.Name),
		Sample: ShowSample(p, c), CPU: ms(o.CPU), Wall: ms(o.Wall), Memory: o.Peak >> 10,
	}
	r.Sample.Stdout, r.Sample.Stderr = Clean(cut(o.Stdout)), Clean(cut(o.Stderr))
	if p.Interactive() {
		r.Sample.Dialog = Clean(cut(o.Dialog))
	}
	verdict := Decide(o, &compare.Diff{Equal: true}, p.Limits)
	if verdict != Accepted {
		r.Message = Clean(message(verdict, o, nil, p.Limits))
		r.Error = describeFault(o.Fault, s.Source)
	}
	if r.Error != nil {
		r.Error.Call = Clean(nameCall(callsOf(p, c), o.Fault.Call))
	}
	if o.End != runners.Answered {
		return r
	}
	got, err := value.ParseJSON(o.Answer)
	if err != nil {
		r.Message = Clean("the answer cannot be read: " + err.Error())
		return r
	}
	r.Answered = true
	switch {
	case p.Kind == problems.Query && !p.Measures(c):
		r.Sample.Tables = append(r.Sample.Tables, NamedTable{"got", compare.ShowTable(got, runRows)})
	case p.Kind.Language() == problems.SQL:
		dict, _ := got.(value.Dict)
		for _, e := range dict {
			name, _ := e.Key.(value.Str)
			r.Sample.Tables = append(r.Sample.Tables, NamedTable{"got " + Clean(string(name)), compare.ShowTable(e.Value, runRows)})
		}
	case p.Kind == problems.Stdin:
		r.Sample.Got = Clean(cut([]byte(printed(got))))
	case p.Kind == problems.Class:
		r.Sample.Calls, r.Sample.Got = "", showResults(callsOf(p, c), got)
	default:
		r.Sample.Got = value.Python(got, runOutput)
	}
	return r
}

// showResults lists calls with what they gave.
func showResults(calls []problems.Call, got value.Value) string {
	results, _ := got.(value.List)
	if len(results) != len(calls) {
		return value.Python(got, runOutput)
	}
	var b []byte
	for i, call := range calls {
		if len(b) > runOutput {
			return string(b) + fmt.Sprintf("… %d more calls", len(calls)-i)
		}
		b = fmt.Appendf(b, "%3d  %s", i+1, call.String(compare.ShowLimit))
		if !call.Void() {
			b = fmt.Appendf(b, "  # %s", value.Python(results[i], compare.ShowLimit))
		}
		b = append(b, '\n')
	}
	return string(b)
}

// cut keeps the beginning of what a run wrote.
func cut(b []byte) string {
	if len(b) <= runOutput {
		return string(b)
	}
	keep := runOutput
	for !utf8.RuneStart(b[keep]) && keep > runOutput-utf8.UTFMax {
		keep--
	}
	return fmt.Sprintf("%s\n… %d more bytes", b[:keep], len(b)-keep)
}
