package problems

import (
	"fmt"
	"strings"

	"github.com/coding-judge/judge/testcases/value"
)

// fits says what in a value is not as a Python annotation has it. What it does not know of annotations fits: it helps a person who
// writes an input by hand, and no more.
func fits(annotation string, v value.Value) error {
	if kind, err := NodeType(annotation); err == nil && kind != "" {
		return checkNodes(kind, v)
	}
	wrong := fmt.Errorf("is %s, not %s", annotation, shown(v))
	alternatives := split(strings.Trim(strings.TrimSpace(annotation), `"'`), '|')
	if len(alternatives) > 1 {
		for _, t := range alternatives {
			if fits(t, v) == nil {
				return nil
			}
		}
		return wrong
	}
	name, inner, _ := strings.Cut(strings.TrimSuffix(alternatives[0], "]"), "[")
	args := split(inner, ',')
	if inner == "" {
		args = nil
	}
	switch strings.ToLower(strings.TrimPrefix(strings.TrimSpace(name), "typing.")) {
	case "optional":
		if _, ok := v.(value.None); ok || fits(inner, v) == nil {
			return nil
		}
		return wrong
	case "union":
		return fits(strings.Join(args, "|"), v)
	case "int":
		return unless(value.TypeName(v) == "int", wrong)
	case "float":
		return unless(value.TypeName(v) == "int" || value.TypeName(v) == "float", wrong)
	case "str", "bool", "bytes", "none":
		return unless(strings.EqualFold(value.TypeName(v), name), wrong)
	case "list", "set", "frozenset":
		if value.TypeName(v) != strings.ToLower(name) {
			return wrong
		}
		return itemsFit(args, v, wrong)
	case "tuple":
		items, ok := v.(value.Tuple)
		if !ok {
			return wrong
		}
		if len(args) == 2 && args[1] == "..." {
			return itemsFit(args[:1], v, wrong)
		}
		return unless(args == nil || len(args) == len(items), wrong)
	case "dict":
		return unless(value.TypeName(v) == "dict", wrong)
	}
	return nil
}

func itemsFit(args []string, v value.Value, wrong error) error {
	items, _ := value.Items(v)
	for i, item := range items {
		if len(args) != 1 {
			break
		}
		if err := fits(args[0], item); err != nil {
			return fmt.Errorf("%w: item %d %w", wrong, i+1, err)
		}
	}
	return nil
}

func unless(ok bool, err error) error {
	if ok {
		return nil
	}
	return err
}

// shown is a value with its type, for messages.
func shown(v value.Value) string {
	if _, ok := v.(value.None); ok {
		return "None"
	}
	return fmt.Sprintf("%s %s", value.TypeName(v), value.Python(v, 40))
}

// split splits an annotation where the separator is in no brackets.
func split(s string, separator rune) []string {
	var parts []string
	depth, from := 0, 0
	for i, r := range s {
		switch {
		case r == '[':
			depth++
		case r == ']':
			depth--
		case r == separator && depth == 0:
			parts = append(parts, strings.TrimSpace(s[from:i]))
			from = i + len(string(separator))
		}
	}
	return append(parts, strings.TrimSpace(s[from:]))
}
