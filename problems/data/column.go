package data

import (
	"math"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/coding-judge/judge/problems/rng"
	"github.com/coding-judge/judge/testcases/value"
)

// The kinds of columns, each with the options that it takes.
var kinds = []struct {
	name, options string
	read          func(p *columnParser, node ast.Node) error
}{
	{"serial", "prefix", (*columnParser).serial},
	{"int", "null ties boundary literals distinct skew bell", (*columnParser).line},
	{"numeric", "scale null ties boundary literals distinct skew bell", (*columnParser).line},
	{"date", "null ties boundary literals distinct skew bell", (*columnParser).line},
	{"timestamp", "null ties boundary literals distinct skew bell", (*columnParser).line},
	{"float", "null ties boundary literals distinct bell", (*columnParser).real},
	{"bool", "null ties", (*columnParser).bool},
	{"text", "null ties boundary literals distinct", (*columnParser).text},
	{"choice", "null ties distinct skew", (*columnParser).choice},
	{"references", "null distinct skew unused same_row_as", (*columnParser).reference},
}

const (
	maxSkew   = 10
	maxSkewed = 10_000  // values of a range that is skewed
	maxText   = 100_000 // characters
	maxChoice = 10_000
	maxScale  = 18
)

// columnParser reads one column.
type columnParser struct {
	spec    *Spec
	table   *table
	column  *column
	kind    string
	options map[string]ast.Node
	skew    float64
	bell    bool
}

func (s *Spec) parseColumn(t *table, e entry) (*column, error) {
	p := &columnParser{spec: s, table: t, column: &column{name: e.key}, options: map[string]ast.Node{}}
	parts, err := entries(e.node)
	if err != nil {
		return nil, err
	}
	var names, options []string
	var read func() error
	for _, kind := range kinds {
		names = append(names, kind.name)
		for _, part := range parts {
			if part.key != kind.name {
				continue
			}
			if read != nil {
				return nil, mistake(part.at, "a column is of one kind, and this one is %s and %s", p.kind, part.key)
			}
			p.kind, options = kind.name, strings.Fields(kind.options)
			read = func() error { return kind.read(p, part.node) }
		}
	}
	if read == nil {
		return nil, mistake(e.at, "column %s: no kind; it has one of %s", e.key, strings.Join(names, ", "))
	}
	for _, part := range parts {
		if part.key != p.kind && !slices.Contains(options, part.key) {
			return nil, mistake(part.at, "unknown key %q; beside %s, there can be %s", part.key, p.kind, strings.Join(options, ", "))
		}
		p.options[part.key] = part.node
	}
	if err := p.shares(e); err != nil {
		return nil, err
	}
	return p.column, read()
}

// shares reads the options that are not about the kind itself.
func (p *columnParser) shares(e entry) error {
	c := p.column
	for _, share := range []struct {
		name string
		to   *float64
	}{{"null", &c.null}, {"ties", &c.ties}, {"boundary", &c.boundary}, {"literals", &c.literals}} {
		if err := p.number(share.name, 1, share.to); err != nil {
			return err
		}
	}
	_, c.nullable = p.options["null"]
	if c.null+c.ties+c.boundary+c.literals > 1+1e-9 {
		return mistake(e.at, "column %s: the shares null, ties, boundary and literals are more than 1 together", e.key)
	}
	if err := p.flag("distinct", &c.distinct); err != nil {
		return err
	}
	if err := p.flag("bell", &p.bell); err != nil {
		return err
	}
	if c.distinct && c.ties > 0 {
		return mistake(p.options["ties"], "ties: there are none in a column that is distinct")
	}
	if p.bell && p.options["skew"] != nil {
		return mistake(p.options["bell"], "bell: and skew: are two distributions; write one of them")
	}
	return p.number("skew", maxSkew, &p.skew)
}

// number reads an option from 0 on, if it is there.
func (p *columnParser) number(option string, most float64, to *float64) error {
	node, ok := p.options[option]
	if !ok {
		return nil
	}
	var err error
	*to, err = number(node, 0, most)
	return err
}

func (p *columnParser) flag(option string, to *bool) error {
	node, ok := p.options[option]
	if !ok {
		return nil
	}
	var err error
	*to, err = boolean(node)
	return err
}

func (p *columnParser) serial(node ast.Node) error {
	start, err := whole(node, -1<<53, 1<<53)
	if err != nil {
		return err
	}
	p.column.serial = &serial{start: int64(start)}
	if node, ok := p.options["prefix"]; ok {
		prefix, err := clean(node)
		if err != nil {
			return err
		}
		p.column.serial.prefix = &prefix
	}
	return nil
}

func (p *columnParser) line(node ast.Node) error {
	d := &line{bell: p.bell, unit: map[string]unit{"int": integers, "numeric": decimals, "date": days, "timestamp": seconds}[p.kind]}
	if d.unit == decimals {
		scale, ok := p.options["scale"]
		if !ok {
			return mistake(node, "numeric: needs scale:, the digits behind the point")
		}
		var err error
		if d.scale, err = whole(scale, 0, maxScale); err != nil {
			return err
		}
	}
	if err := d.ends(node); err != nil {
		return err
	}
	if p.skew > 0 {
		if d.size() > maxSkewed {
			return mistake(p.options["skew"], "skew: is for a range of at most %d values", maxSkewed)
		}
		d.weights = rng.Zipf(int(d.size()), p.skew)
	}
	p.column.domain = d
	return nil
}

func (p *columnParser) real(node ast.Node) error {
	both, err := items(node)
	if err != nil {
		return err
	}
	if len(both) != 2 {
		return mistake(node, "a range is two values, [from, to]; both can occur")
	}
	d := &real{bell: p.bell}
	for i, to := range []*float64{&d.lo, &d.hi} {
		if *to, err = number(both[i], -math.MaxFloat64/4, math.MaxFloat64/4); err != nil {
			return err
		}
	}
	if d.hi < d.lo {
		return mistake(node, "the range ends before it begins")
	}
	p.column.domain = d
	return nil
}

func (p *columnParser) bool(node ast.Node) error {
	share, err := number(node, 0, 1)
	switch {
	case err != nil:
		return mistake(node, "bool: takes the share of true, from 0 to 1")
	case share == 0 || share == 1:
		p.column.domain = &choice{items: []value.Value{value.Bool(share == 1)}}
	default:
		p.column.domain = &choice{[]value.Value{value.Bool(false), value.Bool(true)}, rng.NewWeights([]float64{1 - share, share})}
	}
	return nil
}
