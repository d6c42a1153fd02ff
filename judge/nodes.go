package judge

import (
	"fmt"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases/value"
)

// sayNodes says of an answer that should be nodes, which cases have as a list, that it is something else.
func sayNodes(returns string, got value.Value, diff *compare.Diff) {
	kind, _ := problems.NodeType(returns) // which was checked when the problem was loaded
	if o, ok := got.(value.Object); ok && (kind == "ListNode" || kind == "TreeNode") {
		diff.Message = fmt.Sprintf("expected a %s, got a %s", kind, value.Python(value.Object{Repr: o.Type}, 40))
	}
}
