package growth

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

// Claim is what a program's author says of its time.
type Claim struct {
	Text string // "O(n log n)"
	Line int    // from 1
	f    expression
	err  error
}

// Err says why the claim is not understood; nil where it is.
func (c *Claim) Err() error { return c.err }

// FindClaim finds the first comment of a Python source that says what time it takes, such as "# O(n log n)"; nil where none does. What
// is said of space does not count. Size names the size besides n.
func FindClaim(source, size string) *Claim {
	for _, comment := range comments(source) {
		from := 0
		for {
			at := begins(comment.text, from)
			if at < 0 {
				break
			}
			before := strings.ToLower(comment.text[from:at])
			text, ok := balanced(comment.text[at:])
			from = at + len(text)
			if said(before, "space", "memory") > said(before, "time") {
				continue
			}
			c := &Claim{Text: text, Line: comment.line}
			if !ok {
				c.err = errors.New("its brackets do not close")
				return c
			}
			inner := text[strings.IndexByte(text, '(')+1 : len(text)-1]
			c.f, c.err = parse(inner, size)
			return c
		}
	}
	return nil
}

// said is where one of the words stands last; -1 for nowhere.
func said(text string, words ...string) int {
	last := -1
	for _, w := range words {
		last = max(last, strings.LastIndex(text, w))
	}
	return last
}

// begins finds the next "O(" or "Θ(" that is a word of its own; -1 for none.
func begins(text string, from int) int {
	for i := from; i < len(text); i++ {
		rest := text[i:]
		if !strings.HasPrefix(rest, "O(") && !strings.HasPrefix(rest, "Θ(") {
			continue
		}
		if last, _ := utf8.DecodeLastRuneInString(text[:i]); i > 0 && wordy(last) {
			continue
		}
		return i
	}
	return -1
}

func wordy(r rune) bool {
	return r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// longestClaim is how many bytes a claim has at most.
const longestClaim = 80

// balanced gives the text up to the bracket that closes its first; false where there is none, or not soon.
func balanced(text string) (string, bool) {
	depth := 0
	for i, r := range text {
		switch {
		case i >= longestClaim:
			return text[:i], false
		case r == '(':
			depth++
		case r == ')':
			if depth--; depth == 0 {
				return text[:i+1], true
			}
		}
	}
	return text, false
}

type comment struct {
	line int
	text string
}

// comments are those of a Python source; what looks like one within a string is none.
func comments(source string) []comment {
	var out []comment
	quote := "" // that ends the string which this is in
	for number, line := range strings.Split(source, "\n") {
		if len(quote) == 1 {
			quote = "" // such a string ends with its line
		}
		for i := 0; i < len(line); i++ {
			rest := line[i:]
			switch {
			case quote != "" && rest[0] == '\\':
				i++
			case quote != "" && strings.HasPrefix(rest, quote):
				i += len(quote) - 1
				quote = ""
			case quote != "":
			case rest[0] == '#':
				out = append(out, comment{number + 1, rest[1:]})
				i = len(line)
			case strings.HasPrefix(rest, `"""`), strings.HasPrefix(rest, "'''"):
				quote = rest[:3]
				i += 2
			case rest[0] == '"', rest[0] == '\'':
				quote = rest[:1]
			}
		}
	}
	return out
}

// Consistency is how what was measured stands to what was said.
type Consistency string

// The ways in which it can.
const (
	Consistent   Consistency = "consistent"
	Inconsistent Consistency = "not_consistent"
	Loose        Consistency = "loose"   // O(…) is a bound, and it is far from being reached
	Unclear      Consistency = "unclear" // what was measured allows no comparison
	Unknown      Consistency = "not_understood"
)

// tolerance is what an exponent may be off beside its margin: caches make all programs a little slower at large sizes.
const tolerance = 0.25

// Expected are the exponents that a time would be measured with at these sizes which grows as the claim says: the least and the greatest,
// for what else than the size it depends on may be constant, or as large as the size.
func (c *Claim) Expected(points []Point) (least, greatest float64) {
	slope := func(others float64) float64 {
		var xs, ys []float64
		for _, p := range points {
			x := math.Log(float64(p.Size))
			xs = append(xs, x)
			other := x
			if others >= 0 {
				other = others
			}
			ys = append(ys, c.f(x, other))
		}
		s, _ := line(xs, ys, 0)
		return s
	}
	a, b := slope(1), slope(-1) // as constant as e, or as large as the size
	return min(a, b), max(a, b)
}

// Compare says how the claim stands to a power that was measured, in words that follow "you say O(n)".
func (c *Claim) Compare(p Power, err error) (Consistency, string) {
	switch {
	case c.err != nil:
		return Unknown, fmt.Sprintf("which is not understood: %v", c.err)
	case err != nil || len(p.Points) < LeastPoints:
		return Unclear, "which what was measured neither supports nor contradicts"
	}
	least, greatest := c.Expected(p.Points)
	measured := fmt.Sprintf("measured n^%.2f", p.Exponent)
	low, high := p.Exponent-p.Margin-tolerance, p.Exponent+p.Margin+tolerance
	switch {
	case math.IsNaN(least) || math.IsNaN(greatest):
		return Unknown, "which is not understood: it has no value at these sizes"
	case low > greatest:
		return Inconsistent, measured + ": not consistent"
	case high < least:
		return Loose, measured + ": consistent, but far below that bound"
	}
	return Consistent, measured + ": consistent"
}
