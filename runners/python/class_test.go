package python_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// counter is a problem whose submissions are classes.
func counter() *problems.Problem {
	return &problems.Problem{Slug: "counter", Kind: problems.Class, Limits: problems.DefaultLimits(), Class: problems.ClassSpec{Name: "Counter"}}
}

var counts = testcases.Case{Name: "sample/calls", Input: testcases.NewBlob([]byte(
	`{"dict":[["calls",[["Counter",[1]],["add",[[2]]],["total",[]],["add",[{"tuple":[3]}]],["total",[]]]]]}`))}

// A case of a class makes one object and calls its methods; each result is as it was when it was returned.
func TestClasses(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, source, want string }{
		{"methods", "class Counter:\n  def __init__(self, n): self.n = n\n  def add(self, ns): self.n += ns[0]\n  def total(self): return self.n", "[null,null,3,null,6]"},
		{"a list that grows", "class Counter:\n  def __init__(self, n): self.all = [n]\n  def add(self, ns): self.all.append(ns); return self.all\n  def total(self): return len(self.all)",
			`[null,[1,[2]],2,[1,[2],{"tuple":[3]}],3]`},
		{"async", "class Counter:\n  def __init__(self, n): self.n = n\n  async def add(self, ns): self.n += ns[0]\n  async def total(self): return self.n", "[null,null,3,null,6]"},
		{"a function", "def Counter(n):\n  class Made:\n    def add(self, ns): pass\n    def total(self): return n\n  return Made()", "[null,null,1,null,1]"},
		{"static, by attribute", "class Counter:\n  def __init__(self, n): self.total = lambda: n\n  @staticmethod\n  def add(ns): pass", "[null,null,1,null,1]"},
		{"what falsehood is", "class Counter:\n  def __init__(self, n): pass\n  def __bool__(self): return False\n  def __len__(self): return 0\n  def add(self, ns): pass\n  def total(self): return self", ""},
	}
	runner := newRunner(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			session := prepare(t, runner, counter(), []byte(test.source+"\n"))
			for range 2 {
				o := run(t, session, counts)
				if o.End != runners.Answered || test.want != "" && !equal(t, test.want, o.Answer) {
					t.Errorf("end %d %s, answer %s; want %s", o.End, describe(o), o.Answer, test.want)
				}
			}
		})
	}
}

// An error says which call it is of.
func TestClassesFail(t *testing.T) {
	t.Parallel()
	const right = "class Counter:\n  def __init__(self, n): self.n = n\n  def add(self, ns): self.n += ns[0]\n  def total(self): return self.n\n"
	replace := func(old, text string) string { return strings.Replace(right, old, text, 1) }
	tests := []struct {
		name, source string
		end          runners.End
		fault        *runners.Fault
	}{
		{"before them", replace("class", "n = 1 / 0\nclass"), runners.Raised, &runners.Fault{Type: "ZeroDivisionError", Message: "division by zero", Line: 1, Column: 5, Width: 5}},
		{"the constructor", replace("self.n = n", "self.n = m"), runners.Raised, &runners.Fault{Type: "NameError", Message: "name 'm' is not defined", Line: 2, Column: 35, Width: 1, Call: 1}},
		{"its arguments", replace("self, n", "self"), runners.Raised, &runners.Fault{Type: "TypeError", Message: "Counter.__init__() takes 1 positional argument but 2 were given", Line: 2, Call: 1}},
		{"a method", replace("+= ns[0]", "+= ns[-2]"), runners.Raised, &runners.Fault{Type: "IndexError", Message: "list index out of range", Line: 3, Column: 32, Width: 6, Call: 2}},
		{"a method's arguments", replace("self, ns", "self, a, b"), runners.Raised, &runners.Fault{Type: "TypeError", Message: "Counter.add() missing 1 required positional argument: 'b'", Line: 3, Call: 2}},
		{"a later call", replace("self.n += ns[0]", "self.n += ns.pop()"), runners.Raised, &runners.Fault{Type: "AttributeError", Message: "'tuple' object has no attribute 'pop'", Line: 3, Column: 32, Width: 6, Call: 4}},
		{"no method", replace("total", "totals"), runners.Raised, &runners.Fault{Type: "AttributeError", Message: "'Counter' object has no attribute 'total'. Did you mean: 'totals'?", Call: 3}},
		{"no class", replace("Counter", "Counters"), runners.Raised,
			&runners.Fault{Type: "NameError", Message: "the submission defines no class Counter", Hint: "Counters is defined: rename it to Counter"}},
		{"syntax", replace("class Counter:", "class Counter"), runners.NotCompiled, &runners.Fault{Type: "SyntaxError", Message: "expected ':'", Line: 1, Column: 14, Static: true}},
		{"an exit", replace("return self.n", "exit(0)"), runners.Exited, nil},
	}
	runner := newRunner(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := run(t, prepare(t, runner, counter(), []byte(test.source)), counts)
			if o.End != test.end {
				t.Errorf("end %d; want %d", o.End, test.end)
			}
			if diff := cmp.Diff(test.fault, o.Fault); diff != "" {
				t.Errorf("the fault is another (-want +got):\n%s", diff)
			}
		})
	}
}
