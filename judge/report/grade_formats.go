package report

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/grade"
)

// GradesJSON writes the summary as one indented JSON object.
func GradesJSON(w io.Writer, s grade.Summary) error { return writeJSON(w, s) }

// GradesCSV writes a line for each submission, below the names of the columns. Points are empty where there is no verdict.
func GradesCSV(w io.Writer, s grade.Summary) error {
	out := csv.NewWriter(w)
	_ = out.Write([]string{"student", "file", "problem", "status", "verdict", "points", "max_points", "groups", "message"}) // Error tells of it
	for _, r := range s.Submissions {
		points, most := "", ""
		switch r.Status {
		case grade.Judged:
			points, most = strconv.Itoa(r.Points), strconv.Itoa(r.MaxPoints)
		case grade.Refused, grade.Missing:
			points = "0"
		}
		line := []string{r.Student, r.File, r.Problem, string(r.Status), string(r.Verdict), points, most, groupPoints(r, "; "), oneLine(r.Message)}
		for i, text := range line {
			line[i] = noFormula(text)
		}
		_ = out.Write(line)
	}
	out.Flush()
	return out.Error()
}

// noFormula keeps a spreadsheet from computing what a student's name or file is.
func noFormula(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// GradesMarkdown writes the summary for a comment or the summary of a job. All that is not judge's own words is code, as Markdown has
// it.
func GradesMarkdown(w io.Writer, s grade.Summary) error {
	var b bytes.Buffer
	of, each := counts(s)
	fmt.Fprintf(&b, "### %s: %s\n\n", ansi.Strip(of), ansi.Strip(each))
	b.WriteString("| | Student | Submission | Problem | Verdict | Points |\n|---|---|---|---|---|---:|\n")
	for i, r := range s.Submissions {
		if b.Len() > maxMarkdown-2*maxMarkdownNote {
			fmt.Fprintf(&b, "| | … %s | | | | |\n", count(len(s.Submissions)-i, "more submission"))
			break
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", rowMark(r), cell(r.Student), cell(r.File), cell(r.Problem), rowVerdict(r), rowPoints(r))
	}
	_, err := w.Write(b.Bytes())
	return err
}

func rowMark(r grade.Row) string {
	switch r.Status {
	case grade.Judged:
		return mark(r.Verdict)
	case grade.Refused:
		return "!"
	case grade.Missing:
		return "·"
	}
	return "?"
}

// rowVerdict is a verdict, or why there is none.
func rowVerdict(r grade.Row) string {
	switch r.Status {
	case grade.Judged:
		return words(r.Verdict)
	case grade.Unjudged:
		return "not judged: " + cell(r.Message)
	}
	return string(r.Status) + ": " + cell(r.Message)
}

func rowPoints(r grade.Row) string {
	switch {
	case r.Status != grade.Judged:
		return ""
	case r.Verdict != judge.Accepted && r.Groups != nil:
		return fmt.Sprintf("%d / %d (%s)", r.Points, r.MaxPoints, cell(groupPoints(r, ", ")))
	}
	return fmt.Sprintf("%d / %d", r.Points, r.MaxPoints)
}
