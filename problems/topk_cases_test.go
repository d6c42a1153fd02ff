package problems_test

import (
	"context"
	"maps"
	"slices"
	"testing"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/problems/script"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// The cases that the problem promises to have.
func TestTopKCases(t *testing.T) {
	t.Parallel()
	p := builtin(t, "top-k-frequent")
	has := map[string]bool{}
	for _, c := range p.Cases {
		nums, k := topKOf(t, p, c)
		times := map[int]int{}
		negatives := true
		for _, n := range nums {
			times[n]++
			negatives = negatives && n < 0
		}
		counts := make([]int, 0, len(times))
		lowest := nums[0]
		for n, count := range times {
			counts = append(counts, count)
			lowest = min(lowest, n)
		}
		slices.Sort(counts)
		slices.Reverse(counts)
		if !c.Want.IsZero() {
			want, err := value.ParseJSON(c.Want.Bytes())
			if err != nil || !isTopK(nums, k, fromInts(t, want)) {
				t.Errorf("%s: its answer is wrong: %v", c.Name, err)
			}
		}
		if !c.Hidden {
			continue
		}
		border := k < len(counts) && counts[k-1] == counts[k]
		large := len(nums) >= 100_000
		has["k = all"] = has["k = all"] || k == len(counts) && k > 1
		has["k = 1"] = has["k = 1"] || k == 1 && len(counts) > 1
		has["one element"] = has["one element"] || len(nums) == 1
		has["negatives"] = has["negatives"] || lowest < 0
		has["all equal"] = has["all equal"] || len(counts) == 1 && large
		has["a tie at the border"] = has["a tie at the border"] || border && !large
		has["a tie inside"] = has["a tie inside"] || !border && len(slices.Compact(slices.Clone(counts[:k]))) < k
		has["large and uniform"] = has["large and uniform"] || large && len(counts) > 50_000 && counts[0] < 20
		has["large and skewed"] = has["large and skewed"] || large && len(counts) > 5_000 && counts[0] > 5_000
	}
	wantAll(t, has, "k = all", "k = 1", "one element", "negatives", "all equal", "a tie at the border", "a tie inside", "large and uniform", "large and skewed")
}

func wantAll(t *testing.T, has map[string]bool, names ...string) {
	t.Helper()
	for _, name := range names {
		if !has[name] {
			t.Errorf("no hidden case: %s", name)
		}
	}
}

func topKOf(t testing.TB, p *problems.Problem, c testcases.Case) (nums []int, k int) {
	t.Helper()
	input := made(t, p, c)
	list, _ := input.Get("nums")
	n, _ := input.Get("k")
	return fromInts(t, list), int(n.(value.Int))
}

func fromInts(t testing.TB, v value.Value) (nums []int) {
	t.Helper()
	for _, n := range v.(value.List) {
		nums = append(nums, int(n.(value.Int)))
	}
	return nums
}

// made gives the input of a case, generated where it is not stored, and validated.
func made(t testing.TB, p *problems.Problem, c testcases.Case) value.Dict {
	t.Helper()
	c, err := p.Materialize(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	if !p.Script.Has(script.Valid) {
		t.Fatalf("%s has no valid(input)", p.Slug)
	}
	if err := p.Validate(context.Background(), c); err != nil {
		t.Fatal(err)
	}
	input, err := p.Input(c)
	if err != nil {
		t.Fatal(err)
	}
	return input
}

// A right answer takes longest to check. Counting in Go runs beside it.
func BenchmarkTopKCheck(b *testing.B) {
	p := builtin(b, "top-k-frequent")
	for _, c := range p.Cases {
		if c.Generate.IsZero() {
			continue
		}
		nums, k := topKOf(b, p, c)
		input := made(b, p, c)
		got := ints(topK(nums, k)...)
		b.Run(c.Name+"/check", func(b *testing.B) {
			for b.Loop() {
				judgement, err := p.Script.Check(b.Context(), input, value.None{}, got)
				if err != nil || !judgement.OK {
					b.Fatal(judgement, err)
				}
			}
		})
		b.Run(c.Name+"/go", func(b *testing.B) {
			for b.Loop() {
				topK(nums, k)
			}
		})
	}
}

func topK(nums []int, k int) []int {
	times := map[int]int{}
	for _, n := range nums {
		times[n]++
	}
	distinct := slices.Collect(maps.Keys(times))
	slices.SortFunc(distinct, func(a, b int) int { return times[b] - times[a] })
	return distinct[:k]
}
