package script

import (
	"fmt"

	"go.starlark.net/starlark"

	"github.com/coding-judge/judge/problems/rng"
)

// rows is rows(columns, nulls, repeats, shuffled): a table of columns that are lists by name, each as long.
func (r *generator) rows(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	columns, nulls := new(starlark.Dict), new(starlark.Dict)
	repeats, shuffled := number(0), true
	err := starlark.UnpackArgs(b.Name(), args, kwargs, "columns", &columns, "nulls?", &nulls, "repeats?", &repeats, "shuffled?", &shuffled)
	if err != nil {
		return nil, err
	}
	shares, err := shares(columns, nulls)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", b.Name(), err)
	}
	if !share(repeats) {
		return nil, fmt.Errorf("%s: repeats is a share, from 0 to 1", b.Name())
	}
	table, err := r.transpose(columns)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", b.Name(), err)
	}
	for column, name := range columns.Keys() {
		share := shares[name.(starlark.String)]
		for i := range table {
			if share > 0 && r.src.Unit() < share {
				table[i][column] = starlark.None
			}
		}
	}
	for i := range table {
		if repeats > 0 && i > 0 && r.src.Unit() < float64(repeats) {
			copy(table[i], table[r.src.Below(uint64(i))])
		}
	}
	if shuffled {
		rng.Mix(r.src, table, 0)
	}
	rows := make([]starlark.Value, len(table))
	for i, row := range table {
		rows[i] = starlark.NewList(row)
	}
	out := starlark.NewDict(2)
	_ = out.SetKey(starlark.String("columns"), starlark.NewList(columns.Keys())) // texts can be keys, and the dict is new
	_ = out.SetKey(starlark.String("rows"), starlark.NewList(rows))
	return out, nil
}

func share(x number) bool { return x >= 0 && x <= 1 }

// shares reads the share of None of each column that has one.
func shares(columns, nulls *starlark.Dict) (map[starlark.String]float64, error) {
	out := map[starlark.String]float64{}
	for _, item := range nulls.Items() {
		name, _ := item[0].(starlark.String)
		var x number
		if err := x.Unpack(item[1]); err != nil || !share(x) {
			return nil, fmt.Errorf("nulls: the share of %v is from 0 to 1, not %v", item[0], item[1])
		}
		if _, found, err := columns.Get(item[0]); err != nil || !found {
			return nil, fmt.Errorf("nulls: there is no column %v", item[0])
		}
		out[name] = float64(x)
	}
	return out, nil
}

// transpose makes rows of columns.
func (r *generator) transpose(columns *starlark.Dict) ([][]starlark.Value, error) {
	if columns.Len() == 0 {
		return nil, fmt.Errorf("there are no columns")
	}
	var table [][]starlark.Value
	for i, item := range columns.Items() {
		if _, ok := item[0].(starlark.String); !ok {
			return nil, fmt.Errorf("a column's name is a string, not %v", item[0])
		}
		values, ok := item[1].(starlark.Indexable)
		if !ok {
			return nil, fmt.Errorf("the column %v is a list of its values, not %s", item[0], item[1].Type())
		}
		n := values.Len()
		if i == 0 {
			if n > maxBulk/(columns.Len()+1) {
				return nil, fmt.Errorf("%d rows of %d columns at once; %d values are possible", n, columns.Len(), maxBulk)
			}
			if err := r.spend(n * (columns.Len() + 1)); err != nil {
				return nil, err
			}
			table = make([][]starlark.Value, n)
			for row := range table {
				table[row] = make([]starlark.Value, 0, columns.Len())
			}
		}
		if n != len(table) {
			return nil, fmt.Errorf("the column %v has %d values, and the first has %d", item[0], n, len(table))
		}
		for row := range table {
			table[row] = append(table[row], values.Index(row))
		}
	}
	return table, nil
}
