package data

import (
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/coding-judge/judge/problems/rng"
	"github.com/coding-judge/judge/testcases/value"
)

// The kinds of columns that take more than a range.

// clean reads a text that PostgreSQL can hold.
func clean(node ast.Node) (string, error) {
	s, err := word(node)
	if err == nil && strings.Contains(s, "\x00") {
		err = mistake(node, "PostgreSQL has no text with U+0000")
	}
	return s, err
}

func (p *columnParser) text(node ast.Node) error {
	parts, err := entries(node)
	if err != nil {
		return err
	}
	d := &text{min: -1, alphabet: []rune("abcdefghijklmnopqrstuvwxyz")}
	for _, part := range parts {
		switch part.key {
		case "length":
			both, err := items(part.node)
			if err != nil {
				return err
			}
			if len(both) != 2 {
				return mistake(part.node, "a range is two values, [from, to]; both can occur")
			}
			if d.min, err = whole(both[0], 0, maxText); err != nil {
				return err
			}
			if d.max, err = whole(both[1], int64(d.min), maxText); err != nil {
				return err
			}
		case "alphabet":
			s, err := clean(part.node)
			if err != nil {
				return err
			}
			d.alphabet = []rune(s)
			for i, r := range d.alphabet {
				if strings.ContainsRune(string(d.alphabet[:i]), r) {
					return mistake(part.node, "alphabet: holds %q twice", r)
				}
			}
			if len(d.alphabet) == 0 || len(d.alphabet) > maxChoice {
				return mistake(part.node, "alphabet: takes 1 to %d characters", maxChoice)
			}
		default:
			return mistake(part.at, "unknown key %q; text has length and alphabet", part.key)
		}
	}
	if d.min < 0 {
		return mistake(node, "text: needs length: [from, to], in characters")
	}
	p.column.domain = d
	return nil
}

// choice reads a list of values, or a mapping of values to their weights.
func (p *columnParser) choice(node ast.Node) error {
	all, err := value.FromYAML(node)
	if err != nil {
		return err
	}
	d := &choice{}
	var weights []float64
	switch all := all.(type) {
	case value.List:
		d.items = all
	case value.Dict:
		for _, e := range all {
			w := 0.0
			switch v := e.Value.(type) {
			case value.Int:
				w = float64(v)
			case value.Float:
				w = float64(v)
			}
			if !(w > 0 && w <= 1e9) {
				return mistake(node, "choice: the weight of %s is not a number above 0, of at most 1e9", value.Python(e.Key, 40))
			}
			d.items, weights = append(d.items, e.Key), append(weights, w)
		}
	default:
		return wrong(node, "a list of values, or a mapping of values to weights")
	}
	if len(d.items) == 0 || len(d.items) > maxChoice {
		return mistake(node, "choice: takes 1 to %d values", maxChoice)
	}
	if err := checkItems(node, d.items); err != nil {
		return err
	}
	switch {
	case p.skew > 0 && weights != nil:
		return mistake(p.options["skew"], "skew: the values have weights already")
	case p.skew > 0:
		d.weights = rng.Zipf(len(d.items), p.skew)
	case weights != nil:
		d.weights = rng.NewWeights(weights)
	}
	p.column.domain = d
	return nil
}

func checkItems(node ast.Node, items []value.Value) error {
	seen := map[value.Value]bool{}
	for _, v := range items {
		switch v := v.(type) {
		case value.Bool, value.Int, value.Float, value.Decimal:
		case value.Str:
			if strings.Contains(string(v), "\x00") {
				return mistake(node, "choice: PostgreSQL has no text with U+0000")
			}
		case value.None:
			return mistake(node, "choice: null is none of the values; write null: with its share beside choice:")
		default:
			return mistake(node, "choice: a value is text, a number, true or false, not %s", value.TypeName(v))
		}
		if seen[v] {
			return mistake(node, "choice: %s is there twice", value.Python(v, 40))
		}
		seen[v] = true
	}
	return nil
}
