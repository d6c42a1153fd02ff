package growth_test

import (
	"math"
	"strings"
	"testing"

	"github.com/coding-judge/judge/judge/growth"
)

// What is said is read, and compared with what was measured.
func TestClaims(t *testing.T) {
	t.Parallel()
	linear := made(func(n float64) float64 { return n / 100 }, 0.02, sizes(1000, 8))
	nlogn := made(func(n float64) float64 { return n * math.Log(n) / 100 }, 0.02, sizes(1000, 8))
	square := made(func(n float64) float64 { return n * n / 1e5 }, 0.02, sizes(1000, 8))
	constant := made(func(float64) float64 { return 30 }, 0.02, sizes(1000, 8))
	for _, test := range []struct {
		comment string
		points  []growth.Point
		want    growth.Consistency
		text    string
	}{
		{"# O(n log n)", square, growth.Inconsistent, "O(n log n)"},
		{"# O(n log n)", nlogn, growth.Consistent, "O(n log n)"},
		{"# O(n log n)", linear, growth.Consistent, "O(n log n)"}, // nobody can tell these two apart
		{"#O(n)", linear, growth.Consistent, "O(n)"},
		{"# runs in O(N) time", linear, growth.Consistent, "O(N)"},
		{"# O(n)", square, growth.Inconsistent, "O(n)"},
		{"# O(n^2)", square, growth.Consistent, "O(n^2)"},
		{"# O(n**2)", square, growth.Consistent, "O(n**2)"},
		{"# O(n²)", square, growth.Consistent, "O(n²)"},
		{"# Θ(n·n)", square, growth.Consistent, "Θ(n·n)"},
		{"# O(n(n+1)/2)", square, growth.Consistent, "O(n(n+1)/2)"},
		{"# O(n^2)", linear, growth.Loose, "O(n^2)"},
		{"# O(1)", linear, growth.Inconsistent, "O(1)"},
		{"# O(1)", constant, growth.Consistent, "O(1)"},
		{"# O(log n)", constant, growth.Consistent, "O(log n)"},
		{"# O(sqrt(n))", linear, growth.Inconsistent, "O(sqrt(n))"},
		{"# O(n*log n)", nlogn, growth.Consistent, "O(n*log n)"},
		{"# O(n * log(n))", nlogn, growth.Consistent, "O(n * log(n))"},
		{"# O(nlogn)", nlogn, growth.Consistent, "O(nlogn)"},
		{"# O(N log2 N)", nlogn, growth.Consistent, "O(N log2 N)"},
		{"# O(n log² n)", nlogn, growth.Consistent, "O(n log² n)"},
		{"# O(n log^2 n)", square, growth.Inconsistent, "O(n log^2 n)"},
		{"# O(n log k)", linear, growth.Consistent, "O(n log k)"},
		{"# O(n log k)", square, growth.Inconsistent, "O(n log k)"},
		{"# O(nk)", linear, growth.Consistent, "O(nk)"}, // k may be anything
		{"# O(n * k)", square, growth.Consistent, "O(n * k)"},
		{"# O(n + k log k)", linear, growth.Consistent, "O(n + k log k)"},
		{"# O(V + E)", linear, growth.Consistent, "O(V + E)"},
		{"# O(|V| + |E|)", square, growth.Inconsistent, "O(|V| + |E|)"},
		{"# O(2^n)", square, growth.Loose, "O(2^n)"},
		{"# O(n!)", square, growth.Loose, "O(n!)"},
		{"# O(n^3)", square, growth.Loose, "O(n^3)"},
		{"# O(calls)", linear, growth.Consistent, "O(calls)"}, // as the problem names its size
		{"# O(n α(n))", linear, growth.Consistent, "O(n α(n))"},
		{"# space O(n^2), time O(n)", linear, growth.Consistent, "O(n)"},
		{"# O(n) time and O(n^2) space", linear, growth.Consistent, "O(n)"},
		{"# Time: O(n), space: O(1)", linear, growth.Consistent, "O(n)"},
		{"# O(len(nums))", linear, growth.Unknown, "O(len(nums))"},
		{"# O(fast)", linear, growth.Unknown, "O(fast)"},
		{"# O(n +)", linear, growth.Unknown, "O(n +)"},
		{"# O()", linear, growth.Unknown, "O()"},
		{"# O(0)", linear, growth.Unknown, "O(0)"},
		{"# O(n", linear, growth.Unknown, "O(n"},
		{"# O(n^-1)", linear, growth.Unknown, "O(n^-1)"},
		{"# O(" + strings.Repeat("(", 30) + "n" + strings.Repeat(")", 31), linear, growth.Unknown, ""},
		{"# O(n)", linear[:3], growth.Unclear, "O(n)"},
	} {
		c := growth.FindClaim("x = 1\n"+test.comment+"\n", "calls")
		if c == nil || c.Line != 2 || test.text != "" && c.Text != test.text {
			t.Errorf("%s: found %+v", test.comment, c)
			continue
		}
		got, says := c.Compare(growth.Fit(test.points))
		if got != test.want {
			t.Errorf("%s: %s (%s), not %s; %v", test.comment, got, says, test.want, c.Err())
		}
	}
}

// Only comments count, and among them those that speak of time.
func TestNoClaim(t *testing.T) {
	t.Parallel()
	for _, source := range []string{
		"", "x = 1", "f.O(n)  # no claim", "'# O(n)'", `"""` + "\n# O(n)\n" + `"""`, `s = "a\"# O(n)"`, "# FOO(n)", "# space: O(n)", "# _O(n)",
		"# uses O(n) of it? no: memory is O(n)"[:6],
	} {
		if c := growth.FindClaim(source, "n"); c != nil {
			t.Errorf("%q: %+v", source, c)
		}
	}
	if c := growth.FindClaim("a = '''x'''  # O(n)", "n"); c == nil {
		t.Error("a comment behind a string is not found")
	}
	if c := growth.FindClaim("a = 'it\n# O(n^2)", "n"); c == nil || c.Text != "O(n^2)" {
		t.Errorf("a string that does not end with its line hides what follows: %+v", c)
	}
}

// Whatever stands in a source, reading it ends, and what it says can be compared.
func FuzzClaim(f *testing.F) {
	for _, s := range []string{"# O(n log n)", "# O(2^n!)", "# O((((", "# O(n^n^n^n)", "# O(log log log n)", "# O(1/n)", "'''", "# O(√√n)", "# O(9e9)"} {
		f.Add(s)
	}
	points := made(func(n float64) float64 { return n }, 0.1, sizes(1000, 6))
	f.Fuzz(func(t *testing.T, source string) {
		c := growth.FindClaim(source, "n")
		if c == nil {
			return
		}
		if len(c.Text) > 100 || c.Line < 1 {
			t.Errorf("%+v", c)
		}
		if _, says := c.Compare(growth.Fit(points)); strings.Contains(says, "NaN") {
			t.Errorf("%q: %s", source, says)
		}
	})
}
