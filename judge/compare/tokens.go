package compare

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// TokensOptions are what the default validator of Kattis's package format knows.
type TokensOptions struct {
	CaseSensitive bool     // else A to Z are the same as a to z, and no other letters are alike
	Spaces        bool     // white space between tokens must be the same, too, and so must that before the first and after the last
	Abs, Rel      *float64 // tolerance of numbers: of the difference, and as a part of what is expected; nil for none
}

// Tokens compares printed texts word by word. What is between words is any white space of ASCII. With a tolerance, a word that
// is expected and is a number in decimal is compared as one, integers too; one of the bounds is enough. Numbers beyond those
// of a double are compared as words.
func Tokens(want, got string, o TokensOptions) Diff {
	w, g := newTokens(want), newTokens(got)
	for {
		moreWanted, moreGot := w.next(), g.next()
		message := ""
		switch {
		case o.Spaces && w.space != g.space:
			message = fmt.Sprintf("expected the white space %s before %s, got %s", show(textValue(w.space)), g.name(), show(textValue(g.space)))
		case !moreWanted && !moreGot:
			return Diff{Equal: true}
		case !moreWanted:
			message = fmt.Sprintf("expected nothing more, got %s", g.shown())
		case !moreGot && g.words == 0:
			message = fmt.Sprintf("expected %s, got no output", w.shown())
		case !moreGot:
			message = fmt.Sprintf("expected %s, and the output ends", w.shown())
		default:
			message = o.word(w.token, g.token)
		}
		if message != "" {
			return textDiff(w, g, message)
		}
	}
}

// word says what is wrong with a word, and nothing where it is right.
func (o TokensOptions) word(want, got string) string {
	if want == got {
		return ""
	}
	message := differing(want, got)
	if w, ok := decimal(want); ok && (o.Abs != nil || o.Rel != nil) {
		g, ok := decimal(got)
		if !ok {
			return message + ", which is no number that fits"
		}
		off, allowed := math.Abs(w-g), o.allowed(w)
		if off <= allowed {
			return ""
		}
		return fmt.Sprintf("%s: off by %.3g, allowed %.3g", message, off, allowed)
	}
	if !sameLetters(want, got) {
		return message
	}
	if o.CaseSensitive {
		return message + ": upper and lower case differ"
	}
	return ""
}

func (o TokensOptions) allowed(want float64) (most float64) {
	if o.Abs != nil {
		most = *o.Abs
	}
	if o.Rel != nil {
		most = max(most, *o.Rel*math.Abs(want))
	}
	return most
}

// decimal reads a number as the package format has it: digits, a point and an exponent; no hexadecimal and no infinity.
func decimal(s string) (f float64, ok bool) {
	digits := strings.TrimLeft(s, "+-")
	if digits == "" || strings.IndexByte("0123456789.", digits[0]) < 0 || strings.ContainsAny(digits, "_xXpP") {
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil
}

// sameLetters compares words without regard to the case of ASCII's letters.
func sameLetters(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if lower(a[i]) != lower(b[i]) {
			return false
		}
	}
	return true
}

func lower(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}
