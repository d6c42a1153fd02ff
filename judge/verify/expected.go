package verify

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/coding-judge/judge/judge"
)

// wrong are the verdicts on submissions that are not accepted.
var wrong = []judge.Verdict{
	judge.WrongAnswer, judge.TimeLimitExceeded, judge.MemoryLimitExceeded, judge.OutputLimitExceeded, judge.RunTimeError, judge.CompileError,
}

// rejected is the folder of submissions that are not accepted, for whatever reason; mixed that of those which say themselves what
// they get.
const (
	rejected = "rejected"
	mixed    = "mixed"
)

// expectedResults is the comment by which a submission says itself what it gets: "@EXPECTED_RESULTS@: WRONG_ANSWER, RUN_TIME_ERROR".
var expectedResults = regexp.MustCompile(`@EXPECTED_RESULTS@:[ \t]*([^\n]*)`)

// Allowed gives the verdicts that a submission may get, by the folder in submissions/ that it stands in and by what its source says
// of itself.
func Allowed(folder string, source []byte) ([]judge.Verdict, error) {
	var allowed []judge.Verdict
	switch v := judge.Verdict(folder); {
	case folder == rejected:
		allowed = wrong
	case folder == mixed:
		allowed = append([]judge.Verdict{judge.Accepted}, wrong...)
	case v == judge.Accepted || slices.Contains(wrong, v):
		allowed = []judge.Verdict{v}
	default:
		return nil, fmt.Errorf("no submissions are called %q; a folder's name is accepted, %s, %s or %s", folder, joined(wrong), rejected, mixed)
	}
	found := expectedResults.FindSubmatch(source)
	if found == nil {
		if folder == mixed {
			return nil, fmt.Errorf("a submission in %s/ says in a comment what it gets, such as @EXPECTED_RESULTS@: WRONG_ANSWER, TIME_LIMIT_EXCEEDED", mixed)
		}
		return allowed, nil
	}
	var named []judge.Verdict
	for word := range strings.FieldsFuncSeq(string(found[1]), func(r rune) bool { return !wordRune(r) }) {
		v, ok := verdictNamed(word)
		if !ok {
			return nil, fmt.Errorf("@EXPECTED_RESULTS@ names %q, which is no verdict; it names some of accepted, %s", word, joined(wrong))
		}
		if slices.Contains(allowed, v) {
			named = append(named, v)
		}
	}
	if len(named) == 0 {
		return nil, fmt.Errorf("@EXPECTED_RESULTS@ names no verdict that the folder %s allows", folder)
	}
	return named, nil
}

func wordRune(r rune) bool {
	return r == '_' || r == '-' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// verdictNamed reads a verdict as judges of contests write it: WRONG-ANSWER, TIMELIMIT, CORRECT.
func verdictNamed(word string) (judge.Verdict, bool) {
	switch word = strings.NewReplacer("_", "", "-", "").Replace(strings.ToLower(word)); word {
	case "correct", "ac":
		return judge.Accepted, true
	case "wa", "nooutput":
		return judge.WrongAnswer, true
	case "timelimit", "tle":
		return judge.TimeLimitExceeded, true
	case "memorylimit", "mle":
		return judge.MemoryLimitExceeded, true
	case "outputlimit", "ole":
		return judge.OutputLimitExceeded, true
	case "runerror", "runtimeerror", "rte":
		return judge.RunTimeError, true
	case "compilererror", "ce":
		return judge.CompileError, true
	}
	for _, v := range append([]judge.Verdict{judge.Accepted}, wrong...) {
		if word == strings.ReplaceAll(string(v), "_", "") {
			return v, true
		}
	}
	return "", false
}

func joined(verdicts []judge.Verdict) string {
	words := make([]string, len(verdicts))
	for i, v := range verdicts {
		words[i] = string(v)
	}
	return strings.Join(words, ", ")
}
