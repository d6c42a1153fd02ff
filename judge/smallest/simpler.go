package smallest

import (
	"iter"
	"math/big"
	"slices"
	"strings"

	"github.com/coding-judge/judge/testcases/value"
)

// burden says how far from simple values or a text are: how many parts there are, what they weigh together, and how many numbers
// are smaller than the one before.
type burden struct{ parts, weight, descents int }

func (b burden) above(c burden) bool {
	if b.parts != c.parts {
		return b.parts > c.parts
	}
	if b.weight != c.weight {
		return b.weight > c.weight
	}
	return b.descents > c.descents
}

func (s Values) burden(in value.Dict) burden {
	b := burden{parts: s.Parts(in)}
	var last *big.Rat
	s.rebuild(in, nil, func(at site, v value.Value) value.Value {
		b.weight += weigh(v)
		if _, text := v.(value.Str); !text && at.inner {
			n := number(v)
			if n != nil && last != nil && n.Cmp(last) < 0 {
				b.descents++
			}
			last = n
		}
		return v
	})
	return b
}

// weigh is zero for what is simplest of its type; a number weighs what it is as long as it is small.
func weigh(v value.Value) int {
	switch v := v.(type) {
	case value.Bool:
		if v {
			return 1
		}
	case value.Float:
		if n := number(v); n != nil && n.IsInt() {
			return 1 + weighInt(n.Num())
		}
		return 400 + len(value.Python(v, 60))
	case value.Int, value.BigInt:
		return weighInt(number(v).Num())
	case value.Str:
		sum := 0
		for _, r := range string(v) {
			sum += weighRune(r)
		}
		return sum
	}
	return 0
}

func weighInt(n *big.Int) int {
	sign := 0
	if n.Sign() < 0 {
		sign = 9 // -1 is odder than 2
	}
	if n.IsInt64() && -100 <= n.Int64() && n.Int64() <= 100 {
		return 2*int(new(big.Int).Abs(n).Int64()) + sign
	}
	digits := strings.TrimLeft(n.String(), "-")
	return 200 + 20*len(strings.TrimRight(digits, "0")) + 5*len(digits) + int(digits[0]-'0') + sign
}

// weighRune has letters of the beginning of the alphabet before others, then capitals, digits and marks.
func weighRune(r rune) int {
	switch {
	case 'a' <= r && r <= 'z':
		return 1 + int(r-'a')
	case 'A' <= r && r <= 'Z':
		return 30 + int(r-'A')
	case '0' <= r && r <= '9':
		return 60 + int(r-'0')
	case r == ' ':
		return 80
	}
	return 100
}

// maxSimplified is of how many parts an input is made simpler, beyond leaving parts out: that takes time that grows with the square.
const maxSimplified = 300

// Simpler gives the same parts with simpler values, and fewer parts together with a smaller number where the one needs the other.
func (s Values) Simpler(in value.Dict) iter.Seq[value.Dict] {
	return func(yield func(value.Dict) bool) {
		before := s.burden(in)
		if before.parts > maxSimplified {
			return
		}
		for out := range s.rewritten(in) {
			if before.above(s.burden(out)) && !yield(out) {
				return
			}
		}
	}
}

// rewritten has what changes most first.
func (s Values) rewritten(in value.Dict) iter.Seq[value.Dict] {
	return func(yield func(value.Dict) bool) {
		for _, ranks := range s.ranks(in) {
			if !yield(s.rebuild(in, nil, ranks)) {
				return
			}
		}
		// Everywhere, in one argument, and then in one place.
		var sites []site
		var values []value.Value
		s.rebuild(in, nil, func(at site, v value.Value) value.Value {
			sites, values = append(sites, at), append(values, v)
			return v
		})
		asked := map[string]bool{}
		for i, v := range values {
			for _, to := range simplerThan(v) {
				for _, in1 := range []string{"", sites[i].argument} {
					key := in1 + "\x00" + text(v) + "\x00" + text(to)
					if asked[key] {
						continue
					}
					asked[key] = true
					if !yield(s.rebuild(in, nil, func(at site, old value.Value) value.Value {
						if (in1 == "" || at.argument == in1) && text(old) == text(v) {
							return to
						}
						return old
					})) {
						return
					}
				}
				if !yield(s.with(in, i, to)) {
					return
				}
			}
		}
		for i, v := range values {
			n, ok := v.(value.Int)
			if sites[i].inner || !ok || n <= 0 {
				continue
			}
			lower := s.with(in, i, n-1)
			for part := range s.Parts(lower) {
				if !yield(s.Without(lower, []int{part})) {
					return
				}
			}
		}
	}
}

