package data

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"github.com/coding-judge/judge/testcases/value"
)

// UnmarshalYAML reads a declaration strictly: each mistake is told at its place.
func (s *Spec) UnmarshalYAML(node ast.Node) error {
	tables, err := entries(node)
	if err != nil {
		return err
	}
	if len(tables) == 0 {
		return mistake(node, "data: names no table")
	}
	whole, err := value.FromYAML(node)
	if err != nil {
		return err
	}
	s.source = string(value.AppendJSON(nil, whole))
	for _, e := range tables {
		if err := checkName(e); err != nil {
			return err
		}
		if e.key == "seed" {
			return mistake(e.at, "a table can't be called seed, which is a case's word for what it is made from")
		}
		t, err := s.parseTable(e)
		if err != nil {
			return err
		}
		s.tables = append(s.tables, t)
	}
	if err := s.bound(nil); err != nil {
		return mistake(node, "%v", err)
	}
	return nil
}

func (s *Spec) parseTable(e entry) (*table, error) {
	t := &table{name: e.key, rows: -1}
	parts, err := entries(e.node)
	if err != nil {
		return nil, err
	}
	for _, part := range parts {
		switch part.key {
		case "rows":
			t.rows, err = whole(part.node, 0, maxRows)
		case "columns":
			err = s.parseColumns(t, part)
		case "unique": // once all columns are known
		default:
			err = mistake(part.at, "unknown key %q; a table has rows, columns and unique", part.key)
		}
		if err != nil {
			return nil, err
		}
	}
	switch {
	case t.rows < 0:
		return nil, mistake(e.at, "table %s: rows: is missing; write how many rows it has where a case asks for no other number", t.name)
	case len(t.columns) == 0:
		return nil, mistake(e.at, "table %s: columns: is missing", t.name)
	}
	for _, part := range parts {
		if part.key == "unique" {
			err = t.parseUnique(part.node)
		}
	}
	return t, err
}

func (s *Spec) parseColumns(t *table, part entry) error {
	columns, err := entries(part.node)
	if err != nil {
		return err
	}
	for _, e := range columns {
		if err := checkName(e); err != nil {
			return err
		}
		c, err := s.parseColumn(t, e)
		if err != nil {
			return err
		}
		t.columns = append(t.columns, c)
	}
	return nil
}

func (t *table) parseUnique(node ast.Node) error {
	keys, err := items(node)
	if err != nil {
		return err
	}
	for _, names := range keys {
		columns, err := items(names)
		if err != nil {
			return err
		}
		if len(columns) < 2 {
			return mistake(names, "unique: a list of two columns or more; for one, write distinct: true at the column")
		}
		var k key
		for _, n := range columns {
			name, err := word(n)
			if err != nil {
				return err
			}
			c := t.column(name)
			switch {
			case c == nil:
				return mistake(n, "unique: the table has no column %s", name)
			case slices.Contains(k, c):
				return mistake(n, "unique: %s is there twice", name)
			case c.single():
				return mistake(n, "unique: no two rows have the same %s anyway", name)
			case c.ref != nil && c.ref.self:
				return mistake(n, "unique: %s refers to its own table, which can't be part of a key here", name)
			}
			k = append(k, c)
		}
		t.unique = append(t.unique, k)
	}
	return nil
}

// entry is one key of a mapping.
type entry struct {
	key  string
	at   ast.Node // the key
	node ast.Node // its value
}

func entries(node ast.Node) ([]entry, error) {
	var found []*ast.MappingValueNode
	switch n := node.(type) {
	case *ast.MappingNode:
		found = n.Values
	case *ast.MappingValueNode:
		found = []*ast.MappingValueNode{n}
	default:
		return nil, wrong(node, "a mapping")
	}
	out := make([]entry, len(found))
	for i, e := range found {
		tk := e.Key.GetToken()
		switch tk.Type {
		case token.StringType, token.SingleQuoteType, token.DoubleQuoteType, token.NullType: // null is an option's name
		default:
			return nil, mistake(e.Key, "a name is text; quote it if it looks like something else")
		}
		out[i] = entry{tk.Value, e.Key, e.Value}
		for _, before := range out[:i] {
			if before.key == tk.Value {
				return nil, mistake(e.Key, "%s is there twice", tk.Value)
			}
		}
	}
	return out, nil
}

func items(node ast.Node) ([]ast.Node, error) {
	if n, ok := node.(*ast.SequenceNode); ok {
		return n.Values, nil
	}
	return nil, wrong(node, "a list")
}

// checkName keeps out what a reference could not name, and what no message could show.
func checkName(e entry) error {
	if e.key == "" || len(e.key) > 63 || strings.ContainsFunc(e.key, func(r rune) bool { return r <= ' ' || r == '.' || r == 0x7f }) {
		return mistake(e.at, "%q is not the name of a table or column: it has 1 to 63 bytes, without spaces and points", e.key)
	}
	return nil
}

func wrong(node ast.Node, expected string) error {
	v, err := value.FromYAML(node)
	if err != nil {
		return err
	}
	return mistake(node, "expected %s, got %s", expected, value.TypeName(v))
}

func mistake(node ast.Node, format string, args ...any) error {
	return &yaml.SyntaxError{Message: fmt.Sprintf(format, args...), Token: node.GetToken()}
}
