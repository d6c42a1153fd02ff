package compare_test

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/testcases/value"
)

// Cases of tokens name the options, too.
func TestTokens(t *testing.T) {
	t.Parallel()
	folder(t, "tokens", func(c value.Dict, want, got value.Value) compare.Diff {
		return compare.Tokens(string(want.(value.Str)), string(got.(value.Str)), tokensOptions(c))
	})
}

func tokensOptions(c value.Dict) compare.TokensOptions {
	o := compare.TokensOptions{CaseSensitive: get[bool](c, "case_sensitive"), Spaces: get[bool](c, "spaces")}
	for key, to := range map[string]**float64{"abs": &o.Abs, "rel": &o.Rel} {
		if _, ok := c.Get(key); ok {
			b := bound(c, key)
			*to = &b
		}
	}
	return o
}

func TestLines(t *testing.T) {
	t.Parallel()
	folder(t, "lines", func(_ value.Dict, want, got value.Value) compare.Diff {
		return compare.Lines(string(want.(value.Str)), string(got.(value.Str)))
	})
}

// printed draws texts from so few words that two are often nearly alike.
func printed() *rapid.Generator[string] {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{
		"1", "1.0", "2", "1e999", "yes", "YES", "nan", "\x1b[2J", "\xff", "\u00a0", "\u202e", "\u00e9", strings.Repeat("\u00e9", 200),
		strings.Repeat("9", 300), strings.Repeat("ab", 500), " ", "\t", "\n", "\n", "\r\n",
	}), 0, 8)
	return rapid.OneOf(rapid.String(), rapid.Map(words, func(w []string) string { return strings.Join(w, " ") }),
		rapid.Map(words, func(w []string) string { return strings.Join(w, "") }))
}

func TestTextRuleProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := printed().Draw(t, "a"), printed().Draw(t, "b")
		options := compare.TokensOptions{CaseSensitive: rapid.Bool().Draw(t, "case"), Spaces: rapid.Bool().Draw(t, "spaces")}
		if rapid.Bool().Draw(t, "numbers") {
			abs := rapid.SampledFrom([]float64{0, 1}).Draw(t, "abs")
			options.Abs = &abs
		}
		tokens := func(want, got string) compare.Diff { return compare.Tokens(want, got, options) }
		for name, rule := range map[string]func(want, got string) compare.Diff{"tokens": tokens, "lines": compare.Lines} {
			if diff := rule(a, a); !diff.Equal {
				t.Fatalf("%s: %q is not equal to itself: %s", name, a, diff.Message)
			}
			diff := rule(a, b)
			if diff.Equal != rule(b, a).Equal && options.Abs == nil {
				t.Fatalf("%s: %q and %q are equal one way only", name, a, b)
			}
			if diff.Equal {
				continue
			}
			if diff.Message == "" || len(diff.Message) > 400 || len(diff.Expected) > 2*compare.ShowLimit || len(diff.Got) > 2*compare.ShowLimit {
				t.Fatalf("%s: %d bytes: %+v", name, len(diff.Message), diff)
			}
			for _, r := range diff.Message + diff.Expected + diff.Got {
				if !unicode.IsPrint(r) {
					t.Fatalf("%s: %U is shown in %+v", name, r, diff)
				}
			}
			if diff.Expected == diff.Got && len(a) < compare.ShowLimit && len(b) < compare.ShowLimit {
				t.Fatalf("%s: %q and %q are shown alike", name, a, b)
			}
		}
		if compare.Lines(a, b).Equal && !compare.Tokens(a, b, compare.TokensOptions{}).Equal {
			t.Fatalf("the lines of %q and %q are alike, and the words are not", a, b)
		}
	})
}

// Texts of a million words, or of white space only, take a time that grows with their length.
func TestLongTexts(t *testing.T) {
	t.Parallel()
	words, blank := strings.Repeat("12345 ", 1_000_000), strings.Repeat("\n", 5_000_000)
	if !compare.Tokens(words, words, compare.TokensOptions{}).Equal || !compare.Tokens(blank, " ", compare.TokensOptions{}).Equal {
		t.Error("long texts are not equal")
	}
	if compare.Lines(blank+"1", blank+"2").Equal || compare.Tokens(words, words+"1", compare.TokensOptions{Spaces: true}).Equal {
		t.Error("long texts are equal")
	}
}

// What is said of a difference decides nothing: of all short texts those are equal whose lines are.
func TestLinesDecides(t *testing.T) {
	t.Parallel()
	plain := func(s string) string {
		lines := strings.Split(s, "\n")
		for i, line := range lines {
			lines[i] = strings.TrimRight(line, " ")
		}
		return strings.TrimRight(strings.Join(lines, "\n"), "\n")
	}
	texts := []string{""}
	for from, n := 0, 0; n < 5; n++ {
		upTo := len(texts)
		for _, s := range texts[from:upTo] {
			texts = append(texts, s+"a", s+" ", s+"\n")
		}
		from = upTo
	}
	for _, want := range texts {
		for _, got := range texts {
			if equal := plain(want) == plain(got); compare.Lines(want, got).Equal != equal {
				t.Fatalf("%q and %q: equal is %t", want, got, equal)
			}
		}
	}
}
