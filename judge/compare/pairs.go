package compare

import (
	"slices"

	"github.com/coding-judge/judge/testcases/value"
)

func (p precision) sameMembers(want, got []value.Value) bool {
	if len(want) != len(got) {
		return false
	}
	missing, extra := p.unmatched(want, got)
	return len(missing) == 0 && len(extra) == 0
}

// sameEntries compares dicts: the keys without a tolerance.
func (p precision) sameEntries(want, got value.Dict) bool {
	if len(want) != len(got) {
		return false
	}
	values, wanted, had := map[string]value.Value{}, make([]value.Value, len(want)), make([]value.Value, len(got))
	for i, e := range got {
		had[i], values[key(e.Key)] = e.Key, e.Value
	}
	for i, e := range want {
		wanted[i] = e.Key
		if g, ok := values[key(e.Key)]; !ok || !p.equal(e.Value, g) {
			return false
		}
	}
	return precision{}.sameMembers(wanted, had)
}

// unmatched pairs off what is equal, in any order, and gives what is left over on each side, in order.
func (p precision) unmatched(want, got []value.Value) (missing, extra []value.Value) {
	missing, extra = unmatchedAlike(want, got)
	if p.tolerance == nil {
		return unmatchedLoosely(missing, extra)
	}
	if !slices.ContainsFunc(missing, holdsFloat) && !slices.ContainsFunc(extra, holdsFloat) {
		return missing, extra
	}
	return p.tolerance.unmatched(want, got)
}

// unmatchedAlike pairs off what is equal with all types the same. That takes no partner from anything: whatever else equals
// one of the two equals the other, too.
func unmatchedAlike(want, got []value.Value) (missing, extra []value.Value) {
	left := map[string][]int{} // of want, by place
	for i, w := range want {
		k := typedKey(w)
		left[k] = append(left[k], i)
	}
	paired := make([]bool, len(want))
	for _, g := range got {
		k := typedKey(g)
		if at := left[k]; len(at) > 0 && (precision{}).equal(want[at[0]], g) { // an object equals nothing, not even itself
			paired[at[0]], left[k] = true, at[1:]
			continue
		}
		extra = append(extra, g)
	}
	return unpaired(want, paired), extra
}

// unmatchedLoosely pairs off what is equal though types differ: floats that are expected and ints that came. What is expected
// with the same types is one class, of which there are hardly ever two that differ in types only.
func unmatchedLoosely(want, got []value.Value) (missing, extra []value.Value) {
	if len(want) == 0 || len(got) == 0 {
		return want, got
	}
	byKey, byTypes := map[string][]*[]int{}, map[string]*[]int{}
	for i, w := range want {
		k := typedKey(w)
		if byTypes[k] == nil {
			class := &[]int{}
			byTypes[k], byKey[key(w)] = class, append(byKey[key(w)], class)
		}
		*byTypes[k] = append(*byTypes[k], i)
	}
	paired := make([]bool, len(want))
	for _, g := range got {
		i := slices.IndexFunc(byKey[key(g)], func(class *[]int) bool {
			return len(*class) > 0 && precision{}.equal(want[(*class)[0]], g)
		})
		if i < 0 {
			extra = append(extra, g)
			continue
		}
		class := byKey[key(g)][i]
		paired[(*class)[0]], *class = true, (*class)[1:]
	}
	return unpaired(want, paired), extra
}

func unpaired(items []value.Value, paired []bool) (left []value.Value) {
	for i, item := range items {
		if !paired[i] {
			left = append(left, item)
		}
	}
	return left
}
