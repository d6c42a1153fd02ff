package compare

import (
	"fmt"
	"strings"

	"github.com/coding-judge/judge/testcases/value"
)

const (
	explainLimit = 60 // about how many bytes of a value a message shows
	explainItems = 3  // how many members of a set, or keys of a dict, a message names
)

// explain tells a learner the first thing that is wrong with an answer. at is where in the answer, such as
// "[3]['a']"; empty for the answer itself.
func (p precision) explain(at string, want, got value.Value) string {
	switch w := want.(type) {
	case value.List:
		if g, ok := got.(value.List); ok {
			return p.explainItemsOf(at, w, g)
		}
	case value.Tuple:
		if g, ok := got.(value.Tuple); ok {
			return p.explainItemsOf(at, w, g)
		}
	case value.Set, value.FrozenSet:
		if g, ok := members(got); ok {
			items, _ := members(want)
			return p.explainMembers(at, items, g)
		}
	case value.Dict:
		if g, ok := got.(value.Dict); ok {
			return p.explainEntries(at, w, g)
		}
	case value.Str:
		if g, ok := got.(value.Str); ok {
			return p.explainText(at, string(w), string(g))
		}
	}
	return p.explainScalar(at, want, got)
}

func (p precision) explainScalar(at string, want, got value.Value) string {
	wantType, gotType := typeName(want), typeName(got)
	if p.tolerance != nil && isNumber(want) && isNumber(got) {
		return p.tolerance.explain(at, want, got)
	}
	switch {
	case at == "" && gotType == "None":
		return fmt.Sprintf("expected %s, got None: does the function return its result?", article(wantType))
	case wantType != gotType && at == "" && sameItems(want, got):
		return fmt.Sprintf("expected %s, got %s of the right items", article(wantType), article(gotType))
	case wantType != gotType && at == "":
		return fmt.Sprintf("expected %s, got %s", article(wantType), article(gotType))
	case wantType != gotType && gotType == "None":
		return fmt.Sprintf("result%s is None, expected %s", at, show(want))
	case wantType != gotType:
		return fmt.Sprintf("result%s is %s, %s; expected %s", at, show(got), article(gotType), describe(want))
	}
	off := ""
	if d, ok := between(want, got); ok && (d == 1 || d == -1) && min(want.(value.Int), got.(value.Int)) >= 2 { // smaller ones are near to all
		off = "off by one: "
	}
	if at == "" {
		return fmt.Sprintf("%sexpected %s, got %s", off, show(want), show(got))
	}
	return fmt.Sprintf("%sresult%s is %s, expected %s", off, at, show(got), show(want))
}

// between is by how much an integer is larger than the expected one; ok is false for anything else.
func between(want, got value.Value) (d int64, ok bool) {
	w, ok1 := want.(value.Int)
	g, ok2 := got.(value.Int)
	d = int64(g) - int64(w)
	return d, ok1 && ok2 && (d >= 0) == (g >= w) // or it is too large to say
}

// sameItems says whether a list and a tuple, or others of the kind, hold the same in the same order.
func sameItems(want, got value.Value) bool {
	w, ok1 := value.Ordered(want)
	g, ok2 := value.Ordered(got)
	return ok1 && ok2 && precision{}.equal(value.List(w), value.List(g))
}

func (p precision) explainItemsOf(at string, want, got []value.Value) string {
	first := 0 // the first index where they differ
	for first < len(want) && first < len(got) && p.equal(want[first], got[first]) {
		first++
	}
	inside := fmt.Sprintf("%s[%d]", at, first)
	if len(want) == len(got) {
		if missing, extra := p.unmatched(want, got); len(missing) == 0 && len(extra) == 0 {
			return fmt.Sprintf("%sthe right items in another order: result%s is %s, expected %s", in(at), inside, show(got[first]), show(want[first]))
		}
		if d, ok := shift(want, got); ok {
			return fmt.Sprintf("%severy item is %d too %s: %s", in(at), max(d, -d), large(d), p.explainScalar(inside, want[first], got[first]))
		}
		return p.explain(inside, want[first], got[first])
	}
	message := fmt.Sprintf("%sexpected %s, got %d", in(at), count(len(want), "item"), len(got))
	if alone, ok := p.leftOut(want, got); ok && first < len(got) {
		return fmt.Sprintf("%s: %s missing, at index %d", message, named(alone), first)
	}
	if alone, ok := p.leftOut(got, want); ok && first < len(want) {
		return fmt.Sprintf("%s: %s too many, at index %d", message, named(alone), first)
	}
	switch {
	case first == len(want):
		return fmt.Sprintf("%s: result%s is %s, one too many", message, inside, show(got[first]))
	case first == len(got):
		return fmt.Sprintf("%s: %s is missing at the end", message, show(want[first]))
	}
	return fmt.Sprintf("%s: result%s is %s, expected %s", message, inside, show(got[first]), show(want[first]))
}

