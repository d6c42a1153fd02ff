package problems_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The examples of docs/problem-format.md are problems that load.
func TestFormatPage(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join("..", "docs", "problem-format.md"))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	var slugs []string
	for _, block := range regexp.MustCompile("(?s)```[a-z]+\n# ((?:problems|testcases)/([a-z-]+)/[^\n]*)\n(.*?)```").FindAllStringSubmatch(string(data), -1) {
		files[block[1]] = block[3]
		if strings.HasSuffix(block[1], "/problem.yaml") {
			slugs = append(slugs, block[2])
		}
	}
	for _, slug := range slugs {
		files["problems/"+slug+"/statement.md"] = "# Example\n"
		files["problems/"+slug+"/starter.py"] = "...\n"
	}
	files["problems/two-sum/submissions/accepted/table.py"] = "...\n"
	if !slices.Equal(slugs, []string{"two-sum", "ticket-counter", "longest-line", "mirror-tree"}) {
		t.Errorf("the examples are %v", slugs)
	}
	lib := open(t, library(t, files))
	for _, slug := range slugs {
		p, err := lib.Load(slug)
		if err != nil {
			t.Errorf("%s: %v", slug, err)
			continue
		}
		for _, c := range p.Cases {
			if err := p.Validate(t.Context(), c); err != nil {
				t.Errorf("%s: %v", slug, err)
			}
		}
		if !p.Generates() {
			continue
		}
		if _, err := p.Draw(t.Context(), 1, nil); err != nil {
			t.Errorf("%s: %v", slug, err)
		}
	}
}
