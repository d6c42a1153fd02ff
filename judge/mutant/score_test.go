package mutant_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/mutant"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/native/nativetest"
	"github.com/coding-judge/judge/runners/python"
)

func newJudge(t *testing.T) *judge.Judge {
	t.Helper()
	runner := &python.Runner{Engine: nativetest.Open(t)}
	lib, err := problems.NewLibrary("testdata/library")
	if err != nil {
		t.Fatal(err)
	}
	return &judge.Judge{
		Library: lib, Cache: judge.Cache{Dir: t.TempDir()}, Runners: map[problems.Language]runners.Runner{problems.Python: runner},
	}
}

// The cases of this problem have no number at the borders: that is what survives. What is judged again is not judged at all.
func TestMeasure(t *testing.T) {
	t.Parallel()
	j := newJudge(t)
	p, err := j.Library.Load("within")
	if err != nil {
		t.Fatal(err)
	}
	solutions, err := j.Library.Submissions("within")
	if err != nil {
		t.Fatal(err)
	}
	data, file, err := j.Library.File("within", mutant.EquivalentFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, kept := range []bool{false, true} {
		opts := mutant.Options{Jobs: 2, Draws: 100}
		if opts.Equivalents, err = mutant.ReadEquivalents(file, data); err != nil {
			t.Fatal(err)
		}
		var last mutant.Progress
		opts.Watch = func(p mutant.Progress) { last = p }
		s, err := mutant.Measure(t.Context(), j, p, solutions, opts)
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Faults) > 0 || s.Mutants != s.Killed+s.Equivalent+len(s.Survivors) || s.Equivalent != 1 || s.Killed < 10 {
			t.Errorf("got %+v", s)
		}
		if wantKept := last.Total * map[bool]int{true: 1}[kept]; last.Done != last.Total || last.Kept != wantKept {
			t.Errorf("got %+v, want %d kept", last, wantKept)
		}
		borders := 0
		for _, x := range s.Survivors {
			if x.Operator == "boundary" && x.Line == 4 {
				borders++
				if !x.Differs || !strings.Contains(x.Diff, "-        if low <= n <= high:\n+        if low < n <= high:\n") && borders == 1 {
					t.Errorf("got %+v", x)
				}
			} else if x.Differs || x.Equal < 100 {
				t.Errorf("generated inputs tell %+v", x)
			}
		}
		if borders != 2 {
			t.Errorf("%d survive at the borders: %+v", borders, s.Survivors)
		}
	}
}

func TestPython(t *testing.T) {
	t.Parallel()
	j := newJudge(t)
	const source = `import heapq

def f(a: int = 1, *, b=True):
    """Counts."""
    if not a in (x := [b]) and (a  # why
            < 2 or a == b):
        a -= -3.5
    heapq.heappush(x, a)
    return sorted(x, key=abs, reverse=True)[:a] + [{}.get(a, 0)], sorted(i for i in x), f"{a + 1}"
`
	made, err := mutant.Make(t.Context(), j.Runners[problems.Python], problems.Function, []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range made {
		old, mutated := strings.Split(source, "\n"), strings.Split(string(m.Source), "\n")
		got = append(got, fmt.Sprintf("%s %d %s", m.Operator, m.Line, mutated[m.Line-1]))
		if len(old) < m.Line || old[m.Line-1] == mutated[m.Line-1] {
			t.Errorf("%s: line %d is not what changed", m.Operator, m.Line)
		}
	}
	for _, want := range []string{
		"default 3 def f(a: int = None, *, b=True):", "constant 3 def f(a: int = 2, *, b=True):", "boolean 3 def f(a: int = 1, *, b=False):",
		"boolean 5     if a in (x := [b]) and (a  # why", "comparison 5     if not a not in (x := [b]) and (a  # why",
		"boolean 5     if not a in (x := [b]) or (a  # why",
		"boundary 6             <= 2 or a == b):", "comparison 6             >= 2 or a == b):", "boolean 6             < 2 and a == b):",
		"comparison 6             < 2 or a != b):", "constant 6             < 1 or a == b):",
		"arithmetic 7         a += -3.5", "arithmetic 7         a -= 3.5", "constant 7         a -= -2.5", "statement 7         pass",
		"argument 8     heapq.heappush(a, x)", "statement 8     pass",
		"boundary 9     return sorted(x, key=abs, reverse=True)[:a + 1] + [{}.get(a, 0)], sorted(i for i in x), f\"{a + 1}\"",
		"order 9     return sorted(x, reverse=True)[:a] + [{}.get(a, 0)], sorted(i for i in x), f\"{a + 1}\"",
		"order 9     return sorted(x, key=abs)[:a] + [{}.get(a, 0)], sorted(i for i in x), f\"{a + 1}\"",
		"default 9     return sorted(x, key=abs, reverse=True)[:a] + [{}.get(a)], sorted(i for i in x), f\"{a + 1}\"",
		"order 9     return sorted(x, key=abs, reverse=True)[:a] + [{}.get(a, 0)], sorted((i for i in x), reverse=True), f\"{a + 1}\"",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("there is no %q in\n%s", want, strings.Join(got, "\n"))
		}
	}
	const program = "if __name__ == '__main__':\n    print(1)\n"
	for kind, want := range map[problems.Kind]int{problems.Function: 1, problems.Stdin: 4} { // all of it is left out, and a number in it is changed
		if made, err := mutant.Make(t.Context(), j.Runners[problems.Python], kind, []byte(program)); err != nil || len(made) != want {
			t.Errorf("%s: %d mutants of a program, %v", kind, len(made), err)
		}
	}
	if _, err := mutant.Make(t.Context(), j.Runners[problems.Python], problems.Function, []byte("def f(:")); err == nil || !strings.Contains(err.Error(), "SyntaxError") {
		t.Errorf("a source that is no Python: %v", err)
	}
}
