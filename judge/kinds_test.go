package judge

import (
	"strings"
	"testing"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

func answers(v value.Value) runners.Outcome {
	return runners.Outcome{End: runners.Answered, Answer: value.AppendJSON(nil, v)}
}

// Each rule of whole programs takes an answer that others do not.
func TestProgramRules(t *testing.T) {
	t.Parallel()
	abs := 0.01
	rules := map[string]problems.Compare{
		"tokens":   {Rule: problems.RuleTokens},
		"case":     {Rule: problems.RuleTokens, CaseSensitive: true},
		"spaces":   {Rule: problems.RuleTokens, SpaceSensitive: true},
		"numbers":  {Rule: problems.RuleTokens, Abs: &abs},
		"lines":    {Rule: problems.RuleLines},
		"to a bit": {Rule: problems.RuleExact},
	}
	for answer, right := range map[string]string{
		"Yes 1.5\n2\n":    "tokens case spaces numbers lines to a bit",
		"yes 1.5\n2\n":    "tokens spaces numbers",
		"Yes 1.505\n2\n":  "numbers",
		"Yes   1.5 2":     "tokens case numbers",
		"Yes 1.5 \n2\n\n": "tokens case numbers lines",
		"Yes 1.5\n3\n":    "",
		"":                "",
		"\xff":            "",
	} {
		for name, rule := range rules {
			p := &problems.Problem{Kind: problems.Stdin, Compare: rule}
			c := testcases.Case{Want: testcases.NewBlob([]byte(`"Yes 1.5\n2\n"`))}
			got := value.Value(value.Str(answer))
			if answer == "\xff" {
				got = value.Bytes(answer)
			}
			diff, err := compareAnswer(t.Context(), p, c, answers(got))
			if err != nil || diff.Equal != strings.Contains(right, name) || diff.Equal != (diff.Message == "") {
				t.Errorf("%q by %s: %+v, %v", answer, name, diff, err)
			}
		}
	}
}

// A sample that a program fails shows its texts as they are, and nothing that a terminal would obey.
func TestProgramSample(t *testing.T) {
	t.Parallel()
	p := &problems.Problem{Kind: problems.Stdin, Compare: problems.Compare{Rule: problems.RuleTokens}, Limits: problems.DefaultLimits()}
	c := testcases.Case{Name: "sample/1", Input: testcases.NewBlob([]byte(`"1 2\n3\n"`)), Want: testcases.NewBlob([]byte(`"6\n"`))}
	for answer, want := range map[string]string{
		"7\n": "7\n", "": "(nothing)", " \n": `(only white space: ' \n')`, "\x1b[31m": `\x1b[31m`, "\xff7": "\\xff7\n(it is not text in UTF-8)",
	} {
		v := value.Value(value.Str(answer))
		if answer == "\xff7" {
			v = value.Bytes(answer)
		}
		o := answers(v)
		diff, err := compareAnswer(t.Context(), p, c, o)
		if err != nil {
			t.Fatal(err)
		}
		r := caseReport(p, Submission{}, c, o, diff)
		if r.Verdict != WrongAnswer || r.Sample.Stdin != "1 2\n3\n" || r.Sample.Expected != "6\n" || r.Sample.Got != want || r.Message == "" {
			t.Errorf("%q: %+v, %+v; want it shown as %q", answer, r, r.Sample, want)
		}
	}
	if s := ShowSample(p, c); s.Stdin != "1 2\n3\n" || s.Expected != "6\n" {
		t.Errorf("%+v", s)
	}
	o := runners.Outcome{End: runners.OutputEnded, Stream: "output"}
	if r := caseReport(p, Submission{}, c, o, nil); r.Verdict != OutputLimitExceeded || r.Message != "wrote more than 16 MiB to stdout" {
		t.Errorf("%+v", r)
	}
}

// stack is a problem of kind class.
func stack(rule problems.Compare) (*problems.Problem, testcases.Case) {
	p := &problems.Problem{Kind: problems.Class, Compare: rule, Limits: problems.DefaultLimits(), Class: problems.ClassSpec{
		Name: "Stack", Methods: []problems.Signature{
			{Name: "push", Params: []problems.Param{{Name: "x"}}, Returns: "None"}, {Name: "pop", Returns: "int"}, {Name: "all", Returns: "list[int]"},
		},
	}}
	return p, testcases.Case{
		Name: "sample/1", Want: testcases.NewBlob([]byte(`[null,null,null,[1,2],2]`)),
		Input: testcases.NewBlob([]byte(`{"dict":[["calls",[["Stack",[]],["push",[1]],["push",[2]],["all",[]],["pop",[]]]]]}`)),
	}
}

// Results are compared one by one, those of methods that return nothing not at all.
func TestClassRules(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]struct{ exact, unordered string }{
		`[null,null,null,[1,2],2]`: {},
		`[null,7,[],[1,2],2]`:      {},
		`[null,null,null,[2,1],2]`: {exact: "call 4, all(): the right items in another order"},
		`[null,null,null,[1,2],1]`: {"call 5, pop(): expected 2, got 1", "call 5, pop(): expected 2, got 1"},
		`[null,null,null,[1,2]]`:   {"the answer is not one result", "the answer is not one result"},
		`7`:                        {"the answer is not one result", "the answer is not one result"},
	} {
		for rule, want := range map[string]string{problems.RuleExact: want.exact, problems.RuleUnordered: want.unordered} {
			p, c := stack(problems.Compare{Rule: rule})
			diff, err := compareAnswer(t.Context(), p, c, runners.Outcome{End: runners.Answered, Answer: []byte(answer)})
			if err != nil || diff.Equal != (want == "") || !strings.HasPrefix(diff.Message, want) {
				t.Errorf("%s by %s: %+v, %v; want %q", answer, rule, diff, err, want)
			}
		}
	}
}

