package jsonl

import (
	"errors"
	"fmt"
	"strings"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases/value"
)

var errShape = errors.New("the program that takes tests apart answered in another form than its own")

// decode reads the dict that convert.py answers, and the reasons for which the tests can't be pairs.
func decode(v value.Value) (c converted, reason string, err error) {
	dict, ok := v.(value.Dict)
	if !ok {
		return c, "", errShape
	}
	doc, ok1 := get[value.Str](dict, "doc")
	returns, ok2 := get[value.Str](dict, "returns")
	params, ok3 := get[value.List](dict, "params")
	examples, ok4 := pairs(dict, "examples")
	pairs, ok6 := pairs(dict, "pairs")
	refused, ok5 := get[value.List](dict, "refused")
	if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 || !ok6 {
		return c, "", errShape
	}
	c.doc, c.returns, c.examples, c.pairs = string(doc), string(returns), examples, pairs
	for _, p := range params {
		name, annotation, ok := two[value.Str, value.Str](p)
		if !ok {
			return c, "", errShape
		}
		c.params = append(c.params, problems.Param{Name: string(name), Type: string(annotation)})
	}
	var reasons []string
	for _, r := range refused {
		line, why, ok := two[value.Int, value.Str](r)
		if !ok {
			return c, "", errShape
		}
		if line > 0 {
			reasons = append(reasons, fmt.Sprintf("line %d of its tests %s", line, why))
		} else {
			reasons = append(reasons, string(why))
		}
	}
	return c, strings.Join(reasons[:min(len(reasons), 3)], "; "), nil
}

func pairs(d value.Dict, key string) (all []pair, ok bool) {
	list, ok := get[value.List](d, key)
	for _, v := range list {
		p, ok := decodePair(v)
		if !ok {
			return nil, false
		}
		all = append(all, p)
	}
	return all, ok
}

func decodePair(v value.Value) (pair, bool) {
	fields, ok := v.(value.List)
	if !ok || len(fields) != 5 {
		return pair{}, false
	}
	args, ok1 := fields[0].(value.Dict)
	rule, ok2 := fields[2].(value.Str)
	abs, ok3 := fields[3].(value.Float)
	rel, ok4 := fields[4].(value.Float)
	return pair{args, fields[1], string(rule), float64(abs), float64(rel)}, ok1 && ok2 && ok3 && ok4
}

func get[T value.Value](d value.Dict, key string) (T, bool) {
	v, _ := d.Get(key)
	t, ok := v.(T)
	return t, ok
}

func two[A, B value.Value](v value.Value) (a A, b B, ok bool) {
	list, ok := v.(value.List)
	if !ok || len(list) != 2 {
		return a, b, false
	}
	a, ok1 := list[0].(A)
	b, ok2 := list[1].(B)
	return a, b, ok1 && ok2
}