// with has another value in one place.
func (s Values) with(in value.Dict, place int, to value.Value) value.Dict {
	at := -1
	return s.rebuild(in, nil, func(_ site, v value.Value) value.Value {
		if at++; at == place {
			return to
		}
		return v
	})
}

// ranks give each number its place among the different ones, from 0 and from 1, and its place in the order in which they come: of all
// arguments, and of what is in lists only.
func (s Values) ranks(in value.Dict) []func(at site, v value.Value) value.Value {
	var out []func(at site, v value.Value) value.Value
	for _, inner := range []bool{false, true} {
		var all []*big.Rat
		s.rebuild(in, nil, func(at site, v value.Value) value.Value {
			if _, text := v.(value.Str); !text && (at.inner || !inner) && number(v) != nil {
				all = append(all, number(v))
			}
			return v
		})
		met := map[string]int64{} // with the number of different ones before it
		for _, n := range all {
			if _, again := met[n.RatString()]; !again {
				met[n.RatString()] = int64(len(met))
			}
		}
		slices.SortFunc(all, (*big.Rat).Cmp)
		all = slices.CompactFunc(all, func(a, b *big.Rat) bool { return a.Cmp(b) == 0 })
		for first := range int64(2) {
			out = append(out, func(at site, v value.Value) value.Value {
				n := number(v)
				if _, text := v.(value.Str); text || n == nil || inner && !at.inner {
					return v
				}
				i, _ := slices.BinarySearchFunc(all, n, (*big.Rat).Cmp)
				return sameType(v, first+int64(i))
			})
		}
		out = append(out, func(at site, v value.Value) value.Value { // in the order in which they come
			n := number(v)
			if _, text := v.(value.Str); text || n == nil || inner && !at.inner {
				return v
			}
			return sameType(v, met[n.RatString()])
		})
	}
	return out
}

// sameType writes a number as one of v's type.
func sameType(v value.Value, n int64) value.Value {
	if _, ok := v.(value.Float); ok {
		return value.Float(n)
	}
	return value.Int(n)
}

// simplerThan gives values that may be tried in the place of one, the simplest first.
func simplerThan(v value.Value) []value.Value {
	switch v := v.(type) {
	case value.Bool:
		return []value.Value{value.Bool(false)}
	case value.Str:
		return simplerTexts(string(v))
	}
	n := number(v)
	if n == nil {
		return nil
	}
	var out []value.Value
	for i := range int64(4) {
		out = append(out, sameType(v, i))
	}
	whole := new(big.Int).Quo(n.Num(), n.Denom())
	if whole.IsInt64() {
		w := whole.Int64()
		out = append(out, sameType(v, -1), sameType(v, w/2), sameType(v, -w), sameType(v, w))
		unit := int64(1) // of the first digit
		for i := w; i >= 10 || i <= -10; i /= 10 {
			unit *= 10
		}
		out = append(out, sameType(v, (w/unit-1)*unit), sameType(v, w/unit*unit))
		if w > 0 {
			out = append(out, sameType(v, w-1))
		} else if w < 0 {
			out = append(out, sameType(v, w+1))
		}
	}
	return out
}

// simplerTexts has as many characters, all of them or one of them an a, or all of them small letters.
func simplerTexts(s string) []value.Value {
	runes := []rune(s)
	if len(runes) == 0 {
		return nil
	}
	out := []value.Value{value.Str(strings.Repeat("a", len(runes))), value.Str(strings.ToLower(s))}
	for i, r := range runes {
		for _, to := range []rune{'a', 'b', 'A', ' '} {
			if weighRune(to) < weighRune(r) {
				other := slices.Clone(runes)
				other[i] = to
				out = append(out, value.Str(string(other)))
			}
		}
	}
	return out
}
