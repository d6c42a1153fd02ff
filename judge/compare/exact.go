package compare

import (
	"math"

	"github.com/coding-judge/judge/testcases/value"
)

func equal(want, got value.Value) bool {
	switch w := want.(type) {
	case value.Float:
		switch g := got.(type) {
		case value.Float:
			return w == g || math.IsNaN(float64(w)) && math.IsNaN(float64(g))
		case value.Int:
			// Exact only where the float can be: beyond 2^53 neighbours would be equal.
			return math.Abs(float64(w)) <= 1<<53 && float64(w) == float64(g)
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
		return ok && sameItems(w, g)
	case value.Tuple:
		g, ok := got.(value.Tuple)
		return ok && sameItems(w, g)
	case value.Set:
		g, ok := got.(value.Set)
		return ok && sameMembers(w, g)
	case value.FrozenSet:
		g, ok := got.(value.FrozenSet)
		return ok && sameMembers(w, g)
	case value.Dict:
		g, ok := got.(value.Dict)
		return ok && sameEntries(w, g)
	case value.Object:
		return false // nobody knows what it is
	}
	return want == got // None, Bool, Int, Str
}

func sameItems(want, got []value.Value) bool {
	if len(want) != len(got) {
		return false
	}
	for i := range want {
		if !equal(want[i], got[i]) {
			return false
		}
	}
	return true
}

func sameMembers(want, got []value.Value) bool {
	if len(want) != len(got) {
		return false
	}
	left := map[string]int{}
	for _, v := range want {
		left[key(v)]++
	}
	for _, v := range got {
		k := key(v)
		if left[k] == 0 {
			return false
		}
		left[k]--
	}
	return true
}

func sameEntries(want, got value.Dict) bool {
	if len(want) != len(got) {
		return false
	}
	byKey := map[string]value.Value{}
	for _, e := range want {
		byKey[key(e.Key)] = e.Value
	}
	for _, e := range got {
		w, ok := byKey[key(e.Key)]
		if !ok || !equal(w, e.Value) {
			return false
		}
		delete(byKey, key(e.Key))
	}
	return true
}

// key is the same for members of a set, or keys of a dict, that are the same.
func key(v value.Value) string { return string(value.AppendJSON(nil, v)) }
