package judge

import (
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"plain größer 😀\n\tx": "plain größer 😀\n\tx",
		"\x1b[31mred\x07":     `\x1b[31mred\x07`,
		"\u009b2J":            `\x9b2J`,
		"\xff\xfe":            `\xff\xfe`,
		"a\u202eb\u200bc":     `a\u202eb\u200bc`,
		"\r\x00":              `\x0d\x00`,
		"\U000e0041":          `\U000e0041`,
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("\x1b]0;title\x07")
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		if !utf8.ValidString(got) {
			t.Errorf("%q is not UTF-8", got)
		}
		for _, r := range got {
			if r != '\n' && r != '\t' && !unicode.IsPrint(r) {
				t.Errorf("%q holds %q", got, r)
			}
		}
		if Clean(got) != got {
			t.Errorf("%q is not clean", got)
		}
	})
}
