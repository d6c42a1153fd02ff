package native_test

import (
	"os"
	"strings"
	"testing"

	"github.com/coding-judge/judge/runners/cell"
)

// The page that tells what is guaranteed less has the very words that judge says.
func TestDocs(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../../docs/native.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []cell.Weakness{cell.HostRuntime, cell.NoGroup, cell.OneUser, cell.LooseScratch, cell.NoFilter} {
		if !strings.Contains(string(page), "| "+string(w)+" |") {
			t.Errorf("docs/native.md has no row for: %s", w)
		}
	}
}
