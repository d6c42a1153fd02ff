package smallest_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/coding-judge/judge/testcases/value"
)

// What is made of a secret has its shape, and none of its values.
func TestFresh(t *testing.T) {
	t.Parallel()
	names := []string{"Ada", "ada", "ADA", " Ada ", "Ben O'Hara", "ben o'hara", "", "x", "Zoë 77", "Ünal"}
	days := []string{"2024-01-01", "2024-01-02", "2023-01-01", "1999-12-31", "2024-02-29"}
	made := 0
	rapid.Check(t, func(t *rapid.T) {
		customers, bought := [][]any{{"id", "name", "brought_by", "since"}}, [][]any{{"customer", "total"}}
		for i := range rapid.IntRange(0, 6).Draw(t, "customers") {
			var by any
			if i > 0 && rapid.Bool().Draw(t, "brought") {
				by = 1000 + rapid.IntRange(0, i-1).Draw(t, "by")
			}
			customers = append(customers, []any{1000 + i, rapid.SampledFrom(names).Draw(t, "name"), by, rapid.SampledFrom(days).Draw(t, "since")})
		}
		for range rapid.IntRange(0, 6).Draw(t, "orders") {
			if n := len(customers) - 1; n > 0 {
				bought = append(bought, []any{1000 + rapid.IntRange(0, n-1).Draw(t, "customer"), rapid.IntRange(-500, 500).Draw(t, "total")})
			}
		}
		in := input("customers", customers, "orders", bought)
		secret := orders.Hide(in)
		for out := range secret.Fresh(rand.New(rand.NewPCG(1, 2))) {
			made++
			if secret.Tells(out) {
				t.Fatalf("it tells: %s", value.Python(out, 2000))
			}
			text := strings.ToLower(value.Python(out, 5000))
			for _, word := range []string{"ada", "ben", "hara", "zoë", "ünal"} {
				if strings.Contains(text, word) && len(customers) > 1 {
					t.Fatalf("%q is in %s", word, text)
				}
			}
			if shape(in) != shape(out) {
				t.Fatalf("another shape: %s\n%s", value.Python(in, 2000), value.Python(out, 2000))
			}
			if !whole(out) {
				t.Fatalf("a reference leads nowhere: %s", value.Python(out, 2000))
			}
		}
	})
	if made == 0 {
		t.Error("nothing was made")
	}
	if secret := orders.Hide(shop()); !secret.Tells(shop()) || !secret.Tells(input("customers", [][]any{{"name"}, {"Mr ADA"}}, "orders", [][]any{{"total"}})) {
		t.Error("a secret itself tells nothing")
	}
}

// shape writes which cells of each column are equal, which are NULL or empty, and how they are ordered.
func shape(in value.Dict) string {
	var b strings.Builder
	for _, name := range []string{"customers", "orders"} {
		rows := rowsOf(in, name)
		for i, row := range rows {
			for j := range row {
				a := row[j]
				fmt.Fprint(&b, a == value.None{}, a == value.Str(""))
				for _, other := range rows[:i] {
					fmt.Fprint(&b, order(a, other[j]), " ")
				}
			}
		}
	}
	return b.String()
}

func order(a, b value.Value) int {
	switch a := a.(type) {
	case value.Int:
		if b, ok := b.(value.Int); ok {
			return sign(int(a) - int(b))
		}
	case value.Str:
		if b, ok := b.(value.Str); ok {
			if a == b {
				return 0
			}
			return 2 // in words, letters may come in another order
		}
	}
	return 3
}

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}
