package data

import (
	"math"
	"strings"

	"github.com/coding-judge/judge/problems/rng"
	"github.com/coding-judge/judge/testcases/value"
)

// domain is the values that a column may have, in an order. It does not change.
type domain interface {
	// size is how many values there are; at most the greatest uint64.
	size() uint64
	// at gives one of them, all different.
	at(i uint64) value.Value
	draw(src *rng.Source) value.Value
}

// edged is a domain that has boundary values.
type edged interface{ edges() []value.Value }

// literate is a domain into which literals of SQL may fall. It gives those that do, and their neighbors.
type literate interface {
	fit(found literals) []value.Value
}

// choice is one of a few values.
type choice struct {
	items   []value.Value
	weights *rng.Weights // nil where all are as likely
}

func (d *choice) size() uint64            { return uint64(len(d.items)) }
func (d *choice) at(i uint64) value.Value { return d.items[i] }

func (d *choice) draw(src *rng.Source) value.Value {
	if d.weights != nil {
		return d.items[d.weights.Draw(src)]
	}
	return d.items[src.Below(d.size())]
}

// text is the strings of some lengths over an alphabet: shorter ones first, those of one length in the alphabet's order.
// Its draws are as likely to have one length as another.
type text struct {
	min, max int // characters
	alphabet []rune
}

func (d *text) size() uint64 {
	n := uint64(0)
	for l := d.min; l <= d.max && n < math.MaxUint64; l++ {
		one := d.ofLength(l)
		if n+one < n {
			return math.MaxUint64
		}
		n += one
	}
	return n
}

func (d *text) ofLength(length int) uint64 {
	n := uint64(1)
	for range length {
		if n = times(n, uint64(len(d.alphabet))); n == math.MaxUint64 || len(d.alphabet) == 1 {
			break
		}
	}
	return n
}

func (d *text) at(i uint64) value.Value {
	length := d.min
	for ; i >= d.ofLength(length); length++ {
		i -= d.ofLength(length)
	}
	runes, base := make([]rune, length), uint64(len(d.alphabet))
	for j := length - 1; j >= 0; j-- {
		runes[j] = d.alphabet[i%base]
		i /= base
	}
	return value.Str(runes)
}

func (d *text) draw(src *rng.Source) value.Value {
	var b strings.Builder
	length := int(src.Between(int64(d.min), int64(d.max)))
	b.Grow(length)
	for range length {
		b.WriteRune(d.alphabet[src.Below(uint64(len(d.alphabet)))])
	}
	return value.Str(b.String())
}

// edges are the first of the shortest strings, which may be empty, and the last of the longest.
func (d *text) edges() []value.Value {
	return []value.Value{
		value.Str(strings.Repeat(string(d.alphabet[:1]), d.min)),
		value.Str(strings.Repeat(string(d.alphabet[len(d.alphabet)-1:]), d.max)),
	}
}

// fit takes strings of the right length, though the alphabet may lack their characters: it is they that the query looks for.
func (d *text) fit(found literals) []value.Value {
	var out []value.Value
	for _, s := range found.strings {
		if n := len([]rune(s)); n >= d.min && n <= d.max {
			out = append(out, value.Str(s))
		}
	}
	return out
}

// real is the floats of a range.
type real struct {
	lo, hi float64
	bell   bool
}

// ordinal numbers all floats in their order: 0 is 0, the smallest one above it 1, the greatest one below it -1.
func ordinal(f float64) int64 {
	if f < 0 {
		return -int64(math.Float64bits(-f))
	}
	return int64(math.Float64bits(f + 0)) // -0 is 0
}

func (d *real) size() uint64 { return uint64(ordinal(d.hi)) - uint64(ordinal(d.lo)) + 1 }

func (d *real) at(i uint64) value.Value {
	n := int64(uint64(ordinal(d.lo)) + i)
	if n < 0 {
		return value.Float(-math.Float64frombits(uint64(-n)))
	}
	return value.Float(math.Float64frombits(uint64(n)))
}

func (d *real) draw(src *rng.Source) value.Value {
	if !d.bell {
		return value.Float(src.Float(d.lo, d.hi) + 0)
	}
	sum := 0.0
	for range bellDraws {
		sum += src.Unit()
	}
	return value.Float(min(d.hi, d.lo+float64(sum/bellDraws*(d.hi-d.lo))) + 0)
}

func (d *real) edges() []value.Value {
	out := []value.Value{value.Float(d.lo), value.Float(d.hi)}
	if d.lo < 0 && d.hi > 0 {
		out = append(out, value.Float(0))
	}
	return out
}

func (d *real) fit(found literals) []value.Value {
	var out []value.Value
	for _, f := range found.floats() {
		for _, near := range []float64{f - 1, f, f + 1} {
			if near >= d.lo && near <= d.hi {
				out = append(out, value.Float(near+0))
			}
		}
	}
	return out
}

// times multiplies, and stays at the greatest number where there is no greater one.
func times(a, b uint64) uint64 {
	if a != 0 && b > math.MaxUint64/a {
		return math.MaxUint64
	}
	return a * b
}
