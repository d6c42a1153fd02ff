package data

import (
	"github.com/coding-judge/judge/problems/rng"
	"github.com/coding-judge/judge/testcases/value"
)

// filling is a column while it is filled.
type filling struct {
	*column
	src    *rng.Source
	domain domain // for a reference, the rows that it may refer to
	cells  []value.Value
	target []value.Value // for a reference: the values that cells, which are numbers of rows, stand for

	seen   []value.Value // where there are ties: what was drawn, NULL aside
	edges  []value.Value
	used   map[value.Value]bool // where it is distinct
	cursor uint64               // all values before it are used
}

// resolved gives the column's values, with those that a reference chose in place of their rows' numbers.
func (f *filling) resolved() []value.Value {
	if f.target == nil {
		return f.cells
	}
	values := make([]value.Value, len(f.cells))
	for i := range values {
		values[i] = f.value(i)
	}
	return values
}

func (f *filling) value(i int) value.Value {
	if row, ok := f.cells[i].(value.Int); ok && f.target != nil {
		return f.target[row]
	}
	return f.cells[i]
}

// next draws a row's value: one draw decides of which share it is, and what a share can't give the domain does.
func (f *filling) next() (v value.Value, ok bool) {
	c := f.column
	if c.null+c.ties+c.boundary+c.literals == 0 {
		return f.plain()
	}
	var from []value.Value
	switch u := f.src.Unit(); {
	case u < c.null:
		return value.None{}, true
	case u < c.null+c.ties:
		from = f.seen
	case u < c.null+c.ties+c.boundary:
		from = f.edges
	case u < c.null+c.ties+c.boundary+c.literals:
		from = c.fitting
	}
	if len(from) > 0 {
		v = from[f.src.Below(uint64(len(from)))]
		ok = f.take(v)
	}
	if !ok {
		v, ok = f.plain()
	}
	if c.ties > 0 {
		f.seen = append(f.seen, v)
	}
	return v, ok
}

// redraws is how often a value is drawn anew that may not occur again, before the first one that is free is taken.
const redraws = 16

// plain draws from the domain. It gives nothing only where all of a distinct column's values are used.
func (f *filling) plain() (v value.Value, ok bool) {
	if f.used == nil {
		return f.domain.draw(f.src), true
	}
	for range redraws {
		if v := f.domain.draw(f.src); f.take(v) {
			return v, true
		}
	}
	for ; f.cursor < f.domain.size(); f.cursor++ {
		if v := f.domain.at(f.cursor); f.take(v) {
			return v, true
		}
	}
	return nil, false
}

// take says whether a value may occur now.
func (f *filling) take(v value.Value) bool {
	if f.used == nil {
		return true
	}
	if f.used[v] {
		return false
	}
	f.used[v] = true
	return true
}
