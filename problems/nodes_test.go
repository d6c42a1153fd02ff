package problems_test

import (
	"strings"
	"testing"

	"github.com/coding-judge/judge/problems"
)

func TestNodeType(t *testing.T) {
	t.Parallel()
	for annotation, want := range map[string]string{
		"": "", "int": "", "list[int]": "", "Optional[int]": "", "dict[str, list[int]]": "", "anything at all": "",
		"ListNode": "ListNode", "Optional[ListNode]": "ListNode", "ListNode | None": "ListNode", "None | TreeNode": "TreeNode", "'ListNode'": "ListNode",
		"list[ListNode]": "[ListNode]", "List[Optional[TreeNode]]": "[TreeNode]", "list[list[ListNode | None]]": "[[ListNode]]", "Optional[List[ListNode]]": "[ListNode]",
		"dict[str, ListNode]": "error", "tuple[ListNode, int]": "error", "MyListNode": "error", "list[ListNode": "error", "ListNode | int": "error", "[ListNode]": "error",
	} {
		got, err := problems.NodeType(annotation)
		if err != nil {
			got = "error"
		}
		if got != want {
			t.Errorf("%s: %s, %v; want %s", annotation, got, err, want)
		}
	}
}

// Cases have lists where problem.yaml declares nodes.
func TestLoadNodes(t *testing.T) {
	t.Parallel()
	const yaml = "problems/n/problem.yaml"
	files := map[string]string{
		yaml: "format: 1\nname: N\ndifficulty: easy\nkind: function\nsignature:\n  name: f\n" +
			"  params: [{name: a, type: 'Optional[ListNode]'}, {name: b, type: 'list[TreeNode]'}]\n  returns: TreeNode\ncompare: {rule: exact}\n",
		"problems/n/statement.md":   "# N\n",
		"problems/n/starter.py":     "def f(a, b): ...\n",
		"testcases/n/sample/1.yaml": "input: {a: [1, 2], b: [[1, null, 2], []]}\nwant: []\n",
	}
	p, err := open(t, library(t, files)).Load("n")
	if err != nil {
		t.Fatal(err)
	}
	n, ok := p.Signature.Nodes()
	if !ok || strings.Join(n.Params, " ") != "ListNode [TreeNode]" || n.Returns != "TreeNode" {
		t.Errorf("%+v, %v", n, ok)
	}
	if n, ok := (problems.Signature{Params: []problems.Param{{Type: "int"}}}).Nodes(); ok {
		t.Errorf("%+v", n)
	}
	const file = "testcases/n/sample/1.yaml"
	for name, tt := range map[string]struct{ file, old, text, want string }{
		"a is null":          {file, "a: [1, 2]", "a: null", ":1:1: input: the argument a is a list of values, [] for no node, not None"},
		"a is a tuple":       {file, "a: [1, 2]", "a: !tuple [1]", ":1:1: input: the argument a is a list of values, [] for no node, not tuple"},
		"b has a number":     {file, "[1, null, 2], []", "[], 7", ":1:1: input: the argument b item 2 is a list of values"},
		"no parent":          {file, "[1, null, 2]", "[1, null, null, 2]", ":1:1: input: the argument b item 1 is a tree level by level, and item 4 has no parent"},
		"no root":            {file, "[1, null, 2]", "[null, 2]", "item 2 has no parent"},
		"null at the end":    {file, "[1, null, 2]", "[1, 2, null]", "ends with null"},
		"want is null":       {file, "want: []", "want: null", ":2:1: want: is a list of values, [] for no node, not None"},
		"want has no parent": {file, "want: []", "want: [1, null, null, 2]", ":2:1: want: is a tree level by level, and item 4 has no parent"},
		"type of a":          {yaml, "Optional[ListNode]", "dict[str, ListNode]", `:7:3: signature.params: "dict[str, ListNode]": ListNode and TreeNode stand alone`},
		"type of the result": {yaml, "returns: TreeNode", "returns: set[TreeNode]", `:8:3: signature.returns: "set[TreeNode]": ListNode and TreeNode`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if !strings.Contains(files[tt.file], tt.old) {
				t.Fatal("the text to change is not there")
			}
			_, err := open(t, library(t, with(files, tt.file, strings.Replace(files[tt.file], tt.old, tt.text, 1)))).Load("n")
			if err == nil || !strings.Contains(err.Error(), tt.file) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v\nwant %s", err, tt.want)
			}
		})
	}
	hidden := with(files, "testcases/n/hidden/1.yaml", "input: {a: 4711, b: []}\nwant: []\n")
	if _, err := open(t, library(t, hidden)).Load("n"); err == nil || strings.Contains(err.Error(), "4711") {
		t.Errorf("got %v", err)
	}
}

// Methods take and give nodes, too.
func TestLoadNodesOfMethods(t *testing.T) {
	t.Parallel()
	nodes := with(class, "problems/c/problem.yaml", strings.NewReplacer("returns: int", "returns: ListNode", "{name: n, type: int}", "{name: n, type: TreeNode}").Replace(class["problems/c/problem.yaml"]))
	const file = "testcases/c/sample/1.yaml"
	for text, want := range map[string]string{
		"calls: [[Counter, [1]], [add, [[1]]], [total, []]]\nwant: [null, null, [1]]\n": "",
		"calls: [[Counter, [1]], [add, [2]], [total, []]]\nwant: [null, null, [1]]\n":   ":1:1: calls: call 2: add(n: TreeNode): the argument n is a list of values",
		"calls: [[Counter, [1]], [add, [[1]]], [total, []]]\nwant: [null, null, 3]\n":   ":2:1: want: the result of call 3 is a list of values",
	} {
		_, err := open(t, library(t, with(nodes, file, text))).Load("c")
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v\nwant %s", text, err, want)
		}
	}
}
