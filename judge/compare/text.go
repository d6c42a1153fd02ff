package compare

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/coding-judge/judge/testcases/value"
)

// asciiSpace is what separates words: no other white space does, and bytes that are no UTF-8 are letters like others.
const asciiSpace = " \t\n\v\f\r"

// tokens goes through a text word by word.
type tokens struct {
	text         string
	rest         string
	space, token string // the last word, and the white space before it
	words        int    // so far
	line, word   int    // of the last word, both from 1; past the last word, where the text ends
	lineAt       int    // where in the text that line begins
}

func newTokens(text string) *tokens { return &tokens{text: text, rest: text, line: 1} }

// next goes to the next word. Past the last, token is empty, and space what is left.
func (t *tokens) next() bool {
	word := strings.TrimLeft(t.rest, asciiSpace)
	t.space = t.rest[:len(t.rest)-len(word)]
	if breaks := strings.Count(t.space, "\n"); breaks > 0 {
		t.line += breaks
		t.word = 0
		t.lineAt = len(t.text) - len(t.rest) + strings.LastIndexByte(t.space, '\n') + 1
	}
	end := strings.IndexAny(word, asciiSpace)
	if end < 0 {
		end = len(word)
	}
	t.token, t.rest = word[:end], word[end:]
	if t.token == "" {
		return false
	}
	t.words++
	t.word++
	return true
}

func (t *tokens) shown() string { return show(textValue(t.token)) }

// name is what stands after the last white space.
func (t *tokens) name() string {
	if t.token == "" {
		return "the end"
	}
	return t.shown()
}

// textDiff tells where in the output something is wrong. Texts that are too long are shown from the line on that is.
func textDiff(want, got *tokens, message string) Diff {
	place := fmt.Sprintf("line %d", got.line)
	if got.word > 1 {
		place += fmt.Sprintf(", word %d", got.word)
	}
	if want.line != got.line && want.token != "" && got.token != "" {
		place += fmt.Sprintf(" (line %d of what is expected)", want.line)
	}
	return unequal(textValue(want.window()), textValue(got.window()), place+": "+message)
}

// differing shows two texts, of long ones what differs with a little before it.
func differing(want, got string) string {
	first := 0
	for first < len(want) && first < len(got) && want[first] == got[first] {
		first++
	}
	from, cut := first-explainLimit/4, "…"
	if from <= 0 || len(want) <= explainLimit && len(got) <= explainLimit {
		from, cut = 0, ""
	}
	for from > 0 && !utf8.RuneStart(want[from]) {
		from--
	}
	return fmt.Sprintf("expected %[1]s%[2]s, got %[1]s%[3]s", cut, show(textValue(want[from:])), show(textValue(got[from:])))
}

// textValue is the value that a printed text is shown as.
func textValue(s string) value.Value {
	if !utf8.ValidString(s) {
		return value.Bytes(s)
	}
	return value.Str(s)
}

// window is the text, or what of it is worth showing.
func (t *tokens) window() string {
	if len(t.text) <= ShowLimit {
		return t.text
	}
	return t.text[t.lineAt:]
}