// shift is by how much all integers of a list are larger than the expected ones, of which there are several; ok is false where that is
// not the same for all.
func shift(want, got []value.Value) (d int64, ok bool) {
	for i := range want {
		off, ok := between(want[i], got[i])
		if !ok || off == 0 || i > 0 && off != d {
			return 0, false
		}
		d = off
	}
	return d, len(want) > 1
}

func large(d int64) string {
	if d < 0 {
		return "small"
	}
	return "large"
}

// leftOut gives the items that others lack, where these are the same in the same order but for that.
func (p precision) leftOut(items, others []value.Value) (alone []value.Value, ok bool) {
	for _, item := range items {
		if len(others) > 0 && p.equal(item, others[0]) {
			others = others[1:]
			continue
		}
		alone = append(alone, item)
	}
	return alone, len(others) == 0 && len(alone) > 0
}

func (p precision) explainMembers(at string, want, got []value.Value) string {
	missing, extra := p.unmatched(want, got)
	return in(at) + missingAndExtra(missing, extra)
}

// missingAndExtra names items. One of each that would be shown alike are told apart by what differs within.
func missingAndExtra(missing, extra []value.Value) string {
	if len(missing) == 1 && len(extra) == 1 && show(missing[0]) == show(extra[0]) {
		return "one item differs: " + precision{}.explain("", missing[0], extra[0])
	}
	var parts []string
	if len(missing) > 0 {
		parts = append(parts, named(missing)+" missing")
	}
	if len(extra) > 0 {
		parts = append(parts, named(extra)+" too many")
	}
	return strings.Join(parts, "; ")
}

func (p precision) explainEntries(at string, want, got value.Dict) string {
	var wanted, had []value.Value
	for _, e := range want {
		wanted = append(wanted, e.Key)
	}
	values := map[string]value.Value{}
	for _, e := range got {
		had = append(had, e.Key)
		values[key(e.Key)] = e.Value
	}
	missing, extra := precision{}.unmatched(wanted, had)
	var parts []string
	if len(missing) > 0 {
		parts = append(parts, plural(len(missing), "key ", "keys ")+named(missing)+" missing")
	}
	if len(extra) > 0 {
		parts = append(parts, plural(len(extra), "key ", "keys ")+named(extra)+" too many")
	}
	if len(parts) > 0 {
		return in(at) + strings.Join(parts, "; ")
	}
	for _, e := range want {
		if g := values[key(e.Key)]; !p.equal(e.Value, g) {
			return p.explain(fmt.Sprintf("%s[%s]", at, show(e.Key)), e.Value, g)
		}
	}
	return in(at) + "a key is there twice" // no dict of Python's own
}

func (p precision) explainText(at, want, got string) string {
	subject := "the text"
	if at != "" {
		subject = "result" + at
	}
	switch {
	case strings.Join(strings.Fields(want), "") == strings.Join(strings.Fields(got), ""):
		return fmt.Sprintf("%s differs in white space only: expected %s, got %s", subject, show(value.Str(want)), show(value.Str(got)))
	case strings.EqualFold(want, got):
		return fmt.Sprintf("%s differs in upper and lower case only: expected %s, got %s", subject, show(value.Str(want)), show(value.Str(got)))
	case len(want) <= explainLimit/2 && len(got) <= explainLimit/2:
		return p.explainScalar(at, value.Str(want), value.Str(got))
	}
	w, g := []rune(want), []rune(got)
	first := 0
	for first < len(w) && first < len(g) && w[first] == g[first] {
		first++
	}
	switch {
	case first == len(g):
		return fmt.Sprintf("%s ends too early: after %s, %s is missing", subject, count(first, "character"), show(value.Str(string(w[first:]))))
	case first == len(w):
		return fmt.Sprintf("%s goes on after its end, at index %d: %s", subject, first, show(value.Str(string(g[first:]))))
	}
	return fmt.Sprintf("%s differs from index %d on: expected %s, got %s", subject, first, show(value.Str(string(w[first:]))), show(value.Str(string(g[first:]))))
}

func in(at string) string {
	if at == "" {
		return ""
	}
	return "in result" + at + " "
}

func show(v value.Value) string { return value.Python(v, explainLimit) }

// describe is show with the type, where the text does not tell it.
func describe(v value.Value) string {
	switch v.(type) {
	case value.None, value.Bool:
		return show(v)
	}
	return show(v) + ", " + article(typeName(v))
}

// named names the first few, and says whether it is or they are.
func named(items []value.Value) string {
	var names []string
	for _, item := range items[:min(len(items), explainItems)] {
		names = append(names, show(item))
	}
	if more := len(items) - explainItems; more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	if len(names) == 1 {
		return names[0] + " is"
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1] + " are"
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// typeName is the value's type as it may be shown: of an object it is what the submission called it.
func typeName(v value.Value) string {
	name := value.TypeName(v)
	if _, ok := v.(value.Object); ok {
		return value.Python(value.Object{Repr: name}, 40)
	}
	return name
}

func article(typ string) string {
	switch {
	case typ == "None":
		return typ
	case typ != "" && strings.ContainsAny(typ[:1], "aeiouAEIO"):
		return "an " + typ
	}
	return "a " + typ
}
