package judge

import (
	"testing"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// Each rule of functions takes an answer that the others do not.
func TestFunctionRules(t *testing.T) {
	t.Parallel()
	abs, rel := 1e-3, 1e-6
	rules := map[string]problems.Compare{
		"exact":     {Rule: problems.RuleExact},
		"float abs": {Rule: problems.RuleFloat, Abs: &abs},
		"float rel": {Rule: problems.RuleFloat, Rel: &rel},
		"unordered": {Rule: problems.RuleUnordered},
		"set":       {Rule: problems.RuleSet},
	}
	for answer, right := range map[string]map[string]bool{
		"[1.0,1000.0]":           {"exact": true, "float abs": true, "float rel": true, "unordered": true, "set": true},
		"[1.0005,1000.0]":        {"float abs": true},
		"[1.0,1000.0009]":        {"float abs": true, "float rel": true},
		"[1000.0,1.0]":           {"unordered": true, "set": true},
		"[1000.0,1.0,1000.0]":    {"set": true},
		`{"tuple":[1.0,1000.0]}`: {},
	} {
		for name, rule := range rules {
			p := &problems.Problem{Kind: problems.Function, Compare: rule}
			c := testcases.Case{Want: testcases.NewBlob([]byte("[1.0,1000.0]"))}
			diff, err := compareAnswer(t.Context(), p, c, runners.Outcome{End: runners.Answered, Answer: []byte(answer)})
			if err != nil || diff.Equal != right[name] || diff.Equal != (diff.Message == "") {
				t.Errorf("%s by %s: %+v, %v", answer, name, diff, err)
			}
		}
	}
}
