package compare_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/testcases/value"
)

// However many columns have a tolerance, as many rows as can be get a partner: as many as a search without any shortcut
// finds.
func TestToleranceIsNotGreedy(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(1, 3).Draw(t, "width")
		point := rapid.SliceOfN(rapid.Map(rapid.IntRange(-6, 6), func(n int) float64 { return float64(n) / 2 }), width, width)
		want, got := rapid.SliceOfN(point, 0, 9).Draw(t, "want"), rapid.SliceOfN(point, 0, 9).Draw(t, "got")
		o := compare.RowsOptions{Tolerance: compare.Tolerance{
			Abs: rapid.SampledFrom([]float64{0, 0.5, 1}).Draw(t, "abs"), Rel: rapid.SampledFrom([]float64{0.01, 0.3, 0.5}).Draw(t, "rel"),
		}}
		d := rows(t, floatTable(width, want), floatTable(width, got), o)
		partners := most(want, got, func(a, b []float64) bool {
			for i := range a {
				if math.Abs(a[i]-b[i]) > max(o.Tolerance.Abs, o.Tolerance.Rel*max(math.Abs(a[i]), math.Abs(b[i]))) {
					return false
				}
			}
			return true
		})
		if missing, extra := length(d.Missing), length(d.Extra); missing != len(want)-partners || extra != len(got)-partners {
			t.Fatalf("%d are missing and %d too many, though %d can have partners", missing, extra, partners)
		}
	})
}

// most is the size of a greatest matching, by trying all.
func most(want, got [][]float64, near func(a, b []float64) bool) int {
	best := map[string]int{}
	var from func(i int, taken uint) int
	from = func(i int, taken uint) int {
		if i == len(want) {
			return 0
		}
		key := fmt.Sprint(i, taken)
		if n, ok := best[key]; ok {
			return n
		}
		n := from(i+1, taken)
		for g := range got {
			if taken&(1<<g) == 0 && near(want[i], got[g]) {
				n = max(n, 1+from(i+1, taken|1<<g))
			}
		}
		best[key] = n
		return n
	}
	return from(0, 0)
}

func floatTable(width int, points [][]float64) value.Value {
	var lines []value.Value
	for _, p := range points {
		var line value.List
		for _, f := range p {
			line = append(line, value.Float(f))
		}
		lines = append(lines, line)
	}
	return table([]string{"a", "b", "c"}[:width], lines...)
}

// A hundred thousand rows whose numbers are a little off, in no order, are compared however their numbers lie.
func TestToleranceOfManyRows(t *testing.T) {
	t.Parallel()
	const n = 100_000
	for name, number := range map[string]func(r *rand.Rand, i, column int) float64{
		"far apart":       func(_ *rand.Rand, i, column int) float64 { return float64(i * (column + 1)) },
		"all alike":       func(_ *rand.Rand, _, _ int) float64 { return 1 },
		"a few alike":     func(_ *rand.Rand, i, column int) float64 { return float64(i % (10 * (column + 1))) },
		"one column tied": func(_ *rand.Rand, i, column int) float64 { return float64(column * i) },
		"anywhere":        func(r *rand.Rand, _, _ int) float64 { return r.Float64() },
		"a chain":         func(_ *rand.Rand, i, _ int) float64 { return float64(i) * 1e-7 },
		"a cloud":         func(r *rand.Rand, _, _ int) float64 { return 1e-5 * r.Float64() },
		"prices":          func(r *rand.Rand, _, _ int) float64 { return 1e-7 * float64(r.IntN(1000)) },
		"a dense chain":   func(_ *rand.Rand, i, _ int) float64 { return float64(i) * 1e-9 },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same numbers each time
			want, got := make([][]float64, n), make([][]float64, n)
			for i, place := range r.Perm(n) {
				want[i] = []float64{number(r, i, 0), number(r, i, 1)}
				got[place] = []float64{want[i][0] + 1e-9*r.Float64(), want[i][1] - 1e-9*r.Float64()}
			}
			d, err := compare.Rows(floatTable(2, want), floatTable(2, got), compare.RowsOptions{Tolerance: compare.Tolerance{Abs: 1e-7}})
			if err != nil || !d.Equal {
				t.Errorf("%v, %s", err, d.Message)
			}
		})
	}
}
