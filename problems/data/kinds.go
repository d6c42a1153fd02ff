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

func (p *columnParser) reference(node ast.Node) error {
	name, err := word(node)
	if err != nil {
		return err
	}
	tableName, columnName, ok := strings.Cut(name, ".")
	if !ok {
		return mistake(node, "references: takes table.column, such as departments.id")
	}
	r := &reference{skew: p.skew, table: p.spec.table(tableName), self: tableName == p.table.name}
	if r.self {
		r.table = p.table
	}
	if r.table == nil {
		return mistake(node, "references: no table %s stands above this one", tableName)
	}
	if r.target = r.table.column(columnName); r.target == nil {
		return mistake(node, "references: table %s has no column %s above this one", tableName, columnName)
	}
	if err := p.number("unused", 1, &r.unused); err != nil {
		return err
	}
	p.column.ref = r
	if err := p.checkReference(node); err != nil {
		return err
	}
	return p.leader()
}

func (p *columnParser) checkReference(node ast.Node) error {
	c, r := p.column, p.column.ref
	inKey := r.target.single()
	for _, k := range r.table.unique {
		for _, part := range k {
			inKey = inKey || part == r.target
		}
	}
	target := r.table.name + "." + r.target.name
	switch {
	case !inKey:
		return mistake(node, "references: %s is neither serial nor distinct nor part of unique:, so it does not tell rows apart", target)
	case r.target.nullable || r.target.ref != nil && r.target.ref.leader != nil && r.target.ref.leader.nullable:
		return mistake(node, "references: %s may be NULL, so it does not tell rows apart", target)
	case !r.self:
		return nil
	case !c.nullable:
		return mistake(node, "references: a column that refers to its own table needs null:, for the first row has no other to refer to")
	case c.distinct || p.options["unused"] != nil:
		return mistake(node, "references: a column that refers to its own table takes null: and skew: only")
	}
	return nil
}

// leader reads same_row_as, with which a column shares another one's reference.
func (p *columnParser) leader() error {
	node, ok := p.options["same_row_as"]
	if !ok {
		return nil
	}
	name, err := word(node)
	if err != nil {
		return err
	}
	l := p.table.column(name)
	switch {
	case l == nil || l.ref == nil || l.ref.leader != nil || l.ref.table != p.column.ref.table:
		return mistake(node, "same_row_as: takes a column above this one that refers to %s by itself", p.column.ref.table.name)
	case len(p.options) > 2:
		return mistake(node, "same_row_as: and no option beside it; what %s has holds for both", name)
	}
	p.column.ref.leader = l
	return nil
}
