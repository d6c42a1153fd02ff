package judge

import (
	"fmt"
	"strings"
	"syscall"
	"time"

	"github.com/docker/go-units"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// caseReport says what became of a case. Of a hidden one only what conceal lets through.
func caseReport(p *problems.Problem, s Submission, c testcases.Case, o runners.Outcome, d *compare.Diff) CaseReport {
	verdict := Decide(o, d, p.Limits)
	if c.Hidden {
		o, d = conceal(o), nil
	}
	r := CaseReport{
		Name: shownName(p, c), Group: c.Group, Hidden: c.Hidden, Verdict: verdict, MaxPoints: c.Points,
		CPU: ms(o.CPU), Wall: ms(o.Wall), Memory: o.Peak >> 10,
	}
	if verdict == Accepted {
		r.Points = c.Points
		return r
	}
	r.Message = Clean(message(verdict, o, d, p.Limits))
	if verdict == RunTimeError || verdict == CompileError {
		r.Error = describeFault(o.Fault, s.Source)
	}
	if r.Error != nil && !c.Hidden {
		r.Error.Call = Clean(nameCall(callsOf(p, c), o.Fault.Call))
		if r.Error.Call != "" {
			r.Message = r.Error.Call + ": " + r.Message
		}
	}
	if !c.Hidden && (o.Fault == nil || !o.Fault.Static) { // the input has no part in an error that is there before it
		r.Sample = describeSample(p, c, o, d)
	}
	return r
}

// message says in words what is wrong, with the measured value and the limit where there is one.
func message(v Verdict, o runners.Outcome, d *compare.Diff, l problems.Limits) string {
	switch v {
	case MemoryLimitExceeded:
		if o.Peak > l.Memory {
			return fmt.Sprintf("used %s of memory; the limit is %s", size(o.Peak), size(l.Memory))
		}
		return fmt.Sprintf("ran out of memory; the limit is %s", size(l.Memory))
	case TimeLimitExceeded:
		switch {
		case o.Stuck != runners.NotStuck:
			return stuck(o.Stuck)
		case o.End == runners.WallEnded && o.CPU <= l.CPU:
			return fmt.Sprintf("was still waiting after %s; it used %s of processor time", duration(l.Wall), duration(o.CPU))
		case o.End == runners.CPUEnded:
			return fmt.Sprintf("was ended after %s of processor time; the limit is %s", duration(o.CPU), duration(l.CPU))
		}
		return fmt.Sprintf("took %s of processor time; the limit is %s", duration(o.CPU), duration(l.CPU))
	case OutputLimitExceeded:
		switch o.Stream {
		case "answer":
			return fmt.Sprintf("returned more than %s", size(l.Answer))
		case "output":
			return fmt.Sprintf("wrote more than %s to stdout", size(l.Answer))
		case "rows":
			return fmt.Sprintf("gave more rows than the limit of %s holds", size(l.Answer))
		}
		return fmt.Sprintf("wrote more than %s to %s", size(l.Output), o.Stream)
	case WrongAnswer:
		if d == nil {
			return "the answer is wrong; what a hidden case holds is not shown"
		}
		return d.Message
	}
	switch o.End {
	case runners.Broke:
		return "the sandbox was killed, twice: a submission must leave the processes around it alone"
	case runners.Signaled:
		if o.Code != 0 {
			return fmt.Sprintf("was ended by signal %d (%v) before it gave an answer", o.Code, syscall.Signal(o.Code))
		}
	case runners.Exited:
		if o.Code != 0 {
			return fmt.Sprintf("ended with exit status %d before it gave an answer", o.Code)
		}
	}
	if o.Fault == nil {
		return "ended before it gave an answer"
	}
	text := strings.Join(strings.Fields(o.Fault.Type+": "+o.Fault.Message), " ")
	if o.Fault.Message == "" {
		text = o.Fault.Type
	}
	if o.Fault.Line > 0 {
		return fmt.Sprintf("line %d: %s", o.Fault.Line, text)
	}
	return text
}

// stuck says how two programs came to wait for each other.
func stuck(s runners.Stuck) string {
	switch s {
	case runners.HalfLine:
		return "both sides wait for each other: what the submission wrote last is no whole line; end each with a newline, and flush"
	case runners.Unflushed:
		return "both sides wait for each other: the submission had written more, but not flushed it; use print(…, flush=True), or sys.stdout.flush()"
	}
	return "both sides wait for each other to say something"
}

func describeFault(f *runners.Fault, source []byte) *Error {
	if f == nil {
		return nil
	}
	e := &Error{
		Type: Clean(f.Type), Code: Clean(f.Code), Message: Clean(f.Message), Detail: Clean(f.Detail), Hint: Clean(f.Hint),
		Line: f.Line, Column: f.Column, Width: f.Width,
	}
	if lines := strings.Split(string(source), "\n"); f.Line > 0 && f.Line <= len(lines) {
		e.Source = Clean(lines[f.Line-1])
	}
	return e
}

// How much of a sample is shown: bytes of stdout and stderr each, rows of each table.
const (
	showOutput = 2000
	showRows   = 20
)

// describeSample shows a sample case on which a submission failed.
func describeSample(p *problems.Problem, c testcases.Case, o runners.Outcome, d *compare.Diff) *Sample {
	s := showInput(p, c)
	s.Stdout, s.Stderr = Clean(clip(o.Stdout)), Clean(clip(o.Stderr))
	if p.Interactive() { // what the validator reads would tell what is asked for
		s.Dialog, s.Why = Clean(ends(o.Dialog)), c.Explanation
		return s
	}
	if d != nil {
		s.Expected, s.Got, s.Missing, s.Extra, s.Why = d.Expected, d.Got, d.Missing, d.Extra, Clean(c.Explanation)
	}
	switch {
	case p.Kind == problems.Class && d != nil:
		s.Calls = showCalls(callsOf(p, c), d.Call)
	case p.Kind == problems.Class && o.Fault != nil:
		s.Calls = showCalls(callsOf(p, c), o.Fault.Call)
	case p.Kind == problems.Stdin && d != nil:
		s.Expected, s.Got = showPrinted(c.Want.Bytes()), showPrinted(o.Answer)
	}
	return s
}

// ShowSample shows a sample case by itself: its input, the expected answer and why it is that.
func ShowSample(p *problems.Problem, c testcases.Case) *Sample {
	s := showInput(p, c)
	s.Why = Clean(c.Explanation)
	want, err := value.ParseJSON(c.Want.Bytes())
	switch {
	case err != nil: // there is none: a checker or the reference decides
	case p.Kind == problems.Query:
		s.Tables = append(s.Tables, NamedTable{"expected", compare.ShowTable(want, showRows)})
	case p.Kind.Language() == problems.SQL:
		for _, e := range want.(value.Dict) { // as was checked when the case was loaded
			name, _ := e.Key.(value.Str)
			s.Tables = append(s.Tables, NamedTable{"expected " + string(name), compare.ShowTable(e.Value, showRows)})
		}
	case p.Interactive(): // the statement has examples
	case p.Kind == problems.Stdin:
		s.Expected = showPrinted(c.Want.Bytes())
	default:
		s.Expected = value.Python(want, compare.ShowLimit)
	}
	return s
}

func showInput(p *problems.Problem, c testcases.Case) *Sample {
	s := &Sample{}
	input, err := p.Input(c)
	if err != nil || p.Interactive() {
		return s // a sample's input was checked when it was loaded
	}
	switch p.Kind {
	case problems.Function:
		s.Call = value.Call(p.Signature.Name, input, compare.ShowLimit)
		return s
	case problems.Class:
		s.Calls = showCalls(callsOf(p, c), 0)
		return s
	case problems.Stdin:
		s.Stdin = showText(problems.Text(input))
		return s
	}
	tables, _ := p.TablesOf(input)
	for _, e := range tables {
		name, _ := e.Key.(value.Str)
		s.Tables = append(s.Tables, NamedTable{string(name), compare.ShowTable(e.Value, showRows)})
	}
	if schedule, err := p.ScheduleOf(input); p.Kind == problems.Concurrent && err == nil {
		s.Tables = append(s.Tables, NamedTable{"schedule", compare.ShowTable(schedule.Table(), showRows)})
	}
	return s
}

// ends keeps the beginning and the end of what is long.
func ends(b []byte) string {
	const half = showOutput / 2
	if len(b) <= showOutput {
		return string(b)
	}
	return fmt.Sprintf("%s\n… %d more bytes\n%s", b[:half], len(b)-2*half, b[len(b)-half:])
}

// clip keeps the beginning of an output.
func clip(b []byte) string {
	if len(b) <= showOutput {
		return string(b)
	}
	return fmt.Sprintf("%s\n… %d more bytes", b[:showOutput], len(b)-showOutput)
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func size(bytes int64) string {
	return units.CustomSize("%.4g %s", float64(bytes), 1024, []string{"B", "KiB", "MiB", "GiB"})
}

// duration writes a time with three digits: 2.51 s, 340 ms.
func duration(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%.3g ms", ms(d))
	}
	return fmt.Sprintf("%.3g s", d.Seconds())
}
