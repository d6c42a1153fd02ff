package rng_test

import (
	"slices"
	"testing"

	"github.com/coding-judge/judge/problems/rng"
)

// What a seed and a name give never changes; TestRNGForever in package script holds the draws themselves.
func TestDerive(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		seed uint64
		name string
		want []uint64
	}{
		{1, "", []uint64{945, 879, 135, 390}}, {1, "t.a", []uint64{751, 960, 37, 24}},
		{2, "t.a", []uint64{88, 746, 418, 602}}, {1, "t.b", []uint64{666, 365, 281, 684}},
	} {
		s := rng.Derive(tt.seed, tt.name)
		got := []uint64{s.Below(1000), s.Below(1000), s.Below(1000), s.Below(1000)}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%d %q: %d", tt.seed, tt.name, got)
		}
	}
}

func TestWeights(t *testing.T) {
	t.Parallel()
	s, w := rng.New(1), rng.NewWeights([]float64{1, 2, 5})
	var all, first [3]int
	for range 8000 {
		all[w.Draw(s)]++
		first[w.DrawBelow(s, 2)]++
	}
	for i, want := range [3]int{1000, 2000, 5000} {
		if all[i] < want*9/10 || all[i] > want*11/10 {
			t.Errorf("index %d is drawn %d times; want about %d", i, all[i], want)
		}
	}
	if first[2] != 0 || first[0] < 2400 || first[0] > 2900 {
		t.Errorf("of the first two: %d", first)
	}
}
