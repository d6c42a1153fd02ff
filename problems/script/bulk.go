package script

import (
	"fmt"

	"go.starlark.net/starlark"
)

// maxBulk bounds how many values one call may make.
const maxBulk = 5_000_000

// number is a float that may be written as an integer.
type number float64

// Unpack is called by starlark.UnpackArgs.
func (n *number) Unpack(v starlark.Value) error {
	f, ok := starlark.AsFloat(v)
	if !ok {
		return fmt.Errorf("got %s, want a number", v.Type())
	}
	*n = number(f)
	return nil
}

// spend bounds a bulk call. Each of its values counts as ten steps, so that a program can't fill the memory with them.
func (r *generator) spend(n int) error {
	if n < 0 || n > maxBulk {
		return fmt.Errorf("rng: %d values at once; 0 to %d are possible", n, maxBulk)
	}
	r.spent += 10 * uint64(n)
	return nil
}

func (r *generator) list(n int, draw func(i int) (starlark.Value, error)) (starlark.Value, error) {
	if err := r.spend(n); err != nil {
		return nil, err
	}
	items := make([]starlark.Value, n)
	for i := range items {
		v, err := draw(i)
		if err != nil {
			return nil, err
		}
		items[i] = v
	}
	return starlark.NewList(items), nil
}

// collect copies what a program gave.
func (r *generator) collect(from starlark.Iterable) ([]starlark.Value, error) {
	if n := starlark.Len(from); n >= 0 { // it has a length unless it is made up as it goes
		if err := r.spend(n); err != nil {
			return nil, err
		}
	}
	var items []starlark.Value
	for item := range starlark.Elements(from) {
		items = append(items, item)
	}
	return items, nil
}

// count is count(items): how often each item occurs, in the order in which they occur first. A loop in Starlark takes
// many times as long.
func count(thread *starlark.Thread, b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var items starlark.Iterable
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "items", &items); err != nil {
		return nil, err
	}
	if n := starlark.Len(items); n > maxBulk {
		return nil, fmt.Errorf("count: %d items at once; %d are possible", n, maxBulk)
	} else if n > 0 {
		thread.Steps += uint64(n)
	}
	dict := new(starlark.Dict)
	for item := range starlark.Elements(items) {
		n := 0
		if v, found, err := dict.Get(item); err != nil {
			return nil, err
		} else if found {
			n, _ = starlark.AsInt32(v)
		}
		if err := dict.SetKey(item, starlark.MakeInt(n+1)); err != nil {
			return nil, err
		}
	}
	return dict, nil
}
