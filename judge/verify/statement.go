package verify

import (
	"path"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

const statementFile = "statement.md"

// statement compares the statement's examples with the samples, which is what a learner's first run is judged by. How an example is
// written depends on the kind of the problem:
//
//   - a function's is a call with literals, anywhere in the text: k_frequent([4, 7], 1). A comment or an arrow behind it may say what
//     it returns.
//   - a class's are its calls, one after the other in a block of code.
//   - a program's are two blocks of code: what it reads, and what it prints.
//   - a query's are tables, each with the columns of a table of the case or of its answer.
//   - for scripts that sessions run, tables too, and the calls of the schedule.
//
// Spaces, kinds of quotes, the order of rows and how a number is written make no difference. Samples that are generated are not shown.
func statement(p *problems.Problem, samples []testcases.Case, found *Result) {
	shows, stranger := showsTables, strangeTables
	switch p.Kind {
	case problems.Function:
		shows, stranger = showsCall, strangeCalls
	case problems.Stdin:
		shows, stranger = showsText, strangeTexts
	case problems.Class:
		sequences(p, samples, found)
		return
	}
	for _, c := range samples {
		if input, err := p.Input(c); err == nil { // or else it has been told
			shows(p, c, input, found)
		}
	}
	stranger(p, samples, found)
}

// want is the answer that a case wants; nil where a checker decides.
func want(c testcases.Case) value.Value {
	v, err := value.ParseJSON(c.Want.Bytes())
	if err != nil {
		return nil
	}
	return v
}

// missing says that the statement lacks something of a sample.
func missing(found *Result, c testcases.Case, what string) {
	found.find(Statement, statementFile, "add it to the statement, or make the case a hidden one",
		"it does not show the sample %s: %s", path.Base(c.Name), what)
}

// strange says that a line of the statement shows an example that is none.
func strange(found *Result, line int, format string, args ...any) {
	found.findAt(Statement, statementFile, line, "make it a sample case, or mend the statement", format, args...)
}
