package python_test

import (
	"strings"
	"testing"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// nodes is a problem with a parameter and a result of that type.
func nodes(param, returns string) *problems.Problem {
	p := &problems.Problem{Slug: "nodes", Kind: problems.Function, Limits: problems.DefaultLimits()}
	p.Limits.CPU, p.Limits.Wall = 20*time.Second, time.Minute // to go through a million nodes takes a slow machine some seconds
	p.Signature = problems.Signature{Name: "f", Params: []problems.Param{{Name: "a", Type: param}}, Returns: returns}
	return p
}

// Linked lists and trees come from lists and are lists again. What is none says what it is.
func TestNodes(t *testing.T) {
	t.Parallel()
	const (
		list, tree = "Optional[ListNode]", "TreeNode"
		rotate     = "def f(a):\n  if not a or not a.next: return a\n  head, last = a.next, a\n  while last.next: last = last.next\n  last.next, a.next = a, None\n  return head"
		mirror     = "def f(a):\n  if a: a.left, a.right = f(a.right), f(a.left)\n  return a"
	)
	tests := []struct{ name, param, returns, source, arg, want string }{
		{"a list", list, list, rotate, "[1,2,3]", "[2,3,1]"},
		{"no list", list, list, rotate, "[]", "[]"},
		{"values of a list", list, "int", "def f(a): return repr(a) + repr(a.next)", "[1,null]", `"ListNode(1)ListNode(None)"`},
		{"a tree", tree, tree, mirror, "[1,2,3,null,4]", "[1,3,2,null,null,4]"},
		{"no tree", tree, tree, mirror, "[]", "[]"},
		{"a tree with holes", tree, "list[int]", "def f(a): return [a.val, a.left, a.right.val, a.right.left.val, a.right.right.right.val]", "[5,null,4,7,2,null,null,null,1]", "[5,null,4,7,1]"},
		{"a deep tree", list, tree, "def f(a):\n  root = None\n  for i in range(5000): root = TreeNode(i, None, root)\n  return root and root.right.right.right", "[]", ""},
		{"a list of lists", "List[Optional[ListNode]]", "List[ListNode]", "def f(a): return a[::-1]", "[[1,2],[],[3]]", "[[3],[],[1,2]]"},
		{"a tuple of lists", "List[ListNode]", "List[ListNode]", "def f(a): return tuple(a)", "[[1]]", "[[1]]"},
		{"None for lists", "List[ListNode]", "List[ListNode]", "def f(a): pass", "[[1]]", "null"},
		{"annotated", list, list, "class Solution:\n  def f(self, a: Optional[ListNode]) -> ListNode | None: return ListNode(0, a)", "[1]", "[0,1]"},
		{"its own class", list, list, "class ListNode:\n  def __init__(self, x): self.val, self.next, self.mine = x, None, True\ndef f(a): return a if a.mine else None", "[1,2]", "[1,2]"},
		{"its own name for something else", list, list, "ListNode = None\ndef f(a): return a", "[1]", "error"},
		{"values keep their types", list, list, "def f(a): return a", `[true,{"tuple":[1]},"x"]`, `[true,{"tuple":[1]},"x"]`},
		{"a cycle", list, list, "def f(a):\n  a.next.next.next = a.next\n  return a", "[1,2,3]", "ListNode with a cycle: a linked list of 3 nodes whose last leads back to node 2"},
		{"itself", list, list, "def f(a):\n  a.next = a\n  return a", "[1]", "ListNode with a cycle: a linked list of 1 nodes whose last leads back to node 1"},
		{"without an end", list, list, "class Node:\n  val = 1\n  @property\n  def next(self): return Node()\ndef f(a): return Node()", "[1]", "ListNode without an end: a linked list of more than 1000000 nodes"},
		{"a tree with a node twice", tree, tree, "def f(a):\n  a.right = a.left\n  return a", "[1,2]", "TreeNode that is in its tree twice: a tree in which the node 2 is there twice"},
		{"a tree in itself", tree, tree, "def f(a):\n  a.left = a\n  return a", "[1]", "TreeNode that is in its tree twice: a tree in which the node 1 is there twice"},
		{"a tree without an end", tree, tree, "class Node:\n  val = 1; left = None\n  @property\n  def right(self): return Node()\ndef f(a): return Node()", "[1]", "TreeNode without an end: a tree of more than 1000000 nodes"},
		{"a plain list", list, list, "def f(a): return [1]", "[1]", "list: [1], which is no ListNode"},
		{"a number behind a node", list, list, "def f(a):\n  a.next = 7\n  return a", "[1]", "ListNode and int: after 1 nodes comes 7, which is no ListNode"},
		{"a tree for a list", list, list, "def f(a): return TreeNode(1)", "[1]", "TreeNode: TreeNode(1), which is no ListNode"},
		{"a value that is a node", list, list, "def f(a): return ListNode(ListNode(1))", "[1]", `[{"object":["ListNode","ListNode(1)"]}]`},
		{"a value in itself", list, list, "def f(a):\n  a.val = [a]; a.val.append(a.val)\n  return a", "[1]", ""},
		{"an attribute that raises", list, list, "class Node:\n  val = 1\n  @property\n  def next(self): return 1 / 0\ndef f(a): return Node()", "[1]", "error"},
		{"where none is declared", "list[int]", "int", "def f(a): return 'ListNode' in dir(__builtins__) or 'ListNode' in globals()", "[1]", "false"},
	}
	runner := newRunner(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := testcases.Case{Name: "sample/nodes", Input: testcases.NewBlob([]byte(`{"dict":[["a",` + test.arg + `]]}`))}
			o := run(t, prepare(t, runner, nodes(test.param, test.returns), []byte(test.source+"\n")), c)
			want := test.want
			if kind, shown, ok := strings.Cut(want, ": "); ok {
				want = `{"object":["` + kind + `","` + shown + `"]}`
			}
			switch {
			case want == "error" && o.End == runners.Raised:
			case o.End != runners.Answered || want != "" && !equal(t, want, o.Answer):
				t.Errorf("end %d %s, answer %.300s; want %s", o.End, describe(o), o.Answer, want)
			}
		})
	}
}

// Methods take and give nodes.
func TestNodesOfMethods(t *testing.T) {
	t.Parallel()
	p := counter()
	p.Class.Params = []problems.Param{{Name: "root", Type: "Optional[TreeNode]"}}
	p.Class.Methods = []problems.Signature{{Name: "add", Params: []problems.Param{{Name: "a", Type: "ListNode"}}, Returns: "ListNode"}, {Name: "total", Returns: "int"}}
	c := testcases.Case{Input: testcases.NewBlob([]byte(`{"dict":[["calls",[["Counter",[[1,2]]],["add",[[5,6]]],["total",[]]]]]}`))}
	o := run(t, prepare(t, newRunner(t), p, []byte("class Counter:\n  def __init__(self, root): self.root = root\n  def add(self, a): return ListNode(self.root.left.val, a)\n  def total(self): return self.root.val\n")), c)
	if o.End != runners.Answered || !equal(t, "[null,[2,5,6],1]", o.Answer) {
		t.Errorf("end %d %s, answer %s", o.End, describe(o), o.Answer)
	}
}
