package smallest

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/coding-judge/judge/testcases/value"
)

// Text is the Space of what a program reads. Its parts are its words; a line goes with the last of its words.
type Text struct{}

// word is a word of a text, with the white space before it.
type word struct{ space, text string }

func (w word) starts() bool { return strings.Contains(w.space, "\n") }

// take takes a text apart. What is no text in UTF-8 has no words, and stays.
func take(in value.Dict) (words []word, end string, ok bool) {
	v, _ := in.Get("stdin")
	s, ok := v.(value.Str)
	rest := string(s)
	for rest != "" {
		from := len(rest) - len(strings.TrimLeft(rest, white))
		to := strings.IndexAny(rest[from:], white)
		if to < 0 {
			to = len(rest) - from
		}
		if to == 0 {
			return words, rest, ok
		}
		words = append(words, word{rest[:from], rest[from : from+to]})
		rest = rest[from+to:]
	}
	return words, "", ok
}

const white = " \t\n\v\f\r"

func join(words []word, end string) value.Dict {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w.space)
		b.WriteString(w.text)
	}
	b.WriteString(end)
	return value.Dict{{Key: value.Str("stdin"), Value: value.Str(b.String())}}
}

// Parts counts the words.
func (Text) Parts(in value.Dict) int {
	words, _, _ := take(in)
	return len(words)
}

// Without leaves words out.
func (Text) Without(in value.Dict, parts []int) value.Dict {
	words, end, ok := take(in)
	if !ok {
		return in
	}
	return join(without(words, parts), end)
}

func without(words []word, parts []int) []word {
	var out []word
	begun := "" // the space before the first word of a line, where that goes and the line does not
	for i, w := range words {
		if i == 0 || w.starts() {
			begun = ""
		}
		if len(parts) > 0 && parts[0] == i {
			parts = parts[1:]
			if begun == "" && (i == 0 || w.starts()) {
				begun = w.space
			}
			continue
		}
		if begun != "" || len(out) == 0 && !w.starts() {
			w.space, begun = begun, ""
		}
		out = append(out, w)
	}
	return out
}

func (Text) burden(in value.Dict) burden {
	words, end, _ := take(in)
	b := burden{parts: len(words), weight: weighSpace(end, "\n")}
	for i, w := range words {
		usual := " "
		if i == 0 {
			usual = ""
		}
		b.weight += 100*len(w.text) + weigh(value.Str(w.text)) + weighSpace(w.space, usual)
		if n, err := strconv.ParseInt(w.text, 10, 64); err == nil {
			b.weight += weigh(value.Int(n)) - weigh(value.Str(w.text)) - 100*len(w.text) + 100
		}
	}
	return b
}

// weighSpace has a usual space as nothing, the end of a line as little more, and all else by its length.
func weighSpace(s, usual string) int {
	switch s {
	case usual:
		return 0
	case " ", "\n", "":
		return 10
	}
	return 20 + len(s)
}

// Simpler gives texts of as many words that are shorter or simpler, and such of fewer words in which a number that may count them is
// smaller, too.
func (t Text) Simpler(in value.Dict) iter.Seq[value.Dict] {
	return func(yield func(value.Dict) bool) {
		words, end, ok := take(in)
		if !ok || len(words) > maxSimplified {
			return
		}
		before := t.burden(in)
		try := func(words []word, end string) bool {
			out := join(words, end)
			return !before.above(t.burden(out)) || yield(out)
		}
		_ = counted(words, end, try) && spaced(words, end, try) && renamed(words, end, try) && shortened(words, end, try)
	}
}

// counted leaves out a word, or a line, and has a number before it lower by one.
func counted(words []word, end string, try func([]word, string) bool) bool {
	for i, w := range words {
		n, err := strconv.ParseInt(w.text, 10, 64)
		if err != nil || n <= 0 {
			continue
		}
		lower := slices.Clone(words)
		lower[i].text = strconv.FormatInt(n-1, 10)
		for from := i + 1; from < len(words); from++ {
			if !try(without(lower, []int{from}), end) {
				return false
			}
			to := from + 1
			for to < len(words) && !words[to].starts() {
				to++
			}
			if words[from].starts() && to > from+1 && !try(without(lower, numbers(from, to)), end) {
				return false
			}
		}
	}
	return true
}

// spaced has the usual white space.
func spaced(words []word, end string, try func([]word, string) bool) bool {
	for _, usual := range []string{"", "\n"} {
		if !try(words, usual) {
			return false
		}
	}
	for i, w := range words {
		for _, usual := range []string{"", " ", "\n"} {
			if usual == w.space || usual == "" && i > 0 {
				continue
			}
			other := slices.Clone(words)
			other[i].space = usual
			if !try(other, end) {
				return false
			}
		}
	}
	return true
}

// renamed has simpler words, the same for the same.
func renamed(words []word, end string, try func([]word, string) bool) bool {
	asked := map[string]bool{}
	for _, w := range words {
		if asked[w.text] {
			continue
		}
		asked[w.text] = true
		for _, to := range simplerWords(w.text) {
			other := slices.Clone(words)
			for i := range other {
				if other[i].text == w.text {
					other[i].text = to
				}
			}
			if !try(other, end) {
				return false
			}
		}
	}
	return true
}

// shortened changes one word only.
func shortened(words []word, end string, try func([]word, string) bool) bool {
	for i, w := range words {
		for _, to := range append(simplerWords(w.text), withoutOne(w.text)...) {
			other := slices.Clone(words)
			other[i].text = to
			if !try(other, end) {
				return false
			}
		}
	}
	return true
}

func simplerWords(s string) []string {
	var out []string
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		for _, v := range simplerThan(value.Int(n)) {
			out = append(out, value.Python(v, 40))
		}
		return out
	}
	out = append(out, "a", "b", "c")
	if runes := []rune(s); len(runes) > 1 {
		out = append(out, string(runes[:len(runes)/2]), string(runes[len(runes)/2:]))
	}
	out = append(out, withoutOne(s)...)
	for _, v := range simplerTexts(s) {
		out = append(out, string(v.(value.Str)))
	}
	return out
}

func withoutOne(s string) []string {
	var out []string
	if runes := []rune(s); len(runes) > 1 {
		for i := range runes {
			out = append(out, string(slices.Delete(slices.Clone(runes), i, i+1)))
		}
	}
	return out
}
