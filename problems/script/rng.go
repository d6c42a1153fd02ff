package script

import (
	"fmt"

	"go.starlark.net/starlark"
	"go.starlark.net/starlarkstruct"

	"github.com/coding-judge/judge/problems/rng"
)

// newRNG gives the module rng of a generator, which draws from package rng, so that a seed means the same input on every
// machine and in every version.
func newRNG(seed uint64) starlark.Value {
	r := &generator{src: rng.New(seed)}
	members := starlark.StringDict{}
	for name, fn := range map[string]func(*starlark.Builtin, starlark.Tuple, []starlark.Tuple) (starlark.Value, error){
		"int":         r.integer,
		"ints":        r.integers,
		"float":       r.float,
		"floats":      r.floats,
		"choice":      r.choice,
		"choices":     r.choices,
		"sample":      r.sample,
		"shuffle":     r.shuffle,
		"permutation": r.permutation,
		"zipf":        r.zipf,
		"string":      r.string,
		"strings":     r.strings,
		"words":       r.words,
		"tree":        r.tree,
		"graph":       r.graph,
		"rows":        r.rows,
	} {
		members[name] = starlark.NewBuiltin("rng."+name,
			func(thread *starlark.Thread, b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
				made, err := fn(b, args, kwargs)
				thread.Steps += r.spent
				r.spent = 0
				return made, err
			})
	}
	return &starlarkstruct.Module{Name: "rng", Members: members}
}

type generator struct {
	src   *rng.Source
	spent uint64 // steps of the bulk call that runs, which the interpreter counts as one
}

func (r *generator) between(lo, hi int64) (starlark.Int, error) {
	if hi < lo {
		return starlark.Int{}, fmt.Errorf("rng: no integer between %d and %d", lo, hi)
	}
	return starlark.MakeInt64(r.src.Between(lo, hi)), nil
}

// integer is int(lo, hi): one integer, both ends included.
func (r *generator) integer(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var lo, hi int64
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "lo", &lo, "hi", &hi); err != nil {
		return nil, err
	}
	return r.between(lo, hi)
}

// integers is ints(n, lo, hi): a list of n integers.
func (r *generator) integers(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var n int
	var lo, hi int64
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "n", &n, "lo", &lo, "hi", &hi); err != nil {
		return nil, err
	}
	return r.list(n, func(int) (starlark.Value, error) { return r.between(lo, hi) })
}

// float is float(lo, hi): one float, lo included.
func (r *generator) float(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var lo, hi number
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "lo", &lo, "hi", &hi); err != nil {
		return nil, err
	}
	return starlark.Float(r.src.Float(float64(lo), float64(hi))), nil
}

// floats is floats(n, lo, hi): a list of n floats, each as float draws it.
func (r *generator) floats(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var n int
	var lo, hi number
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "n", &n, "lo", &lo, "hi", &hi); err != nil {
		return nil, err
	}
	return r.list(n, func(int) (starlark.Value, error) { return starlark.Float(r.src.Float(float64(lo), float64(hi))), nil })
}

// choice is choice(items): one of them.
func (r *generator) choice(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var from starlark.Iterable
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "items", &from); err != nil {
		return nil, err
	}
	items, err := r.options(b, from)
	if err != nil {
		return nil, err
	}
	return items.Index(int(r.src.Below(uint64(items.Len())))), nil
}

// choices is choices(items, n): a list of n of them, each drawn from all.
func (r *generator) choices(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var from starlark.Iterable
	var n int
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "items", &from, "n", &n); err != nil {
		return nil, err
	}
	items, err := r.options(b, from)
	if err != nil {
		return nil, err
	}
	return r.list(n, func(int) (starlark.Value, error) { return items.Index(int(r.src.Below(uint64(items.Len())))), nil })
}

// options gives what there is to choose from, at least one thing.
func (r *generator) options(b *starlark.Builtin, from starlark.Iterable) (starlark.Indexable, error) {
	items, ok := from.(starlark.Indexable) // a program draws from one list again and again: no copy each time
	if !ok {
		all, err := r.collect(from)
		if err != nil {
			return nil, err
		}
		items = starlark.Tuple(all)
	}
	if items.Len() == 0 {
		return nil, fmt.Errorf("%s: there is nothing to choose from", b.Name())
	}
	return items, nil
}

// shuffle is shuffle(items): a new list (Fisher-Yates from the end).
func (r *generator) shuffle(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var from starlark.Iterable
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "items", &from); err != nil {
		return nil, err
	}
	items, err := r.collect(from)
	if err != nil {
		return nil, err
	}
	rng.Mix(r.src, items, 0)
	return starlark.NewList(items), nil
}

// sample is sample(items, n): n of them at different places, in random order.
func (r *generator) sample(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var from starlark.Iterable
	var n int
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "items", &from, "n", &n); err != nil {
		return nil, err
	}
	items, err := r.collect(from)
	if err != nil {
		return nil, err
	}
	if n < 0 || n > len(items) {
		return nil, fmt.Errorf("rng.sample: cannot take %d of %d", n, len(items))
	}
	rng.Mix(r.src, items, len(items)-n)
	return starlark.NewList(items[len(items)-n:]), nil
}

// permutation is permutation(n): 0 … n-1 in random order.
func (r *generator) permutation(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var n int
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "n", &n); err != nil {
		return nil, err
	}
	if err := r.spend(n); err != nil {
		return nil, err
	}
	items := make([]starlark.Value, n)
	for i := range items {
		items[i] = starlark.MakeInt(i)
	}
	rng.Mix(r.src, items, 0)
	return starlark.NewList(items), nil
}

// zipf is zipf(n, distinct, s): n integers of 0 … distinct-1, rank r with a weight of 1/(r+1)^s.
func (r *generator) zipf(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var n, distinct int
	var s number
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "n", &n, "distinct", &distinct, "s", &s); err != nil {
		return nil, err
	}
	weights, err := r.ranks(b, distinct, s)
	if err != nil {
		return nil, err
	}
	return r.list(n, func(int) (starlark.Value, error) { return starlark.MakeInt(weights.Draw(r.src)), nil })
}

// ranks gives so many ranks the weights of Zipf's law.
func (r *generator) ranks(b *starlark.Builtin, distinct int, s number) (*rng.Weights, error) {
	if distinct < 1 {
		return nil, fmt.Errorf("%s: distinct must be at least 1", b.Name())
	}
	if err := r.spend(distinct); err != nil {
		return nil, err
	}
	if !(s >= 0 && s <= 1000) {
		return nil, fmt.Errorf("%s: s must be from 0 to 1000", b.Name())
	}
	return rng.Zipf(distinct, float64(s)), nil
}
