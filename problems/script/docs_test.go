package script_test

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"github.com/coding-judge/judge/problems/script"
	"github.com/coding-judge/judge/testcases/value"
)

// The examples of docs/generators.md make inputs that they find valid, and its table has each function of rng.
func TestGeneratorsPage(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../docs/generators.md")
	if err != nil {
		t.Fatal(err)
	}
	page := string(data)
	examples := regexp.MustCompile("(?s)```python\n(.*?)```").FindAllStringSubmatch(page, -1)
	if len(examples) != 2 {
		t.Errorf("%d examples", len(examples))
	}
	for _, example := range examples {
		p, err := script.Load("docs/generators.md", []byte(example[1]))
		if err != nil {
			t.Fatal(err)
		}
		for s := range int64(20) {
			input, err := p.Generate(t.Context(), seed(s))
			if err != nil {
				t.Fatal(err)
			}
			if judgement, err := p.Valid(t.Context(), input); err != nil || !judgement.OK {
				t.Errorf("seed %d: %+v, %v", s, judgement, err)
			}
		}
	}

	there, err := generate(t, 1, "sorted([name for name in dir(rng)])")
	if err != nil {
		t.Fatal(err)
	}
	var described []string
	for _, m := range regexp.MustCompile("`rng\\.([a-z]+)\\([^`]*\\)`").FindAllStringSubmatch(page, -1) {
		described = append(described, m[1])
	}
	slices.Sort(described)
	names, _ := value.Items(there)
	for _, name := range names {
		if !slices.Contains(described, string(name.(value.Str))) {
			t.Errorf("rng.%v is not described", name)
		}
	}
	if len(described) != len(names) {
		t.Errorf("described: %v; there: %v", described, names)
	}
}
