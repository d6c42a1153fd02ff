package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/grade"
	"github.com/coding-judge/judge/judge/report"
)

// gradeRows are of each sort, some with names of students who mean no good.
func gradeRows() []grade.Row {
	groups := []judge.GroupReport{{Name: "hidden/small", Points: 30, MaxPoints: 30}, {Name: "hidden/large", MaxPoints: 70}}
	return []grade.Row{
		{Student: "ada", File: "topk.py", Problem: "top-k-frequent", Status: grade.Judged, Verdict: judge.Accepted, Points: 12, MaxPoints: 12, Kept: true},
		{Student: "bob", File: "topk.py", Problem: "top-k-frequent", Status: grade.Judged, Verdict: judge.MemoryLimitExceeded, Points: 3, MaxPoints: 12},
		{Student: "bob", File: "two.sql", Problem: "two", Status: grade.Judged, Verdict: judge.WrongAnswer, Points: 30, MaxPoints: 100, Groups: groups},
		{Student: "cyd", Problem: "two", Status: grade.Missing, Message: "no file was submitted"},
		{Student: "dan", File: "topk.py", Problem: "top-k-frequent", Status: grade.Unjudged, Message: "the engine has gone\nand more"},
		{Student: grade.Shown("=HYPERLINK(\"x\")\n::error::\x1b[31m|`@all`"), File: grade.Shown("+1" + strings.Repeat("Z\u0351", 300) + ".py"), Problem: "two",
			Status: grade.Refused, Message: strings.Repeat("漢字", 100)},
		{Student: strings.Repeat("漢字", 40), File: "x.py", Problem: "two", Status: grade.Judged, Verdict: judge.Accepted, Points: 100, MaxPoints: 100},
	}
}

func gradesIn(t *testing.T, write func(io.Writer, grade.Summary) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, grade.Sum(gradeRows())); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGrades(t *testing.T) {
	t.Parallel()
	out := ansi.Strip(gradesIn(t, report.Grades))
	for line := range strings.Lines(out) {
		if line = strings.TrimSuffix(line, "\n"); lipgloss.Width(line) > 80 || len(line) > 1000 || line != grade.Shown(line) && len([]rune(line)) <= 200 {
			t.Errorf("a line of %d columns and %d bytes: %q", lipgloss.Width(line), len(line), line)
		}
	}
	for _, want := range []string{
		"✓  ada                   topk.py               accepted                   12/12\n",
		"✗  bob                   topk.py               memory limit exceeded       3/12\n",
		"✗  bob                   two.sql               wrong answer              30/100\n      hidden/small 30/30, hidden/large 0/70\n",
		"·  cyd                                         missing\n      no file was submitted\n",
		"?  dan                   topk.py               not judged\n      the engine has gone and more\n",
		"   ada                      12/112\n",
		"   bob                      33/112\n",
		"?  dan                           –\n",
		"6 submissions of 6 students  (1 judged before)\n2 accepted, 2 not accepted, 1 refused, 1 missing, 1 not judged\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("there is no %q in\n%s", want, out)
		}
	}
}

func TestGradesCSV(t *testing.T) {
	t.Parallel()
	lines, err := csv.NewReader(strings.NewReader(gradesIn(t, report.GradesCSV))).ReadAll()
	if err != nil || len(lines) != 1+len(gradeRows()) {
		t.Fatal(len(lines), err)
	}
	for _, line := range lines {
		for _, cell := range line {
			if cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) {
				t.Errorf("a spreadsheet computes %q", cell)
			}
		}
	}
	if got := strings.Join(lines[4], "|"); got != "bob|two.sql|two|judged|wrong_answer|30|100|hidden/small 30/30; hidden/large 0/70|" {
		t.Error(got)
	}
}

func TestGradesJSON(t *testing.T) {
	t.Parallel()
	var s grade.Summary
	if err := json.Unmarshal([]byte(gradesIn(t, report.GradesJSON)), &s); err != nil || s.Schema != grade.Schema || len(s.Submissions) != len(gradeRows()) {
		t.Errorf("%v: %+v", err, s)
	}
}

func TestGradesMarkdown(t *testing.T) {
	t.Parallel()
	out := gradesIn(t, report.GradesMarkdown)
	for _, want := range []string{
		"### 6 submissions of 6 students  (1 judged before): 2 accepted,",
		"| ✗ | `bob` | `two.sql` | `two` | wrong answer | 30 / 100 (`hidden/small 30/30, hidden/large 0/70`) |\n",
		"| ? | `dan` | `topk.py` | `top-k-frequent` | not judged: `the engine has gone and more` |  |\n",
		"| ! | `` =HYPERLINK(\"x\")\\n::error::\\x1b[31m\\|`@all` `` |",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("there is no %q in\n%s", want, out)
		}
	}
	var b bytes.Buffer
	rows := make([]grade.Row, 5000)
	for i := range rows {
		rows[i] = grade.Row{Student: "s", File: "f.py", Status: grade.Refused, Message: strings.Repeat("x", 5000)}
	}
	if err := report.GradesMarkdown(&b, grade.Sum(rows)); err != nil || b.Len() > 65_536 || !strings.Contains(b.String(), "more submissions") {
		t.Error(err, b.Len())
	}
}
