// Package compare tells whether an answer is right, and where it is not, what differs.
//
// Each rule is a file of its own with a folder of cases in testdata/. Answers come from a cell: a rule never
// fails on one, however odd.
package compare

import (
	"github.com/coding-judge/judge/testcases/value"
)

// Diff is what a comparison found. Its texts hold parts of the case and of the answer: they are for sample
// cases only.
type Diff struct {
	Equal    bool
	Message  string // the difference in words, for learners; empty where Equal
	Expected string // what was expected, shortened for display; empty where only a checker knows
	Got      string

	Missing *Table // of tables: rows that the answer lacks
	Extra   *Table // rows that it has too many
}

// ShowLimit is about how many bytes of a value a Diff shows.
const ShowLimit = 400

// Exact compares values with their types: a tuple is not a list and True is not 1. An integer is accepted where
// an equal float is expected. Sets and dicts are compared without order.
func Exact(want, got value.Value) Diff {
	if equal(want, got) {
		return Diff{Equal: true}
	}
	return Diff{
		Message:  exactMessage(want, got),
		Expected: value.Python(want, ShowLimit),
		Got:      value.Python(got, ShowLimit),
	}
}

func exactMessage(want, got value.Value) string {
	w, g := value.TypeName(want), value.TypeName(got)
	if w != g {
		return "expected " + article(w) + ", got " + article(g)
	}
	return "the answer differs from the expected one"
}

func article(typ string) string {
	switch typ {
	case "None":
		return typ
	case "int", "object":
		return "an " + typ
	}
	return "a " + typ
}
