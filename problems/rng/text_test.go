package rng_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/coding-judge/judge/problems/rng"
)

func TestText(t *testing.T) {
	t.Parallel()
	alphabet := []rune("aé☃")
	s := rng.New(3)
	for n := range 40 {
		for _, palindrome := range []bool{false, true} {
			text := []rune(rng.Text(s, alphabet, n, palindrome))
			back := slices.Clone(text)
			slices.Reverse(back)
			if len(text) != n || strings.Trim(string(text), "aé☃") != "" || palindrome && !slices.Equal(text, back) {
				t.Errorf("%d characters, palindrome %t: %q", n, palindrome, string(text))
			}
		}
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	words := rng.Words(rng.New(1), 20_000)
	if len(words) != 20_000 || len(slices.Compact(slices.Sorted(slices.Values(words)))) != 20_000 {
		t.Error("a word is there twice")
	}
	for _, word := range words {
		if len(word) < 4 || len(word) > 8 || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") != "" {
			t.Fatalf("not a word: %q", word)
		}
	}
}
