package data

import (
	"context"
	"fmt"
	"strconv"

	"github.com/coding-judge/judge/problems/rng"
	"github.com/coding-judge/judge/testcases/value"
)

// Make gives a data set, {table: {columns: […], rows: […]}}, with its tables in the order of the declaration. Tables that sizes
// does not name have as many rows as they are declared to. The error is the context's, or says which demand can't be met.
func (s *Spec) Make(ctx context.Context, seed int64, sizes map[string]int) (value.Dict, error) {
	if err := s.bound(sizes); err != nil {
		return nil, err
	}
	m := &maker{ctx: ctx, seed: uint64(seed), columns: map[*column]*filling{}}
	out := make(value.Dict, 0, len(s.tables))
	for _, t := range s.tables {
		made, err := m.table(t, t.size(sizes))
		if err != nil {
			return nil, err
		}
		out = append(out, value.Entry{Key: value.Str(t.name), Value: made})
	}
	return out, nil
}

// maker makes one data set.
type maker struct {
	ctx     context.Context // of the one call of Make that it serves
	seed    uint64
	bytes   int
	columns map[*column]*filling
}

func (m *maker) table(t *table, n int) (value.Value, error) {
	for _, c := range t.columns {
		f, err := m.fill(t, c, n)
		if err != nil {
			return nil, err
		}
		m.columns[c] = f
	}
	for i := range t.unique {
		if err := m.separate(t, i, n); err != nil {
			return nil, err
		}
	}
	names := make(value.List, len(t.columns))
	slab := make([]value.Value, n*len(t.columns))
	for j, c := range t.columns {
		f := m.columns[c]
		names[j] = value.Str(c.name)
		f.cells, f.target = f.resolved(), nil
		for i, v := range f.cells {
			if c.ref != nil { // all others were counted as they came
				if err := m.spend(t, i, v); err != nil {
					return nil, err
				}
			}
			slab[i*len(t.columns)+j] = v
		}
	}
	rows := make(value.List, n)
	for i := range rows {
		rows[i] = value.List(slab[i*len(t.columns) : (i+1)*len(t.columns) : (i+1)*len(t.columns)])
	}
	return value.Dict{{Key: value.Str("columns"), Value: names}, {Key: value.Str("rows"), Value: rows}}, nil
}

// watchEvery is how many rows are made between two looks at the context.
const watchEvery = 64

func (m *maker) fill(t *table, c *column, n int) (*filling, error) {
	f := &filling{column: c, domain: c.domain, cells: make([]value.Value, n), src: rng.Derive(m.seed, t.name+"."+c.name)}
	if c.serial != nil {
		for i := range f.cells {
			f.cells[i] = c.serial.at(i)
			if err := m.spend(t, i, f.cells[i]); err != nil {
				return nil, err
			}
		}
		return f, nil
	}
	if c.ref != nil {
		done, err := m.refer(t, f, n)
		if done || err != nil {
			return f, err
		}
	}
	if c.distinct {
		f.used = make(map[value.Value]bool, n)
	}
	if c.boundary > 0 {
		f.edges = c.domain.(edged).edges()
	}
	for i := range f.cells {
		v, ok := f.next()
		if !ok {
			return nil, &Error{t.name, c.name, fmt.Sprintf("distinct: it has %d different values, and %d rows need more", f.domain.size(), n)}
		}
		f.cells[i] = v
		if err := m.spend(t, i, v); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// spend counts a row's value, and looks at the context now and then.
func (m *maker) spend(t *table, row int, v value.Value) error {
	switch v := v.(type) {
	case value.Str:
		m.bytes += len(v)
	case value.Decimal:
		m.bytes += len(v)
	}
	if m.bytes > maxBytes {
		return &Error{t.name, "", fmt.Sprintf("the texts of the data set are more than %d MiB", maxBytes>>20)}
	}
	if row%watchEvery == 0 && m.ctx.Err() != nil {
		return context.Cause(m.ctx)
	}
	return nil
}

func (s *serial) at(i int) value.Value {
	n := s.start + int64(i)
	if s.prefix == nil {
		return value.Int(n)
	}
	return value.Str(*s.prefix + strconv.FormatInt(n, 10))
}
