package compare

import (
	"fmt"
	"slices"
	"strings"

	"github.com/coding-judge/judge/testcases/value"
)

// Unordered compares lists, or tuples, whose items may stand in any order; each as often as is expected. Items are compared as
// by Exact, and so is an answer that should be no list.
func Unordered(want, got value.Value) Diff {
	w, g, ok := sequences(want, got)
	if !ok {
		return Exact(want, got)
	}
	missing, extra := precision{}.unmatched(w, g)
	if len(missing)+len(extra) == 0 {
		return Diff{Equal: true}
	}
	message := leftOver(w, g, missing, extra)
	if len(w) != len(g) {
		message = fmt.Sprintf("expected %s, got %d: %s", count(len(w), "item"), len(g), message)
	}
	return unequal(want, got, message)
}

// Set compares lists, or tuples, as Unordered does, but how often an item occurs does not count.
func Set(want, got value.Value) Diff {
	w, g, ok := sequences(want, got)
	if !ok {
		return Exact(want, got)
	}
	missing, extra := partnerless(w, g, precision{}.equal), partnerless(g, w, func(g, w value.Value) bool { return precision{}.equal(w, g) })
	if len(missing)+len(extra) == 0 {
		return Diff{Equal: true}
	}
	return unequal(want, got, missingAndExtra(missing, extra))
}

func unequal(want, got value.Value, message string) Diff {
	return Diff{Message: message, Expected: value.Python(want, ShowLimit), Got: value.Python(got, ShowLimit)}
}

// sequences gives the items of two lists or of two tuples.
func sequences(want, got value.Value) (w, g []value.Value, ok bool) {
	if value.TypeName(want) != value.TypeName(got) {
		return nil, nil, false
	}
	w, ok = value.Ordered(want)
	g, _ = value.Ordered(got)
	return w, g, ok
}

// partnerless gives what has no equal among others, each once.
func partnerless(items, others []value.Value, equal func(item, other value.Value) bool) (alone []value.Value) {
	byKey := map[string][]value.Value{}
	for _, o := range distinct(others) {
		byKey[key(o)] = append(byKey[key(o)], o)
	}
	for _, item := range distinct(items) {
		if !slices.ContainsFunc(byKey[key(item)], func(o value.Value) bool { return equal(item, o) }) {
			alone = append(alone, item)
		}
	}
	return alone
}

// distinct gives each item once, the first where it is more often there.
func distinct(items []value.Value) (out []value.Value) {
	seen := map[string]bool{}
	for _, item := range items {
		if k := typedKey(item); !seen[k] {
			seen[k], out = true, append(out, item)
		}
	}
	return out
}

// leftOver tells items that are missing or too many from those that only come too often or too rarely.
func leftOver(want, got, missing, extra []value.Value) string {
	wanted, had, left := occurrences(want), occurrences(got), occurrences(missing)
	var often []string
	rest := func(items []value.Value, partners map[string]int) (alone []value.Value) {
		for _, item := range distinct(items) {
			k := key(item)
			// Where the same number is missing and too many, it is of another type.
			if wanted[k] == 0 || had[k] == 0 || partners[k] > 0 {
				alone = append(alone, item)
				continue
			}
			often = append(often, fmt.Sprintf("%s comes %s, expected %s", show(item), times(had[k]), times(wanted[k])))
		}
		return alone
	}
	surplus := occurrences(extra)
	absent, alien := rest(missing, surplus), rest(extra, left)
	var parts []string
	if message := missingAndExtra(absent, alien); message != "" {
		parts = append(parts, message)
	}
	if more := len(often) - explainItems; more > 0 {
		often = append(often[:explainItems], fmt.Sprintf("%d more come too often or too rarely", more))
	}
	return strings.Join(append(parts, often...), "; ")
}

func occurrences(items []value.Value) map[string]int {
	n := map[string]int{}
	for _, item := range items {
		n[key(item)]++
	}
	return n
}

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}
