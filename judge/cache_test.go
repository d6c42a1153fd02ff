package judge

import (
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/problems/data"
	"github.com/coding-judge/judge/testcases"
)

// A generated input is made anew when anything changes that it depends on.
func TestInputKey(t *testing.T) {
	t.Parallel()
	seen := map[string][]string{}
	for name, tt := range map[string]struct{ declared, reference, generate string }{
		"as it is":            {"t: {rows: 3, columns: {a: {int: [0, 50], literals: 0.2}}}", "select 7", `{"dict":[["seed",1]]}`},
		"another seed":        {"t: {rows: 3, columns: {a: {int: [0, 50], literals: 0.2}}}", "select 7", `{"dict":[["seed",2]]}`},
		"another size":        {"t: {rows: 4, columns: {a: {int: [0, 50], literals: 0.2}}}", "select 7", `{"dict":[["seed",1]]}`},
		"another option":      {"t: {rows: 3, columns: {a: {int: [0, 50], literals: 0.3}}}", "select 7", `{"dict":[["seed",1]]}`},
		"another reference":   {"t: {rows: 3, columns: {a: {int: [0, 50], literals: 0.2}}}", "select 8", `{"dict":[["seed",1]]}`},
		"as it is, anew":      {"t: {rows: 3, columns: {a: {int: [0, 50], literals: 0.2}}}", "select 7", `{"dict":[["seed",1]]}`},
		"a comment elsewhere": {"t: {rows: 3, columns: {a: {int: [0, 50], literals: 0.2}}} # note", "select  7", `{"dict":[["seed",1]]}`},
	} {
		p := &problems.Problem{Kind: problems.Query, Data: new(data.Spec)}
		if err := yaml.Unmarshal([]byte(tt.declared), p.Data); err != nil {
			t.Fatal(err)
		}
		if err := p.Data.Bind(tt.reference); err != nil {
			t.Fatal(err)
		}
		key := inputKey(p, testcases.Case{Generate: testcases.NewBlob([]byte(tt.generate))})
		seen[key] = append(seen[key], name)
	}
	if len(seen) != 5 { // three of them are the same
		t.Errorf("%d different keys; want 5: %v", len(seen), seen)
	}
}
