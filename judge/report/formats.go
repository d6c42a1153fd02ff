package report

import (
	"io"

	"github.com/coding-judge/judge/judge"
)

// Format is a way to write a report for another program.
type Format struct {
	Name  string
	About string // what reads it, in a few words
	Write func(w io.Writer, r *judge.Report) error
}

// Formats are all of them. Each keeps below what its reader takes, and writes nothing that the report does not hold. What a
// submission wrote is escaped for the format, though a report's texts should be clean already: a report may come from anywhere.
func Formats() []Format {
	return []Format{
		{"json", judge.Schema + ", the whole report", JSON},
		{"junit", "JUnit XML, for GitLab, Jenkins and most CI", JUnit},
		{"gradescope", "Gradescope's results.json", Gradescope},
		{"github", "workflow commands of GitHub Actions, which annotate the submission's lines", GitHub},
		{"github-classroom", "what GitHub Classroom's autograding reporter takes", Classroom},
		{"prairielearn", "PrairieLearn's results.json", PrairieLearn},
		{"exercism", "a test runner's results.json for Exercism, version 3", Exercism},
		{"sarif", "SARIF 2.1.0, for code scanning", SARIF},
		{"tap", "TAP version 14", TAP},
		{"markdown", "Markdown, for comments and job summaries", Markdown},
		{"html", "one HTML page that needs nothing else", HTML},
	}
}
