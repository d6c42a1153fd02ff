package problems_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// Of each Python problem that ships, inputs can be made, and a larger one holds more.
func TestScalingOfShipped(t *testing.T) {
	t.Parallel()
	lib, err := problems.NewLibrary()
	if err != nil {
		t.Fatal(err)
	}
	for _, listed := range lib.List() {
		p, err := lib.Load(listed.Slug)
		if err != nil {
			t.Fatal(err)
		}
		if p.Kind.Language() != problems.Python {
			continue
		}
		if p.Scaling == nil {
			t.Errorf("%s declares no scaling:", p.Slug)
			continue
		}
		t.Run(p.Slug, func(t *testing.T) {
			t.Parallel()
			last := 0
			all := p.Scaling.Sizes
			for _, size := range []int{all[0], all[len(all)/2], all[len(all)-1]} {
				c, err := p.Materialize(t.Context(), p.Grown(size))
				if err != nil {
					t.Fatal(err)
				}
				if n := len(c.Input.Bytes()); n <= last || c.Hidden {
					t.Errorf("%d bytes at %d, and %d before", n, size, last)
				} else {
					last = n
				}
			}
		})
	}
}

// Mistakes that only the generator shows are told with their place.
func TestScalingMistakes(t *testing.T) {
	t.Parallel()
	const star = "def generate(rng, n = 3, k = 1):\n    return {'nums': rng.ints(n, 0, k)}\n"
	for name, test := range map[string]struct{ scaling, star, says, snippet string }{
		"no generator":   {"scaling: {parameter: n, sizes: [1, 2, 3, 4, 5]}", "", "problem.yaml:7:1: scaling: problem.star defines no generate", "scaling:"},
		"no parameter":   {"scaling:\n  parameter: m\n  sizes: [1, 2, 3, 4, 5]", star, "problem.yaml:8:3: scaling.parameter: generate(rng, …) in problem.star has no parameter m; it has n, k", "parameter: m"},
		"not along":      {"scaling:\n  parameter: n\n  sizes: [1, 2, 3, 4, 5]\n  along: {x: 1}", star, "problem.yaml:10:11: scaling.along.x: generate", "x: 1"},
		"not with":       {"scaling:\n  parameter: n\n  sizes: [1, 2, 3, 4, 5]\n  with: {y: 1}", star, "problem.yaml:10:10: scaling.with.y: generate", "y: 1"},
		"no value":       {"scaling:\n  parameter: n\n  sizes: [1, 2, 3, 4, 5]\n  with: [1]", star, "problem.yaml:10:9: expected parameters by name, got list", "with: [1]"},
		"falling sizes":  {"scaling:\n  parameter: n\n  sizes: [1, 2, 3, 5, 4]", star, "problem.yaml:9:3: scaling.sizes: 4 does not come after 5", "sizes:"},
		"seed as a size": {"scaling:\n  parameter: seed\n  sizes: [1, 2, 3, 4, 5]", star, "problem.yaml:8:3: scaling.parameter: \"seed\" is not", "parameter: seed"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := map[string]string{
				"problems/sum/problem.yaml": "format: 1\nname: Sum\ndifficulty: easy\nkind: function\nsignature: {name: total, params: [{name: nums}]}\ncompare: {rule: exact}\n" + test.scaling + "\n",
				"problems/sum/statement.md": "# Sum\n", "problems/sum/starter.py": "...\n",
				"testcases/sum/sample/1.yaml": "input: {nums: [1]}\nwant: 1\n",
			}
			if test.star != "" {
				files["problems/sum/problem.star"] = test.star
			}
			_, err := open(t, library(t, files)).Load("sum")
			var fault *testcases.FileError
			if !errors.As(err, &fault) || !strings.Contains(err.Error(), test.says) || !strings.Contains(fault.Snippet, test.snippet) {
				t.Errorf("%v\n%+v", err, fault)
			}
		})
	}
}

// What grows along is rounded and never nothing, and the rest is passed on as it is.
func TestGrown(t *testing.T) {
	t.Parallel()
	files := map[string]string{
		"problems/sum/problem.yaml": `format: 1
name: Sum
difficulty: easy
kind: function
signature: {name: total, params: [{name: nums}]}
compare: {rule: exact}
scaling: {parameter: n, sizes: [1, 2, 3, 4, 10], along: {half: 0.5, tenth: 0.1}, with: {shape: path}, seed: 9}
`,
		"problems/sum/problem.star": `def generate(rng, n = 0, half = 0, tenth = 0, shape = ""):
    return {"nums": [n, half, tenth, shape, rng.int(0, 1000000)]}
`,
		"problems/sum/statement.md": "# Sum\n", "problems/sum/starter.py": "...\n",
		"testcases/sum/sample/1.yaml": "input: {nums: [1]}\nwant: 1\n",
	}
	p, err := open(t, library(t, files)).Load("sum")
	if err != nil {
		t.Fatal(err)
	}
	made := map[string]bool{}
	for size, want := range map[int]string{1: `{"dict":[["nums",[1,1,1,"path",`, 10: `{"dict":[["nums",[10,5,1,"path",`} {
		c, err := p.Materialize(t.Context(), p.Grown(size))
		if err != nil || !strings.HasPrefix(string(c.Input.Bytes()), want) {
			t.Errorf("%d: %s %v", size, c.Input.Bytes(), err)
		}
		text := string(c.Input.Bytes())
		made[text[strings.LastIndex(text, ","):]] = true
	}
	if len(made) != 1 {
		t.Errorf("the seeds differ: %v", slices.Collect(maps.Keys(made)))
	}
}
