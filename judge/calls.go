package judge

import (
	"fmt"
	"strings"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// callsOf gives a case's calls; none where the problem is not about a class. What is wrong with a case was found before.
func callsOf(p *problems.Problem, c testcases.Case) []problems.Call {
	if p.Kind != problems.Class {
		return nil
	}
	input, err := p.Input(c)
	if err != nil {
		return nil
	}
	calls, _ := p.CallsOf(input)
	return calls
}

// compareCalls compares the results of a case's calls one by one, up to the first that is wrong.
func compareCalls(p *problems.Problem, c testcases.Case, want, got value.Value) (compare.Diff, error) {
	calls := callsOf(p, c)
	wanted, ok := want.(value.List)
	if !ok || len(wanted) != len(calls) {
		return compare.Diff{}, &testcases.FileError{File: c.File, Message: "want: is not one result for each call"}
	}
	results, _ := got.(value.List)
	if len(results) != len(calls) { // no harness wrote that
		return compare.Diff{Message: "the answer is not one result for each call"}, nil
	}
	for i, call := range calls {
		if call.Void() {
			continue
		}
		diff, err := compareReturned(p.Compare, wanted[i], results[i])
		if err != nil || !diff.Equal {
			sayNodes(call.Returns, results[i], &diff)
			diff.Call = i + 1
			diff.Message = nameCall(calls, diff.Call) + ": " + diff.Message
			return diff, err
		}
	}
	return compare.Diff{Equal: true}, nil
}

// nameCall says which call something is about: "call 3, get(1)". It is empty where there is no such call.
func nameCall(calls []problems.Call, number int) string {
	if number < 1 || number > len(calls) {
		return ""
	}
	return fmt.Sprintf("call %d, %s", number, calls[number-1].String(60))
}

// showCalls lists calls, of many the first and those up to the one that is asked for; zero asks for none.
func showCalls(calls []problems.Call, asked int) string {
	const most = 20
	var b strings.Builder
	for i, call := range calls {
		number := i + 1
		switch last := max(asked, most); {
		case number > last:
			fmt.Fprintf(&b, "… %d more", len(calls)-i)
			return b.String()
		case number > most/2 && number <= last-most/2:
			if number == most/2+1 {
				fmt.Fprintf(&b, "…\n")
			}
			continue
		}
		fmt.Fprintf(&b, "%3d  %s\n", number, call.String(compare.ShowLimit/4))
	}
	return strings.TrimSuffix(b.String(), "\n")
}
