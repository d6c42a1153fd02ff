package server

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// The page that tells what is guaranteed less has the very words that judge says.
func TestDocs(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../../docs/native.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range slices.Concat(sharedWeaker, powerlessWeaker, []string{hostServer, noGroup}) {
		if !strings.Contains(string(page), "| "+w+" |") {
			t.Errorf("docs/native.md has no row for: %s", w)
		}
	}
}
