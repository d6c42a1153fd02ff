package growth_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/coding-judge/judge/judge/growth"
)

// sizes are those of the problems that ship: doubling.
func sizes(from, count int) []int {
	out := make([]int, count)
	for i := range out {
		out[i] = from << i
	}
	return out
}

// made gives the times of a function, each off by so much of itself at most, and never below the noise floor's.
func made(f func(n float64) float64, scatter float64, sizes []int) []growth.Point {
	rng := rand.New(rand.NewPCG(1, 2))
	points := make([]growth.Point, len(sizes))
	for i, n := range sizes {
		points[i] = growth.Point{Size: n, Time: f(float64(n)) * (1 + scatter*(2*rng.Float64()-1)), Noise: 0.1}
	}
	return points
}

func TestFit(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		points   []growth.Point
		least    float64 // of the exponent
		greatest float64
		margin   float64 // at most
	}{
		"constant":    {made(func(float64) float64 { return 20 }, 0, sizes(1000, 8)), -0.001, 0.001, 0.02},
		"root":        {made(math.Sqrt, 0, sizes(1000, 8)), 0.499, 0.501, 0.02},
		"linear":      {made(func(n float64) float64 { return n / 100 }, 0, sizes(1000, 8)), 0.999, 1.001, 0.02},
		"n log n":     {made(func(n float64) float64 { return n * math.Log(n) / 1000 }, 0, sizes(1000, 8)), 1.08, 1.13, 0.03},
		"square":      {made(func(n float64) float64 { return n * n / 1e5 }, 0, sizes(1000, 6)), 1.999, 2.001, 0.02},
		"cube":        {made(func(n float64) float64 { return n * n * n / 1e8 }, 0, sizes(1000, 5)), 2.999, 3.001, 0.05},
		"noisy":       {made(func(n float64) float64 { return n * n / 1e4 }, 0.15, sizes(1000, 8)), 1.9, 2.1, 0.15},
		"under noise": {made(func(n float64) float64 { return n * n / 1e9 }, 0, sizes(1000, 10)), 1.99, 2.01, 0.15}, // half of the sizes
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, err := growth.Fit(test.points)
			if err != nil {
				t.Fatal(err)
			}
			if p.Exponent < test.least || p.Exponent > test.greatest || p.Margin > test.margin || p.Margin <= 0 || p.Bent() {
				t.Errorf("n^%.4f ± %.4f, bent %v", p.Exponent, p.Margin, p.Bent())
			}
			if math.Abs(p.Exponent-(test.least+test.greatest)/2) > p.Margin+(test.greatest-test.least)/2 {
				t.Errorf("the interval %.4f ± %.4f does not hold the truth", p.Exponent, p.Margin)
			}
		})
	}
}

// Nineteen of twenty intervals hold the truth, or there about.
func TestInterval(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(3, 4))
	const tries = 2000
	held := 0
	for range tries {
		var points []growth.Point
		for _, n := range sizes(1000, 7) {
			points = append(points, growth.Point{Size: n, Time: float64(n) * math.Exp(0.1*rng.NormFloat64()), Noise: 0})
		}
		p, err := growth.Fit(points)
		if err == nil && math.Abs(p.Exponent-1) <= p.Margin {
			held++
		}
	}
	if share := float64(held) / tries; share < 0.93 || share > 0.97 {
		t.Errorf("%.3f of the intervals hold the truth", share)
	}
}

func TestDoubt(t *testing.T) {
	t.Parallel()
	wild := made(func(n float64) float64 { return n }, 0, sizes(1000, 6))
	for i := range wild {
		wild[i].Time *= []float64{1, 9, 0.3, 6, 0.2, 2}[i]
	}
	for says, points := range map[string][]growth.Point{
		"at no size does it take more than the noise":         made(func(float64) float64 { return 0.2 }, 0, sizes(1000, 8)),
		"only 3 of 3 sizes take more than the noise":          made(func(n float64) float64 { return n }, 0, sizes(1000, 3)),
		"only 2 of 8 sizes take more than the noise":          made(func(n float64) float64 { return n / 200000 }, 0, sizes(1000, 8)),
		"the times scatter too much: they allow any power":    wild,
		"the largest must be 4 times the smallest":            made(func(n float64) float64 { return n }, 0, []int{1000, 1100, 1200, 1300, 1400}),
		"at no size does it take more than the noise\x00none": nil,
	} {
		says, _, _ = strings.Cut(says, "\x00")
		_, err := growth.Fit(points)
		var doubt *growth.DoubtError
		if !errors.As(err, &doubt) || !strings.Contains(doubt.Reason, says) {
			t.Errorf("%v, not %q", err, says)
		}
	}
}

// What is no power is told as such, and n log n is none of these.
func TestBent(t *testing.T) {
	t.Parallel()
	grows := []int{4, 6, 8, 10, 12, 14, 16, 18, 20}
	p, err := growth.Fit(made(func(n float64) float64 { return math.Pow(2, n) }, 0.02, grows))
	if err != nil || !p.Bent() || p.Large < 2*p.Small {
		t.Errorf("2^n: %+v %v", p, err)
	}
	p, err = growth.Fit(made(func(n float64) float64 { return n/10 + n*n/1e5 }, 0.02, sizes(1000, 9)))
	if err != nil || p.Bent() || !p.Late || p.Points[0].Size == 1000 || p.Exponent < 1.6 {
		t.Errorf("n + n²: %+v %v", p, err)
	}
	p, err = growth.Fit(made(func(n float64) float64 { return 1 + n/1e4 }, 0.02, sizes(1000, 12)))
	if err != nil || p.Bent() || !p.Late || p.Exponent < 0.85 {
		t.Errorf("a constant and n: %+v %v", p, err)
	}
	p, err = growth.Fit(made(func(n float64) float64 { return min(n, 16000) }, 0.02, sizes(1000, 9)))
	if err != nil || !p.Bent() || p.Large > 0.3 || p.Small < 0.9 {
		t.Errorf("less and less: %+v %v", p, err)
	}
	p, err = growth.Fit(made(func(n float64) float64 { return n * math.Log(n) }, 0.02, sizes(10, 15)))
	if err != nil || p.Bent() {
		t.Errorf("n log n: %+v %v", p, err)
	}
}

// Whatever the numbers are, what is said of them are numbers.
func FuzzFit(f *testing.F) {
	f.Add(1, 2.0, 0.1, 4, 3.0, 0.1, 16, 5.0, 0.2, 64, 9.0, 0.3, 100, 12.0, 0.1)
	f.Add(1, 1.0, 0.0, 1, 1.0, 0.0, 1, 1.0, 0.0, 1, 1.0, 0.0, 1, 1.0, 0.0)
	f.Fuzz(func(t *testing.T, a int, b, c float64, d int, e, g float64, h int, i, j float64, k int, l, m float64, n int, o, q float64) {
		points := []growth.Point{{a, b, c}, {d, e, g}, {h, i, j}, {k, l, m}, {n, o, q}}
		p, err := growth.Fit(points)
		if err != nil {
			return
		}
		for _, v := range []float64{p.Exponent, p.Margin, p.Small, p.Large} {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Errorf("%+v of %+v", p, points)
			}
		}
	})
}
