package report

import (
	"io"

	"github.com/coding-judge/judge/judge"
)

// Format is a way to write a report for another program.
type Format struct {
	Name  string
	Ext   string // of a file of it, without the dot
	About string // what reads it, in a few words
	Write func(w io.Writer, r *judge.Report) error
}

// Formats are all of them. Each keeps below what its reader takes, and writes nothing that the report does not hold. What a
// submission wrote is escaped for the format, though a report's texts should be clean already: a report may come from anywhere.
func Formats() []Format {
	return []Format{
		{"json", "json", judge.Schema + ", the whole report", JSON},
		{"junit", "xml", "JUnit XML, for GitLab, Jenkins and most CI", JUnit},
		{"gradescope", "json", "Gradescope's results.json", Gradescope},
		{"github", "txt", "workflow commands of GitHub Actions, which annotate the submission's lines", GitHub},
		{"github-classroom", "json", "what GitHub Classroom's autograding reporter takes", Classroom},
		{"prairielearn", "json", "PrairieLearn's results.json", PrairieLearn},
		{"exercism", "json", "a test runner's results.json for Exercism, version 3", Exercism},
		{"sarif", "sarif", "SARIF 2.1.0, for code scanning", SARIF},
		{"tap", "tap", "TAP version 14", TAP},
		{"markdown", "md", "Markdown, for comments and job summaries", Markdown},
		{"html", "html", "one HTML page that needs nothing else", HTML},
	}
}
