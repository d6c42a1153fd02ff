package verify_test

import (
	"bytes"
	"flag"
	"io"
	"os"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/mutant"
	"github.com/coding-judge/judge/judge/verify"
)

var update = flag.Bool("update", false, "write the golden files anew")

// results are one of each kind.
func results() []*verify.Result {
	score := 0.5
	accepted := []judge.Verdict{judge.Accepted}
	return []*verify.Result{
		{
			Problem: "fine", OK: true, Findings: []verify.Finding{},
			Submissions: []verify.Judged{{File: "submissions/accepted/a.py", Allowed: accepted, Verdict: judge.Accepted, OK: true, CPU: 12.5}},
			Limits: &verify.Times{CPU: 2000, Accepted: 12.5, AcceptedBy: "submissions/accepted/a.py", Slow: 3750,
				SlowBy: "submissions/time_limit_exceeded/b.py", SlowAtLeast: true, Smallest: 100},
		},
		{Problem: "unreadable", Broken: true, Submissions: []verify.Judged{}, Findings: []verify.Finding{{
			Check: verify.Schema, File: "problems/unreadable/problem.yaml", Line: 3, Column: 1, Message: `kind: "funktion" is not known`,
			Snippet: "    2 | name: Unreadable\n>   3 | kind: funktion\n      | ^",
		}}},
		{
			Problem: "weak",
			Submissions: []verify.Judged{
				{File: "submissions/accepted/a.py", Allowed: accepted, Verdict: judge.WrongAnswer, CPU: 1200},
			},
			Limits:        &verify.Times{CPU: 300, Smallest: 100},
			MutationScore: &score,
			Mutation: &mutant.Score{Mutants: 2, Killed: 1, Judged: 2, PerSecond: 4, Survivors: []mutant.Survivor{{
				Submission: "accepted/a.py", Operator: "boundary", Line: 2, Diff: "-    if n > 1:\n+    if n >= 1:\n", Text: "if n > 1:", Becomes: "if n >= 1:", Differs: true,
			}}},
			Findings: []verify.Finding{
				{Check: verify.Submission, File: "submissions/accepted/a.py", Message: "got wrong_answer, and accepted allows accepted", Advice: "mend the solution, or the case, or the limits"},
				{Check: verify.Statement, File: "statement.md", Line: 7, Message: "it shows f(1), and no sample case has this"},
			},
			Unsupported: []string{"visualizers are not used"},
		},
	}
}

func TestGolden(t *testing.T) {
	t.Parallel()
	for name, write := range map[string]func(io.Writer, []*verify.Result) error{"results.txt": verify.Text, "results.json": verify.JSON} {
		var got bytes.Buffer
		if err := write(&colorprofile.Writer{Forward: &got, Profile: colorprofile.NoTTY}, results()); err != nil {
			t.Fatal(err)
		}
		file := "testdata/" + name
		if *update {
			if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), got.String()); d != "" {
			t.Errorf("%s (write it anew with -update):\n%s", file, d)
		}
	}
}
