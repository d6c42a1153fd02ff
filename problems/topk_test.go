package problems_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases/value"
)

func builtin(t testing.TB, slug string) *problems.Problem {
	t.Helper()
	lib, err := problems.NewLibrary()
	if err != nil {
		t.Fatal(err)
	}
	p, err := lib.Load(slug)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func ints(nums ...int) value.List {
	list := value.List{}
	for _, n := range nums {
		list = append(list, value.Int(n))
	}
	return list
}

func topKInput(nums []int, k int) value.Dict {
	return value.Dict{{Key: value.Str("nums"), Value: ints(nums...)}, {Key: value.Str("k"), Value: value.Int(k)}}
}

func TestTopKCheck(t *testing.T) {
	t.Parallel()
	p := builtin(t, "top-k-frequent")
	huge := value.NewInt(new(big.Int).Lsh(big.NewInt(1), 70))
	enormous := value.NewInt(new(big.Int).Lsh(big.NewInt(1), 1<<19))
	long := strings.Repeat("é", 300)
	// 6 occurs three times, 4 and 9 twice, 1 and 8 once.
	nums := []int{6, 4, 9, 6, 1, 4, 9, 6, 8}
	for _, tt := range []struct {
		k    int
		got  value.Value
		want string // empty for a right answer
	}{
		{2, ints(6, 4), ""},
		{2, ints(9, 6), ""},
		{3, ints(9, 6, 4), ""},
		{1, ints(6), ""},
		{4, ints(6, 4, 9, 8), ""},
		{4, ints(1, 6, 4, 9), ""},
		{5, ints(1, 4, 6, 8, 9), ""},
		{2, ints(4, 9), "6 is missing: it occurs 3 times, more often than 4 (twice)"},
		{2, ints(6, 1), "4 is missing: it occurs twice, more often than 1 (once)"},
		{3, ints(6, 4, 8), "9 is missing: it occurs twice, more often than 8 (once)"},
		{1, ints(8), "6 is missing: it occurs 3 times, more often than 8 (once)"},
		{2, ints(6, 6), "6 is in the result more than once"},
		{3, ints(4, 6, 4), "4 is in the result more than once"},
		{2, ints(6, 7), "7 does not occur in nums"},
		{2, ints(3, 2), "3 does not occur in nums"}, // counts instead of numbers
		{2, ints(-6, 4), "-6 does not occur in nums"},
		{2, ints(6), "expected 2 numbers, got 1"},
		{2, ints(6, 4, 9), "expected 2 numbers, got 3"},
		{1, ints(6, 4), "expected 1 number, got 2"},
		{2, ints(), "expected 2 numbers, got 0"},
		{2, value.None{}, "expected a list, got None: does the function return its result?"},
		{2, value.Tuple(ints(6, 4)), "expected a list, got a tuple"},
		{2, value.Set(ints(6, 4)), "expected a list, got a set"},
		{2, value.FrozenSet(ints(6, 4)), "expected a list, got a set"},
		{2, value.Dict{{Key: value.Int(6), Value: value.Int(3)}}, "expected a list, got a dict"},
		{2, value.Str("64"), "expected a list, got a str"},
		{2, value.Bytes("64"), "expected a list, got a bytes"},
		{2, value.Int(6), "expected a list, got an int"},
		{2, value.Bool(true), "expected a list, got a bool"},
		{2, value.Float(6), "expected a list, got a float"},
		{2, value.Object{Type: "Node", Repr: "<Node>"}, "expected a list, got a Node"},
		{2, value.Object{Type: "Iterator", Repr: "<Node>"}, "expected a list, got an Iterator"},
		{2, value.Object{Type: "struct", Repr: ""}, "expected a list, got a struct"},
		{2, value.Object{Type: long, Repr: ""}, "expected a list, got a " + long[:80] + "..."},
		{2, value.List{value.Str("6"), value.Int(4)}, `result[0] is "6", a str; expected an int`},
		{2, value.List{value.Int(6), value.Bool(true)}, "result[1] is True, a bool; expected an int"},
		{2, value.List{value.Float(6), value.Int(4)}, "result[0] is 6.0, a float; expected an int"},
		{2, value.List{value.Int(6), value.None{}}, "result[1] is None, None; expected an int"},
		{2, value.List{ints(6), ints(4)}, "result[0] is [6], a list; expected an int"},
		{2, value.List{value.Tuple(ints(6, 3)), value.Tuple(ints(4, 2))}, "result[0] is (6, 3), a tuple; expected an int"},
		{2, value.List{value.Object{Type: "Node", Repr: "<Node>"}}, "result[0] is <Node>, a Node; expected an int"},
		{2, value.List{value.Set{value.List{}}, value.Int(4)}, "result[0] is {[]}, a set; expected an int"},
		{2, value.List{value.Str(long), value.Int(4)}, `result[0] is "` + long[:78] + `..., a str; expected an int`},
		{2, value.List{huge, value.Int(4)}, "1180591620717411303424 does not occur in nums"},
		{2, value.List{value.Int(6), enormous}, "does not occur in nums"},
	} {
		judgement, err := p.Script.Check(t.Context(), topKInput(nums, tt.k), value.None{}, tt.got)
		name := fmt.Sprintf("k=%d %s", tt.k, value.Python(tt.got, 60))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if judgement.OK != (tt.want == "") || !strings.HasSuffix(judgement.Message, tt.want) || len(judgement.Message) > 200 {
			t.Errorf("%s:\ngot  %q\nwant %q", name, judgement.Message, tt.want)
		}
	}
}

// isTopK is the statement, word by word: k different numbers of nums, and no number left out occurs more often than one
// that was chosen.
func isTopK(nums []int, k int, got []int) bool {
	times := map[int]int{}
	for _, n := range nums {
		times[n]++
	}
	chosen := map[int]bool{}
	for _, n := range got {
		if times[n] == 0 || chosen[n] {
			return false
		}
		chosen[n] = true
	}
	for n := range times {
		for c := range chosen {
			if !chosen[n] && times[n] > times[c] {
				return false
			}
		}
	}
	return len(got) == k
}

func TestTopKCheckAgainstOracle(t *testing.T) {
	t.Parallel()
	p := builtin(t, "top-k-frequent")
	right, wrong := 0, 0
	property := func(rt *rapid.T) {
		nums := rapid.SliceOfN(rapid.IntRange(-3, 3), 1, 12).Draw(rt, "nums")
		distinct := slices.Clone(nums)
		slices.Sort(distinct)
		distinct = slices.Compact(distinct)
		k := rapid.IntRange(1, len(distinct)).Draw(rt, "k")
		answers := [][]int{
			rapid.Permutation(distinct).Draw(rt, "distinct")[:k], // the right length, often wrong
			rapid.SliceOfN(rapid.IntRange(-4, 4), 0, 5).Draw(rt, "any"),
		}
		answers = append(answers, topK(nums, k)) // right, with ties in any order
		for _, got := range answers {
			judgement, err := p.Script.Check(t.Context(), topKInput(nums, k), value.None{}, ints(got...))
			if err != nil {
				rt.Fatal(err)
			}
			want := isTopK(nums, k, got)
			if judgement.OK != want || want == (judgement.Message != "") {
				rt.Fatalf("k_frequent(%v, %d) = %v: check says %+v, the oracle %t", nums, k, got, judgement, want)
			}
			if want {
				right++
			} else {
				wrong++
			}
		}
	}
	for i := 0; i == 0 || i < 10 && min(right, wrong) < 50; i++ { // with -short, few are drawn at once
		rapid.Check(t, property)
	}
	if right < 50 || wrong < 50 {
		t.Errorf("%d right answers and %d wrong ones were drawn; it needs many of both", right, wrong)
	}
}
