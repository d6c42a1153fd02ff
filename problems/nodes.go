package problems

import (
	"fmt"
	"strings"

	"github.com/coding-judge/judge/testcases/value"
)

// NodeType says whether an annotation declares linked lists or trees, which cases have as lists: it is "ListNode" or "TreeNode",
// in brackets for a list of them, and empty for every other type. Optional and | None make no difference.
func NodeType(annotation string) (string, error) {
	if !strings.Contains(annotation, "ListNode") && !strings.Contains(annotation, "TreeNode") {
		return "", nil
	}
	t := strings.Trim(strings.TrimSpace(annotation), `"'`)
	t = strings.TrimSpace(strings.TrimSuffix(strings.ReplaceAll(t, " ", ""), "|None"))
	t = strings.TrimPrefix(t, "None|")
	if t == "ListNode" || t == "TreeNode" {
		return t, nil
	}
	name, inner, ok := strings.Cut(strings.TrimSuffix(t, "]"), "[")
	if !ok || !strings.HasSuffix(t, "]") {
		return "", fmt.Errorf("%q: ListNode and TreeNode stand alone, in Optional[…] or in list[…]", annotation)
	}
	in, err := NodeType(inner)
	switch {
	case err != nil || name != "Optional" && name != "list" && name != "List":
		return "", fmt.Errorf("%q: ListNode and TreeNode stand alone, in Optional[…] or in list[…]", annotation)
	case name == "Optional":
		return in, nil
	}
	return "[" + in + "]", nil
}

// checkNodes says what is wrong with the list that a case has for a value of a NodeType.
func checkNodes(kind string, v value.Value) error {
	if kind == "" {
		return nil
	}
	items, ok := v.(value.List)
	if !ok {
		return fmt.Errorf("is a list of values, [] for no node, not %s", value.TypeName(v))
	}
	switch kind {
	case "ListNode":
		return nil
	case "TreeNode":
		return checkTree(items)
	}
	for i, item := range items {
		if err := checkNodes(kind[1:len(kind)-1], item); err != nil {
			return fmt.Errorf("item %d %w", i+1, err)
		}
	}
	return nil
}

// checkTree looks for values that have no parent.
func checkTree(items value.List) error {
	room := 1 // for items that may come
	for i, item := range items {
		if room == 0 {
			return fmt.Errorf("is a tree level by level, and item %d has no parent", i+1)
		}
		room--
		if _, none := item.(value.None); !none {
			room += 2
		}
	}
	if len(items) > 0 {
		if _, none := items[len(items)-1].(value.None); none {
			return fmt.Errorf("is a tree level by level, and ends with null; leave out what is missing at the end")
		}
	}
	return nil
}

// Nodes are the NodeTypes of a function: of its parameters and of what it returns.
type Nodes struct {
	Params  []string `json:"params"`
	Returns string   `json:"returns"`
}

// Nodes gives them; ok is false where there are none.
func (s Signature) Nodes() (n Nodes, ok bool) {
	for _, p := range s.Params {
		kind, _ := NodeType(p.Type) // which was checked when the problem was loaded
		n.Params = append(n.Params, kind)
		ok = ok || kind != ""
	}
	n.Returns, _ = NodeType(s.Returns)
	return n, ok || n.Returns != ""
}

// typeMistakes finds annotations with nodes where they can't be.
func (s Signature) typeMistakes(key string) []mistake {
	var all []mistake
	for _, p := range s.Params {
		if _, err := NodeType(p.Type); err != nil {
			all = append(all, mistake{key + ".params", err.Error()})
		}
	}
	if _, err := NodeType(s.Returns); err != nil {
		all = append(all, mistake{key + ".returns", err.Error()})
	}
	return all
}
