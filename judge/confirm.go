package judge

import (
	"context"
	"fmt"
	"strings"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// confirm runs an input as cases are run, and shows what comes of it; nil where that is something else than when it was tried. Where
// time is what matters, it is tried once more: to run it may take longer than there is time for.
func (e *explorer) confirm(ctx context.Context, space sized, in value.Dict) (*Counterexample, error) {
	c := e.asCase(in)
	run := (*seat).run
	if e.timed() {
		run = (*seat).try
	}
	r, err := e.both(ctx, c, run)
	if err != nil || !e.counts(r) {
		return nil, err
	}
	x := &Counterexample{Note: Clean(message(Decide(r.got, r.diff, e.problem.Limits), r.got, r.diff, e.problem.Limits))}
	if e.timed() {
		x.Note = e.lag(r, space.Parts(in))
	}
	shown := showInput(e.problem, c)
	x.Call, x.Stdin, x.Tables = shown.Call, shown.Stdin, shown.Tables
	call := 0 // that is wrong, where there are several
	switch {
	case r.got.Fault != nil:
		x.Error = describeFault(r.got.Fault, e.submission.source)
		call = r.got.Fault.Call
		x.Error.Call = Clean(nameCall(callsOf(e.problem, c), call))
		e.judge.inspect(ctx, e.submission, c, x.Error)
	case r.diff != nil:
		call = r.diff.Call
	}
	if e.timed() { // what it would have answered does not matter
		x.Slow, x.Calls = true, code(callsOf(e.problem, c), 0)
		return x, nil
	}
	return x, e.show(x, c, r, call)
}

// sized counts what an input is made of.
type sized interface{ Parts(in value.Dict) int }

// show puts both answers into a counterexample: of a script the first that differs, of a class those of one call, up to which the
// calls are shown.
func (e *explorer) show(x *Counterexample, c testcases.Case, r runs, call int) error {
	expected, err := value.ParseJSON(r.want.Answer)
	if err != nil {
		return err
	}
	got, err := value.ParseJSON(r.got.Answer)
	answered := err == nil && r.diff != nil
	if !answered {
		got = value.None{}
	}
	switch e.problem.Kind {
	case problems.Stdin:
		x.Expected = &Answer{Value: showPrinted(r.want.Answer)}
		if answered {
			x.Got = &Answer{Value: showPrinted(r.got.Answer)}
		}
		return nil
	case problems.Class:
		calls := callsOf(e.problem, c)
		x.Calls = code(calls, call)
		wanted, has := result(expected, call), result(got, call)
		if wanted == nil || calls[call-1].Void() {
			return nil
		}
		expected = wanted
		if answered = answered && has != nil; answered {
			got = has
		}
	}
	show := func(v value.Value) *Answer { return &Answer{Value: value.Python(v, compare.ShowLimit)} }
	if e.problem.Kind.Language() == problems.SQL {
		if e.problem.Kind == problems.Script {
			x.Probe, expected, got = e.probed(expected, got)
		}
		show = func(v value.Value) *Answer { return &Answer{Table: compare.ShowTable(v, showRows)} }
	}
	x.Expected = show(expected)
	if answered {
		x.Got = show(got)
	}
	return nil
}

// probed gives the first answer to a script's probes that differs.
func (e *explorer) probed(expected, got value.Value) (probe string, of, has value.Value) {
	w, _ := expected.(value.Dict)
	g, _ := got.(value.Dict)
	for _, probe := range e.problem.Answers() {
		of, _ := w.Get(probe.Name)
		has, _ := g.Get(probe.Name)
		if d, err := compare.Rows(of, has, rowsOptions(probe.Within(e.problem.Compare.TableRule))); err == nil && d.Equal {
			continue
		}
		return probe.Name, of, has
	}
	return "", expected, got
}

// result is what one of several calls gave; nil where there is none.
func result(v value.Value, call int) value.Value {
	all, _ := v.(value.List)
	if call < 1 || call > len(all) {
		return nil
	}
	return all[call-1]
}

// code writes calls as Python has them, up to one of them or to the last; of many the first and the last.
func code(calls []problems.Call, last int) string {
	const most = 20
	if last > 0 && last < len(calls) {
		calls = calls[:last]
	}
	name := "made"
	if len(calls) > 0 {
		name = initials(calls[0].Name)
	}
	var b strings.Builder
	for i, call := range calls {
		switch {
		case i == 0:
			fmt.Fprintf(&b, "%s = %s\n", name, call.String(compare.ShowLimit))
		case len(calls) <= most || i < most/2 || i >= len(calls)-most/2:
			fmt.Fprintf(&b, "%s.%s\n", name, call.String(compare.ShowLimit))
		case i == most/2:
			fmt.Fprintf(&b, "# … %d more calls\n", len(calls)-most)
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// initials is a name for a class's object: lru for LRUCache.
func initials(class string) string {
	end := 0
	for end < len(class) && (end == 0 || class[end] >= 'A' && class[end] <= 'Z') {
		end++
	}
	if end > 1 && end < len(class) { // the last capital begins the next word
		end--
	}
	if end == 1 {
		end = len(class)
		for i := 1; i < len(class); i++ {
			if class[i] >= 'A' && class[i] <= 'Z' || class[i] == '_' {
				end = i
				break
			}
		}
	}
	return strings.ToLower(class[:end])
}
