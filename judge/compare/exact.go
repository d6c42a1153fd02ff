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
func Exact(want, got value.Value) Diff {
	if equal(want, got) {
		return Diff{Equal: true}
	}
	return Diff{
		Message:  explain("", want, got),
		Expected: value.Python(want, ShowLimit),
		Got:      value.Python(got, ShowLimit),
	}
}

func equal(want, got value.Value) bool {
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
		return ok && slices.EqualFunc(w, g, equal)
	case value.Tuple:
		g, ok := got.(value.Tuple)
		return ok && slices.EqualFunc(w, g, equal)
	case value.Set, value.FrozenSet:
		wanted, _ := members(want)
		g, ok := members(got)
		return ok && sameMembers(wanted, g)
	case value.Dict:
		g, ok := got.(value.Dict)
		return ok && sameMembers(entries(w), entries(g))
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

func sameMembers(want, got []value.Value) bool {
	if len(want) != len(got) {
		return false
	}
	missing, extra := unmatched(want, got)
	return len(missing) == 0 && len(extra) == 0
}

// unmatched pairs off what is equal, in any order, and gives what is left over on each side.
func unmatched(want, got []value.Value) (missing, extra []value.Value) {
	left := map[string][]value.Value{}
	for _, w := range want {
		k := key(w)
		left[k] = append(left[k], w)
	}
	for _, g := range got {
		k := key(g)
		i := slices.IndexFunc(left[k], func(w value.Value) bool { return equal(w, g) })
		if i < 0 {
			extra = append(extra, g)
			continue
		}
		left[k] = slices.Delete(left[k], i, i+1)
	}
	for _, w := range want {
		k := key(w)
		if len(left[k]) > 0 {
			missing = append(missing, left[k]...)
			delete(left, k)
		}
	}
	return missing, extra
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
func key(v value.Value) string { return string(appendKey(nil, v)) }

func appendKey(b []byte, v value.Value) []byte {
	switch v := v.(type) {
	case value.Float:
		if i, ok := whole(v); ok {
			return strconv.AppendInt(b, i, 10)
		}
	case value.List:
		return append(appendKeys(append(b, '['), v), ']')
	case value.Tuple:
		return append(appendKeys(append(b, '('), v), ')')
	case value.Set, value.FrozenSet:
		items, _ := members(v)
		return appendSorted(append(b, '{'), items)
	case value.Dict:
		return appendSorted(append(b, ':'), entries(v))
	}
	return value.AppendJSON(b, v)
}

func appendKeys(b []byte, items []value.Value) []byte {
	for _, item := range items {
		b = append(appendKey(b, item), ',')
	}
	return b
}

// appendSorted takes a digest of each key, so that sets in sets in sets take no more time than they have members.
func appendSorted(b []byte, items []value.Value) []byte {
	sums := make([]string, len(items))
	for i, item := range items {
		sum := sha256.Sum256(appendKey(nil, item))
		sums[i] = string(sum[:])
	}
	slices.Sort(sums)
	return append(append(b, strings.Join(sums, "")...), '}')
}
