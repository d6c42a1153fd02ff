package problems_test

import (
	"strings"
	"testing"
)

// An author is told of all mistakes at once.
func TestLoadAll(t *testing.T) {
	t.Parallel()
	const yaml = "problems/sum/problem.yaml"
	for name, tt := range map[string]struct {
		files map[string]string
		want  []string // parts of the errors, in their order
	}{
		"none": {with(function), nil},
		"keys": {
			with(function, yaml, "format: 2\nname: Sum\ndifficulty: so-so\nkind: function\ncompare: {rule: exact}\n",
				"problems/sum/statement.md", "", "testcases/sum/hidden/1.yaml", "input: [1]\n"),
			[]string{"yaml:1:1: format: 2", "yaml:3:1: difficulty", "yaml: signature: is missing", "statement.md: is missing", "hidden/1.yaml:1:1: input: takes a mapping"},
		},
		"files": {
			with(function, "problems/sum/statement.md", "", "problems/sum/starter.py", "", "testcases/sum/sample/1.yaml", "want: 4\n",
				"testcases/sum/hidden/2.yaml", "inptu: {}\n"),
			[]string{"statement.md: is missing", "starter.py: is missing", "sample/1.yaml: a case has one of", `hidden/2.yaml:1:1: unknown field "inptu"`},
		},
		"cases": {
			with(function, "testcases/sum/sample/2.yaml", "input: {start: 1}\nwant: 1\n", "testcases/sum/hidden/2.yaml", "input: {start: 1, nums: []}\n"),
			[]string{"sample/2.yaml:1:1: input: the argument nums is missing", "hidden/2.yaml: want: is missing"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, got := open(t, library(t, tt.files)).LoadAll("sum")
			for i, err := range got {
				if i >= len(tt.want) || !strings.Contains(err.Error(), tt.want[i]) {
					t.Errorf("error %d: %v", i, err)
				}
			}
			if len(got) != len(tt.want) {
				t.Errorf("got %d errors, want %d", len(got), len(tt.want))
			}
		})
	}
}

// A problem's digest changes with every file of it but its submissions, and with nothing else.
func TestDigest(t *testing.T) {
	t.Parallel()
	digest := func(changed ...string) string {
		d, err := open(t, library(t, with(function, changed...))).Digest("sum")
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	before := digest()
	if digest() != before || digest("problems/sum/submissions/accepted/a.py", "x", "problems/other/problem.yaml", "x") != before {
		t.Error("the digest depends on more than the problem's own files")
	}
	for _, file := range []string{"problems/sum/statement.md", "problems/sum/problem.star", "testcases/sum/hidden/1.yaml", "testcases/sum/hidden/new.yaml"} {
		if digest(file, "other") == before {
			t.Errorf("the digest is the same with another %s", file)
		}
	}
}
