package skeleton_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/coding-judge/judge/judge/skeleton"
	"github.com/coding-judge/judge/problems"
)

// There is a skeleton of each kind that can be read, whatever the slug; no placeholder is left in it.
func TestWrite(t *testing.T) {
	t.Parallel()
	kinds := []problems.Kind{
		problems.Class, problems.Concurrent, problems.Function, problems.Index, problems.Query, problems.Script, problems.Stdin,
	}
	if got := len(skeleton.Kinds()); got != len(kinds) {
		t.Errorf("%d kinds", got)
	}
	for _, kind := range kinds {
		for _, slug := range []string{"two-sum", "x", "class", "select", "Top_10"} {
			t.Run(string(kind)+" "+slug, func(t *testing.T) {
				t.Parallel()
				dir := t.TempDir()
				files, err := skeleton.Write(dir, slug, string(kind))
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range files {
					content, err := os.ReadFile(f)
					if err != nil || strings.Contains(string(content), "FUNCTION") || strings.Contains(string(content), "CLASS") {
						t.Errorf("%s: %v\n%s", f, err, content)
					}
				}
				library, err := problems.NewLibrary(dir)
				if err != nil {
					t.Fatal(err)
				}
				p, err := library.Load(slug)
				if err != nil || p.Kind != kind {
					t.Errorf("%v, %v", p, err)
				}
				if _, err := skeleton.Write(dir, slug, string(kind)); err == nil {
					t.Error("wrote over it")
				}
			})
		}
	}
	for _, slug := range []string{"", "-", "../x", "a b", "1st", "None", "null", "a/b"} {
		if files, err := skeleton.Write(filepath.Join(t.TempDir(), "new"), slug, "function"); err == nil {
			t.Errorf("%q: wrote %v", slug, files)
		}
	}
}
