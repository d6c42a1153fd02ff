// Package rng is where all random draws for cases come from: those of an author's generate(rng, …), and those of a
// problem's declared data.
//
// Its source is PCG-DXSM, and each function says how it draws from it, so that a seed means the same input on every machine and
// in every version. Never change how one draws: stored answers depend on it.
package rng

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"math/bits"
	"math/rand/v2"
	"sort"
)

// Source is one stream of draws. It is for one goroutine.
type Source struct{ pcg *rand.PCG }

// New gives the stream of a seed.
func New(seed uint64) *Source { return &Source{rand.NewPCG(seed, 0)} }

// Derive gives the stream of a name under a seed. Streams of different names have nothing to do with each other, so what is
// drawn for one thing does not depend on what else is drawn.
func Derive(seed uint64, name string) *Source {
	sum := sha256.Sum256(append(binary.BigEndian.AppendUint64(nil, seed), name...))
	return &Source{rand.NewPCG(binary.BigEndian.Uint64(sum[:]), binary.BigEndian.Uint64(sum[8:]))}
}

// Below draws from 0 … n-1 without bias: Lemire's multiplication with rejection. n is at least 1.
func (s *Source) Below(n uint64) uint64 {
	hi, lo := bits.Mul64(s.pcg.Uint64(), n)
	for lo < n {
		if lo >= -n%n {
			break
		}
		hi, lo = bits.Mul64(s.pcg.Uint64(), n)
	}
	return hi
}

// Between draws from lo … hi, both ends included. lo is at most hi.
func (s *Source) Between(lo, hi int64) int64 {
	span := uint64(hi) - uint64(lo) + 1
	if span == 0 { // all 64 bits
		return int64(s.pcg.Uint64())
	}
	return int64(uint64(lo) + s.Below(span))
}

// Unit draws from [0, 1) with 53 bits.
func (s *Source) Unit() float64 { return float64(s.pcg.Uint64()>>11) / (1 << 53) }

// Float draws from lo … hi, lo included.
func (s *Source) Float(lo, hi float64) float64 {
	return lo + float64(s.Unit()*(hi-lo)) // the conversion keeps arm64 from fusing
}

// Mix puts the items from index down to in random order, drawn from all of them: Fisher-Yates from the end.
func Mix[T any](s *Source, items []T, down int) {
	for i := len(items) - 1; i >= down && i > 0; i-- {
		j := s.Below(uint64(i + 1))
		items[i], items[j] = items[j], items[i]
	}
}

// Weights draws indices, each as likely as its weight says.
type Weights struct{ sums []float64 }

// NewWeights takes one weight or more, each above 0.
func NewWeights(weights []float64) *Weights {
	w := &Weights{make([]float64, len(weights))}
	total := 0.0
	for i, x := range weights {
		total += x
		w.sums[i] = total
	}
	return w
}

// Zipf gives index r of 0 … n-1 a weight of 1/(r+1)^s. n is at least 1.
func Zipf(n int, s float64) *Weights {
	weights := make([]float64, n)
	for i := range weights {
		weights[i] = 1 / math.Pow(float64(i+1), s)
	}
	return NewWeights(weights)
}

// Draw draws one of all indices.
func (w *Weights) Draw(s *Source) int { return w.DrawBelow(s, len(w.sums)) }

// DrawBelow draws one of the first n indices, of which there is at least one.
func (w *Weights) DrawBelow(s *Source, n int) int {
	return min(sort.SearchFloat64s(w.sums[:n], s.Unit()*w.sums[n-1]), n-1)
}
