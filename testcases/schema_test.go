package testcases

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The schema of cases has each key that is read, and no other, and docs/problem-format.md tells of it.
func TestSchemaHasAllKeys(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join("..", "problems", "schema", "case.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		Properties map[string]any `json:"properties"`
	}
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	var read []string
	for i := range reflect.TypeFor[caseFile]().NumField() {
		read = append(read, reflect.TypeFor[caseFile]().Field(i).Tag.Get("yaml"))
	}
	slices.Sort(read)
	if diff := cmp.Diff(read, slices.Sorted(maps.Keys(schema.Properties))); diff != "" {
		t.Errorf("what is read and what is described differ (-read +described):\n%s", diff)
	}
	page, err := os.ReadFile(filepath.Join("..", "docs", "problem-format.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range read {
		if !strings.Contains(string(page), "| `"+key+"` |") {
			t.Errorf("the page does not tell of %s", key)
		}
	}
}
