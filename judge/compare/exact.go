package compare

import (
	"crypto/sha256"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/coding-judge/judge/testcases/value"
)

// Exact compares values with their types: a tuple is not a list and True is not 1. An integer is accepted where
// an equal float is expected, and a frozenset where a set is. NaN equals itself. Sets and dicts are compared without order.
func Exact(want, got value.Value) Diff { return precision{}.compare(want, got) }

// precision is how exactly numbers are compared. Without a tolerance their types count, too.
type precision struct{ tolerance *Tolerance }

func (p precision) compare(want, got value.Value) Diff {
	if p.equal(want, got) {
		return Diff{Equal: true}
	}
	return unequal(want, got, p.explain("", want, got))
}

func (p precision) equal(want, got value.Value) bool {
	if p.tolerance != nil && isNumber(want) && isNumber(got) {
		return p.tolerance.nearValues(want, got)
	}
	switch w := want.(type) {
	case value.Float:
		switch g := got.(type) {
		case value.Float:
			return w == g || math.IsNaN(float64(w)) && math.IsNaN(float64(g))
		case value.Int:
			i, ok := whole(w)
			return ok && i == int64(g)
		}
		return false
	case value.BigInt:
		g, ok := got.(value.BigInt)
		return ok && w.N.Cmp(g.N) == 0
	case value.Bytes:
		g, ok := got.(value.Bytes)
		return ok && string(w) == string(g)
	case value.List:
		g, ok := got.(value.List)
		return ok && slices.EqualFunc(w, g, p.equal)
	case value.Tuple:
		g, ok := got.(value.Tuple)
		return ok && slices.EqualFunc(w, g, p.equal)
	case value.Set, value.FrozenSet:
		wanted, _ := members(want)
		g, ok := members(got)
		return ok && p.sameMembers(wanted, g)
	case value.Dict:
		g, ok := got.(value.Dict)
		return ok && p.sameEntries(w, g)
	case value.Object:
		return false // nobody knows what it is
	}
	return want == got // None, Bool, Int, Decimal, Str
}

// members gives those of a set; ok is false for anything else.
func members(v value.Value) (items []value.Value, ok bool) {
	switch v := v.(type) {
	case value.Set:
		return v, true
	case value.FrozenSet:
		return v, true
	}
	return nil, false
}

// entries gives those of a dict as tuples.
func entries(d value.Dict) []value.Value {
	all := make([]value.Value, len(d))
	for i, e := range d {
		all[i] = value.Tuple{e.Key, e.Value}
	}
	return all
}

// whole gives the integer that a float stands for. Beyond 2^53 it stands for several.
func whole(v value.Float) (i int64, ok bool) {
	f := float64(v)
	if math.Abs(f) <= 1<<53 && f == math.Trunc(f) {
		return int64(f), true
	}
	return 0, false
}

// key is the same for any two values that are equal: for 1 and 1.0, and for sets in whatever order they came.
func key(v value.Value) string { return string(keys{}.add(nil, v)) }

// typedKey is the same only where types are, too.
func typedKey(v value.Value) string { return string(keys{typed: true}.add(nil, v)) }

// keys writes what values have in common that may be equal.
type keys struct {
	typed   bool
	numbers *[]float64 // where finite numbers go that have a tolerance; nil where they are part of the key
}

func (k keys) add(b []byte, v value.Value) []byte {
	if k.numbers != nil {
		if f, ok := finite(v); ok {
			*k.numbers = append(*k.numbers, f)
			return append(b, '#')
		}
	}
	switch v := v.(type) {
	case value.Float:
		if i, ok := whole(v); ok && !k.typed {
			return strconv.AppendInt(b, i, 10)
		}
	case value.List:
		return append(k.addAll(append(b, '['), v), ']')
	case value.Tuple:
		return append(k.addAll(append(b, '('), v), ')')
	case value.Set, value.FrozenSet:
		items, _ := members(v)
		return k.addSorted(append(b, '{'), items)
	case value.Dict:
		if k.numbers == nil {
			return k.addSorted(append(b, ':'), entries(v))
		}
		sorted := slices.Clone(v) // on their keys, so that numbers of the same key have the same place
		slices.SortFunc(sorted, func(a, b value.Entry) int { return strings.Compare(key(a.Key), key(b.Key)) })
		b = append(b, ':')
		for _, e := range sorted {
			b = append(k.add(append(append(b, key(e.Key)...), '='), e.Value), ',')
		}
		return append(b, '}')
	}
	return value.AppendJSON(b, v)
}

func (k keys) addAll(b []byte, items []value.Value) []byte {
	for _, item := range items {
		b = append(k.add(b, item), ',')
	}
	return b
}

// addSorted takes a digest of each key, so that sets in sets in sets take no more time than they have members. Numbers in
// them have no order that a tolerance could keep, and are compared exactly.
func (k keys) addSorted(b []byte, items []value.Value) []byte {
	k.numbers = nil
	sums := make([]string, len(items))
	for i, item := range items {
		sum := sha256.Sum256(k.add(nil, item))
		sums[i] = string(sum[:])
	}
	slices.Sort(sums)
	return append(append(b, strings.Join(sums, "")...), '}')
}
