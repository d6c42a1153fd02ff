// Package compare tells whether an answer is right, and where it is not, what differs.
//
// Each rule is a file of its own with a folder of cases in testdata/. Answers come from a cell: a rule never
// fails on one, however odd.
package compare

// Diff is what a comparison found. Its texts hold parts of the case and of the answer: they are for sample
// cases only.
type Diff struct {
	Equal    bool
	Message  string // the difference in words, for learners; empty where Equal
	Expected string // what was expected, shortened for display; empty where only a checker knows
	Got      string

	Call int // of the results of several calls: the number of the first that is wrong, from 1

	// Of tables: rows that the answer lacks, and rows that it has too many. What is most alike has the same place in both.
	Missing, Extra *Table
	Order          bool     // whether the rows are right, and only their order is not
	Tables         []string // of several tables: the names of those that differ
}

// ShowLimit is about how many bytes of a value a Diff shows.
const ShowLimit = 400
