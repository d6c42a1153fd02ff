package compare

import (
	"fmt"
	"math"
	"math/big"
	"slices"

	"github.com/coding-judge/judge/testcases/value"
)

// Float compares as Exact does, but numbers by value and with a tolerance, wherever in the answer they are. Integers among
// integers have none. NaN is near NaN only, and an infinity the same one only. True is
// no number. The keys of dicts have no tolerance, and neither have sets within sets.
func Float(want, got value.Value, t Tolerance) Diff { return precision{&t}.compare(want, got) }

func isNumber(v value.Value) bool {
	switch v.(type) {
	case value.Int, value.BigInt, value.Float:
		return true
	}
	return false
}

func isInteger(v value.Value) bool {
	_, float := v.(value.Float)
	return isNumber(v) && !float
}

// holdsFloat says that a value is one, or that there is one within.
func holdsFloat(v value.Value) bool {
	if d, ok := v.(value.Dict); ok {
		return slices.ContainsFunc(d, func(e value.Entry) bool { return holdsFloat(e.Value) })
	}
	items, _ := value.Items(v)
	_, float := v.(value.Float)
	return float || slices.ContainsFunc(items, holdsFloat)
}

// finite gives a number as a float; ok is false for what is none, or beyond all floats.
func finite(v value.Value) (f float64, ok bool) {
	switch v := v.(type) {
	case value.Int:
		return float64(v), true
	case value.BigInt:
		f, _ = new(big.Float).SetInt(v.N).Float64()
	case value.Float:
		f = float64(v)
	default:
		return 0, false
	}
	return f, !math.IsNaN(f) && !math.IsInf(f, 0)
}

// nearValues compares two numbers.
func (t Tolerance) nearValues(want, got value.Value) bool {
	if off, allowed, ok := t.distance(want, got); ok {
		return off <= allowed
	}
	return key(want) == key(got)
}

// distance is how far two numbers are apart and may be; ok is false where they have no tolerance.
func (t Tolerance) distance(want, got value.Value) (off, allowed float64, ok bool) {
	w, wantFinite := finite(want)
	g, gotFinite := finite(got)
	if isInteger(want) && isInteger(got) || !wantFinite || !gotFinite {
		return 0, 0, false
	}
	off = math.Abs(w - g)
	if exact := float64(1 << 53); math.Abs(w) >= exact || math.Abs(g) >= exact { // the floats may stand for other integers
		off, _ = new(big.Float).Sub(bigFloat(want), bigFloat(got)).Float64()
	}
	return math.Abs(off), t.allowed(w, g), true
}

func bigFloat(v value.Value) *big.Float {
	f := new(big.Float)
	switch v := v.(type) {
	case value.Int:
		f.SetInt64(int64(v))
	case value.BigInt:
		f.SetInt(v.N)
	case value.Float:
		f.SetFloat64(float64(v))
	}
	return f
}

// explain says how far a number is from what is expected.
func (t Tolerance) explain(at string, want, got value.Value) string {
	message := fmt.Sprintf("expected %s, got %s", show(want), show(got))
	if at != "" {
		message = fmt.Sprintf("result%s is %s, expected %s", at, show(got), show(want))
	}
	off, allowed, ok := t.distance(want, got)
	if !ok {
		return message
	}
	digits := 3
	for digits < 17 && fmt.Sprintf("%.*g", digits, off) == fmt.Sprintf("%.*g", digits, allowed) {
		digits += 3
	}
	return fmt.Sprintf("%s: off by %.*g, allowed %.*g", message, digits, off, digits, allowed)
}

// unmatched pairs off members, in any order, as pairing does it: among those that are alike but for their numbers.
func (t Tolerance) unmatched(want, got []value.Value) (missing, extra []value.Value) {
	type group struct{ want, got []vector }
	byShape, order := map[string]*group{}, []*group{}
	in := func(v value.Value) (*group, []float64) {
		var numbers []float64
		shape := string(keys{numbers: &numbers}.add(nil, v))
		if byShape[shape] == nil {
			byShape[shape] = &group{}
			order = append(order, byShape[shape])
		}
		return byShape[shape], numbers
	}
	for i, w := range want {
		g, numbers := in(w)
		g.want = append(g.want, vector{i, numbers})
	}
	for i, v := range got {
		g, numbers := in(v)
		g.got = append(g.got, vector{i, numbers})
	}
	wantPaired, gotPaired := make([]bool, len(want)), make([]bool, len(got))
	for _, g := range order {
		if len(g.want) == 0 || len(g.got) == 0 {
			continue
		}
		columns := make([]int, len(g.want[0].n))
		for c := range columns {
			columns[c] = c
		}
		p := &pairing{t: t, pair: func(w, g int) {
			if (precision{&t}).equal(want[w], got[g]) { // not so objects, integers that are only near, and dicts with other keys
				wantPaired[w], gotPaired[g] = true, true
			}
		}}
		p.match(g.want, g.got, columns)
	}
	return unpaired(want, wantPaired), unpaired(got, gotPaired)
}
