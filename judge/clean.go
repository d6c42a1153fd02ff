package judge

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/coding-judge/judge/runners"
)

// Say says what an error of Submit tells a person: where an engine is missing, not what was being done when it was missed. The text
// is clean.
func Say(err error) string {
	var missing runners.UnavailableError
	if errors.As(err, &missing) {
		err = missing
	}
	return Clean(err.Error())
}

// Clean makes a text from a cell safe to show on a terminal: whatever is not printable, but for line ends and tabs, is
// written as an escape such as \x1b. That includes what turns text around or has no width.
func Clean(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[0])
		case r == '\n' || r == '\t' || unicode.IsPrint(r):
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
		s = s[size:]
	}
	return b.String()
}
