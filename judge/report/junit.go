package report

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/coding-judge/judge/judge"
)

// maxJUnit is how much is said of all cases. GitLab keeps a megabyte of a case's text, and Jenkins the whole in memory.
const maxJUnit = 1 << 20

// The parts of JUnit XML that GitLab, Jenkins and the readers of GitHub Actions have in common. All show the body of a failure
// or an error; its message is a title. GitLab links file, and takes cases of one class and name for one.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Time     string       `xml:"time,attr"` // all times are in seconds
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name       string          `xml:"name,attr"`
		Tests      int             `xml:"tests,attr"`
		Failures   int             `xml:"failures,attr"`
		Errors     int             `xml:"errors,attr"`
		Skipped    int             `xml:"skipped,attr"`
		Time       string          `xml:"time,attr"`
		File       string          `xml:"file,attr,omitempty"`
		Properties []junitProperty `xml:"properties>property"`
		Cases      []junitCase     `xml:"testcase"`
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitCase struct {
		Name    string       `xml:"name,attr"`
		Class   string       `xml:"classname,attr"`
		Time    string       `xml:"time,attr"`
		File    string       `xml:"file,attr,omitempty"`
		Line    int          `xml:"line,attr,omitempty"`
		Failure *junitResult `xml:"failure,omitempty"` // the submission's
		Error   *junitResult `xml:"error,omitempty"`   // the judge's
		Skipped *junitResult `xml:"skipped,omitempty"`
	}
	junitResult struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr,omitempty"`
		Body    string `xml:",cdata"`
	}
)

// JUnit writes a test suite with a test case for each case. A failure is the submission's, an error the judge's.
func JUnit(w io.Writer, r *judge.Report) error {
	r = safe(r)
	suite := junitSuite{Name: r.Problem, Time: inSeconds(1000 * seconds(r)), File: r.File, Properties: []junitProperty{
		{"problem", r.Name}, {"language", string(r.Language)}, {"verdict", string(r.Verdict)},
		{"points", fmt.Sprint(r.Points)}, {"max_points", fmt.Sprint(r.MaxPoints)},
	}}
	for _, p := range []junitProperty{{"runtime", r.Runtime}, {"engine", r.Engine}, {"caveats", strings.Join(caveats(r), "\n")}} {
		if p.Value != "" {
			suite.Properties = append(suite.Properties, p)
		}
	}
	names := map[string]int{}
	for i, body := range bodies(r, maxJUnit) {
		c := r.Cases[i]
		out := junitCase{Name: c.Name, Class: className(r.Problem + "." + c.Group), Time: inSeconds(c.Wall), File: r.File, Line: line(c)}
		if names[c.Name]++; names[c.Name] > 1 {
			out.Name += fmt.Sprintf(" (%d)", names[c.Name])
		}
		result := &junitResult{Message: words(c.Verdict), Type: string(c.Verdict), Body: cmp.Or(body, words(c.Verdict))}
		switch c.Verdict {
		case judge.Accepted:
		case judge.Skipped:
			out.Skipped = &junitResult{Message: "not run"}
			suite.Skipped++
		case judge.JudgeError:
			out.Error = result
			suite.Errors++
		default:
			out.Failure = result
			suite.Failures++
		}
		suite.Cases = append(suite.Cases, out)
		suite.Tests++
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(junitSuites{Name: "judge", Tests: suite.Tests, Failures: suite.Failures, Errors: suite.Errors, Time: suite.Time, Suites: []junitSuite{suite}}); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// className is a name as readers take it apart: Jenkins shows what stands before the last dot as a package.
func className(s string) string { return strings.ReplaceAll(s, "/", ".") }

// inSeconds writes milliseconds as seconds.
func inSeconds(ms float64) string { return fmt.Sprintf("%.3f", ms/1000) }
