package judge

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases/value"
)

// printed gives the text that a whole program printed, or should have.
func printed(v value.Value) string {
	switch v := v.(type) {
	case value.Str:
		return string(v)
	case value.Bytes:
		return string(v)
	}
	return ""
}

// comparePrinted compares what a program printed.
func comparePrinted(rule problems.Compare, want, got value.Value) (compare.Diff, error) {
	w, g := printed(want), printed(got)
	switch rule.Rule {
	case problems.RuleLines:
		return compare.Lines(w, g), nil
	case problems.RuleTokens:
		return compare.Tokens(w, g, compare.TokensOptions{
			CaseSensitive: rule.CaseSensitive, Spaces: rule.SpaceSensitive, Abs: rule.Abs, Rel: rule.Rel,
		}), nil
	case problems.RuleExact:
		if w == g {
			return compare.Diff{Equal: true}, nil
		}
		if d := compare.Lines(w, g); !d.Equal { // it says where
			return d, nil
		}
		return compare.Exact(want, got), nil
	}
	return compare.Diff{}, errNoRule(rule)
}

// showPrinted shows a text in its JSON form as the lines that it is: whole, or its beginning.
func showPrinted(json []byte) string {
	v, err := value.ParseJSON(json)
	if err != nil {
		return ""
	}
	return showText([]byte(printed(v)))
}

func showText(b []byte) string {
	shown := Clean(clip(b))
	if !utf8.Valid(b) {
		shown += "\n(it is not text in UTF-8)"
	}
	switch {
	case len(b) == 0:
		return "(nothing)"
	case len(bytes.TrimSpace(b)) == 0:
		return fmt.Sprintf("(only white space: %s)", value.Python(value.Str(b), compare.ShowLimit))
	}
	return shown
}
