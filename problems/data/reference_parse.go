package data

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
)

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
