package script

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"sort"

	"go.starlark.net/starlark"
	"go.starlark.net/starlarkstruct"
)

// newRNG gives the module rng of a generator. Its source is PCG-DXSM seeded with (seed, 0), and each function
// below says how it draws from it, so that a seed means the same input on every machine and in every version.
func newRNG(seed uint64) starlark.Value {
	r := &rng{src: rand.NewPCG(seed, 0)}
	members := starlark.StringDict{}
	for name, fn := range map[string]func(*starlark.Builtin, starlark.Tuple, []starlark.Tuple) (starlark.Value, error){
		"int":         r.integer,
		"ints":        r.integers,
		"float":       r.float,
		"choice":      r.choice,
		"sample":      r.sample,
		"shuffle":     r.shuffle,
		"permutation": r.permutation,
		"zipf":        r.zipf,
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

type rng struct {
	src   *rand.PCG
	spent uint64 // steps of the bulk call that runs, which the interpreter counts as one
}

// below draws from 0 … n-1 without bias: Lemire's multiplication with rejection.
func (r *rng) below(n uint64) uint64 {
	hi, lo := bits.Mul64(r.src.Uint64(), n)
	for lo < n {
		if lo >= -n%n {
			break
		}
		hi, lo = bits.Mul64(r.src.Uint64(), n)
	}
	return hi
}

// unit draws from [0, 1) with 53 bits.
func (r *rng) unit() float64 { return float64(r.src.Uint64()>>11) / (1 << 53) }

func (r *rng) between(lo, hi int64) (starlark.Int, error) {
	if hi < lo {
		return starlark.Int{}, fmt.Errorf("rng: no integer between %d and %d", lo, hi)
	}
	span := uint64(hi) - uint64(lo) + 1
	if span == 0 { // all 64 bits
		return starlark.MakeInt64(int64(r.src.Uint64())), nil
	}
	return starlark.MakeInt64(int64(uint64(lo) + r.below(span))), nil
}

// integer is int(lo, hi): one integer, both ends included.
func (r *rng) integer(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var lo, hi int64
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "lo", &lo, "hi", &hi); err != nil {
		return nil, err
	}
	return r.between(lo, hi)
}

// integers is ints(n, lo, hi): a list of n integers.
func (r *rng) integers(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var n int
	var lo, hi int64
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "n", &n, "lo", &lo, "hi", &hi); err != nil {
		return nil, err
	}
	return r.list(n, func(int) (starlark.Value, error) { return r.between(lo, hi) })
}

// float is float(lo, hi): one float, lo included.
func (r *rng) float(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var lo, hi number
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "lo", &lo, "hi", &hi); err != nil {
		return nil, err
	}
	return starlark.Float(float64(lo) + float64(r.unit()*float64(hi-lo))), nil // the conversion keeps arm64 from fusing
}

// choice is choice(items): one of them.
func (r *rng) choice(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var from starlark.Iterable
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "items", &from); err != nil {
		return nil, err
	}
	items, ok := from.(starlark.Indexable) // a program draws from one list again and again: no copy each time
	if !ok {
		all, err := r.collect(from)
		if err != nil {
			return nil, err
		}
		items = starlark.Tuple(all)
	}
	if items.Len() == 0 {
		return nil, errors.New("rng.choice: there is nothing to choose from")
	}
	return items.Index(int(r.below(uint64(items.Len())))), nil
}

// shuffle is shuffle(items): a new list (Fisher-Yates from the end).
func (r *rng) shuffle(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var from starlark.Iterable
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "items", &from); err != nil {
		return nil, err
	}
	items, err := r.collect(from)
	if err != nil {
		return nil, err
	}
	r.mix(items, 0)
	return starlark.NewList(items), nil
}

// sample is sample(items, n): n of them at different places, in random order.
func (r *rng) sample(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
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
	r.mix(items, len(items)-n)
	return starlark.NewList(items[len(items)-n:]), nil
}

// permutation is permutation(n): 0 … n-1 in random order.
func (r *rng) permutation(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
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
	r.mix(items, 0)
	return starlark.NewList(items), nil
}

// zipf is zipf(n, distinct, s): n integers of 0 … distinct-1, rank r with a weight of 1/(r+1)^s.
func (r *rng) zipf(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var n, distinct int
	var s number
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "n", &n, "distinct", &distinct, "s", &s); err != nil {
		return nil, err
	}
	if distinct < 1 {
		return nil, errors.New("rng.zipf: distinct must be at least 1")
	}
	if err := r.spend(distinct); err != nil {
		return nil, err
	}
	if !(s >= 0 && s <= 1000) {
		return nil, errors.New("rng.zipf: s must be from 0 to 1000")
	}
	sums := make([]float64, distinct)
	total := 0.0
	for i := range sums {
		total += 1 / math.Pow(float64(i+1), float64(s))
		sums[i] = total
	}
	return r.list(n, func(int) (starlark.Value, error) {
		return starlark.MakeInt(min(sort.SearchFloat64s(sums, r.unit()*total), distinct-1)), nil
	})
}