// A failing sample says which call it is; a hidden case says nothing of its calls, whatever number an error claims.
func TestClassReport(t *testing.T) {
	t.Parallel()
	p, c := stack(problems.Compare{Rule: problems.RuleExact})
	o := runners.Outcome{End: runners.Raised, Fault: &runners.Fault{Type: "IndexError", Message: "pop from empty list", Line: 1, Call: 5}}
	r := caseReport(p, Submission{Source: []byte("x")}, c, o, nil)
	if r.Error.Call != "call 5, pop()" || r.Message != "call 5, pop(): line 1: IndexError: pop from empty list" ||
		r.Sample.Calls != "  1  Stack()\n  2  push(1)\n  3  push(2)\n  4  all()\n  5  pop()" {
		t.Errorf("%+v, %+v, %+v", r, r.Error, r.Sample)
	}
	o.Fault.Call = 99 // forged
	if r := caseReport(p, Submission{}, c, o, nil); r.Error.Call != "" || strings.Contains(r.Message, "call") {
		t.Errorf("%+v, %+v", r, r.Error)
	}
	o.Fault.Call, c.Hidden = 5, true
	if r := caseReport(p, Submission{}, c, o, nil); r.Error.Call != "" || strings.Contains(r.Message, "call") || r.Sample != nil {
		t.Errorf("%+v, %+v", r, r.Error)
	}
}

// Of many calls the first are shown, and those before the one that is asked for.
func TestShowCalls(t *testing.T) {
	t.Parallel()
	calls := make([]problems.Call, 100)
	for i := range calls {
		calls[i] = problems.Call{Signature: problems.Signature{Name: "f"}, Args: []value.Value{value.Int(i + 1)}}
	}
	for asked, want := range map[int]string{
		0:   "  1  f(1)\n~ 20  f(20)\n… 80 more",
		5:   "  1  f(1)\n~ 20  f(20)\n… 80 more",
		50:  " 10  f(10)\n…\n 41  f(41)\n~ 50  f(50)\n… 50 more",
		100: " 10  f(10)\n…\n 91  f(91)\n~\n100  f(100)",
	} {
		got := showCalls(calls, asked)
		at := 0
		for part := range strings.SplitSeq(want, "~") {
			found := strings.Index(got[at:], part)
			if found < 0 {
				t.Errorf("%d: %q is not there, or not in its place, in\n%s", asked, part, got)
				break
			}
			at += found + len(part)
		}
		if lines := strings.Count(got, "\n") + 1; lines > 22 || at != len(got) {
			t.Errorf("%d: %d lines:\n%s", asked, lines, got)
		}
	}
}

// What is no linked list is told as such, and not as the list that a case has.
func TestNodesMessage(t *testing.T) {
	t.Parallel()
	p := &problems.Problem{Kind: problems.Function, Compare: problems.Compare{Rule: problems.RuleExact}}
	c := testcases.Case{Want: testcases.NewBlob([]byte("[1]"))}
	for returns, want := range map[string]string{
		"Optional[ListNode]": "expected a ListNode, got a list", "TreeNode": "expected a TreeNode, got a list", "list[int]": "expected [1], got [1]",
	} {
		p.Signature.Returns = returns
		diff, err := compareAnswer(t.Context(), p, c, answers(value.Object{Type: "list", Repr: "[1]"}))
		if err != nil || diff.Message != want || diff.Got != "[1]" {
			t.Errorf("%s: %+v, %v; want %s", returns, diff, err, want)
		}
	}
	p, c = stack(problems.Compare{Rule: problems.RuleExact})
	p.Class.Methods[1].Returns = "ListNode"
	got := value.List{value.None{}, value.None{}, value.None{}, value.List{value.Int(1), value.Int(2)}, value.Object{Type: "a\x1bb", Repr: "?"}}
	if diff, err := compareAnswer(t.Context(), p, c, answers(got)); err != nil || diff.Message != "call 5, pop(): expected a ListNode, got a a\uFFFDb" {
		t.Errorf("%+v, %v", diff, err)
	}
}
