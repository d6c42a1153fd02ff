package reporttest

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"io"
	"slices"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/coding-judge/judge/judge"
)

// strictly reads one JSON value, and nothing that the platform's documentation does not name.
func strictly(t *testing.T, data []byte, v any) {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		t.Fatal(err)
	}
	if _, err := dec.Token(); err != io.EOF {
		t.Error("something stands after the value")
	}
}

// worth are the names that a platform shows points of.
func worth(r *judge.Report) int {
	if r.Groups != nil {
		return len(r.Groups)
	}
	return len(r.Cases)
}

func compiled(r *judge.Report) bool {
	return slices.ContainsFunc(r.Cases, func(c judge.CaseReport) bool {
		return c.Verdict != judge.Skipped && c.Verdict != judge.CompileError && c.Verdict != judge.JudgeError
	})
}

func readJSON(t *testing.T, r *judge.Report, data []byte) {
	var got struct {
		Schema  string
		Verdict judge.Verdict
		Cases   []map[string]any
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if got.Schema != judge.Schema || got.Verdict != r.Verdict || len(got.Cases) != len(r.Cases) {
		t.Errorf("it says %+v", got)
	}
}

// https://gradescope-autograders.readthedocs.io/en/latest/specs/
func readGradescope(t *testing.T, r *judge.Report, data []byte) {
	var got struct {
		Score            *float64       `json:"score"`
		ExecutionTime    *float64       `json:"execution_time"`
		Output           string         `json:"output"`
		OutputFormat     string         `json:"output_format"`
		TestOutputFormat string         `json:"test_output_format"`
		TestNameFormat   string         `json:"test_name_format"`
		Visibility       string         `json:"visibility"`
		StdoutVisibility string         `json:"stdout_visibility"`
		ExtraData        map[string]any `json:"extra_data"`
		Leaderboard      []any          `json:"leaderboard"`
		Tests            []struct {
			Score        *float64       `json:"score"`
			MaxScore     *float64       `json:"max_score"`
			Status       string         `json:"status"`
			Name         string         `json:"name"`
			NameFormat   string         `json:"name_format"`
			Number       string         `json:"number"`
			Output       string         `json:"output"`
			OutputFormat string         `json:"output_format"`
			Tags         []string       `json:"tags"`
			Visibility   string         `json:"visibility"`
			ExtraData    map[string]any `json:"extra_data"`
		} `json:"tests"`
	}
	strictly(t, data, &got)
	for _, format := range []string{got.OutputFormat, got.TestOutputFormat, got.TestNameFormat} {
		if format != "text" { // as the others, html and md among them, would show what a submission wrote
			t.Errorf("an output format is %q", format)
		}
	}
	if got.Visibility != "visible" || got.Output == "" {
		t.Errorf("%+v", got)
	}
	if r.Verdict == judge.JudgeError {
		if got.Score != nil || got.Tests != nil {
			t.Error("there is a score, and the judge failed")
		}
		return
	}
	if got.Score == nil || *got.Score != float64(r.Points) || len(got.Tests) != worth(r) {
		t.Fatalf("score %v, %d tests", got.Score, len(got.Tests))
	}
	sum, most := 0.0, 0.0
	for _, test := range got.Tests {
		if test.Visibility != "visible" {
			t.Errorf("%s is %s, which hides the total", test.Name, test.Visibility)
		}
		if test.Status != "passed" && test.Status != "failed" || test.OutputFormat != "text" || test.NameFormat != "text" || test.Score == nil || test.MaxScore == nil {
			t.Fatalf("%+v", test)
		}
		sum += *test.Score
		most += *test.MaxScore
	}
	var points, maxPoints int
	for _, c := range r.Cases {
		points, maxPoints = points+c.Points, maxPoints+c.MaxPoints
	}
	if r.Groups != nil {
		points, maxPoints = 0, 0
	}
	for _, g := range r.Groups {
		points, maxPoints = points+g.Points, maxPoints+g.MaxPoints
	}
	if sum != float64(points) || most != float64(maxPoints) {
		t.Errorf("the tests are worth %v of %v, not %d of %d", sum, most, points, maxPoints)
	}
}

// isHostile says that a report's numbers are made up as well.
func isHostile(r *judge.Report) bool { return r.Counterexample != nil && r.Counterexample.Tries == 3 }

// What the runners of github.com/classroom-resources give to the reporter, and what the reporter reads.
func readClassroom(t *testing.T, r *judge.Report, data []byte) {
	var got struct {
		Version  int    `json:"version"`
		Status   string `json:"status"`
		MaxScore *int   `json:"max_score"`
		Tests    []struct {
			Name     string   `json:"name"`
			Status   string   `json:"status"`
			Score    *int     `json:"score"`
			Message  string   `json:"message"`
			TestCode string   `json:"test_code"`
			Filename *string  `json:"filename"`
			LineNo   *int     `json:"line_no"`
			Duration *float64 `json:"duration"`
		} `json:"tests"`
	}
	strictly(t, data, &got)
	if got.Version != 1 || got.MaxScore == nil || *got.MaxScore != r.MaxPoints || len(got.Tests) != worth(r) {
		t.Fatalf("%+v", got)
	}
	want := "fail"
	switch r.Verdict {
	case judge.Accepted:
		want = "pass"
	case judge.CompileError, judge.JudgeError:
		want = "error"
	}
	if got.Status != want {
		t.Errorf("status is %s, not %s", got.Status, want)
	}
	for _, test := range got.Tests {
		if test.Status != "pass" && test.Status != "fail" && test.Status != "error" || test.Score == nil || test.LineNo == nil {
			t.Fatalf("%+v", test)
		}
		for _, s := range []string{test.Name, test.Message, *test.Filename} {
			for line := range bytes.Lines([]byte(s)) {
				if bytes.HasPrefix(bytes.TrimSpace(line), []byte("::")) || bytes.Contains(line, []byte("##[")) {
					t.Errorf("a line is a workflow command where it is printed: %q", line)
				}
			}
		}
	}
}

// https://prairielearn.readthedocs.io/en/latest/externalGrading/
func readPrairieLearn(t *testing.T, r *judge.Report, data []byte) {
	var got struct {
		Gradable *bool    `json:"gradable"`
		Score    *float64 `json:"score"`
		Message  string   `json:"message"`
		Output   string   `json:"output"`
		Tests    []struct {
			Name        *string  `json:"name"`
			Description string   `json:"description"`
			Points      *float64 `json:"points"`
			MaxPoints   *float64 `json:"max_points"`
			Message     string   `json:"message"`
			Output      string   `json:"output"`
		} `json:"tests"`
		FormatErrors []string `json:"format_errors"`
	}
	strictly(t, data, &got)
	if got.Gradable == nil || got.Score == nil || *got.Score < 0 || *got.Score > 1 {
		t.Fatalf("%+v", got)
	}
	if *got.Gradable != compiled(r) {
		t.Errorf("gradable is %v", *got.Gradable)
	}
	if !*got.Gradable {
		if len(got.FormatErrors) != 1 || got.FormatErrors[0] == "" {
			t.Errorf("format_errors are %q", got.FormatErrors)
		}
		return
	}
	if r.Verdict == judge.Accepted && *got.Score != 1 && r.Points == r.MaxPoints {
		t.Errorf("score is %v", *got.Score)
	}
	if len(got.Tests) != worth(r) {
		t.Errorf("%d tests", len(got.Tests))
	}
}

// https://exercism.org/docs/building/tooling/test-runners/interface
func readExercism(t *testing.T, r *judge.Report, data []byte) {
	var got struct {
		Version int     `json:"version"`
		Status  string  `json:"status"`
		Message *string `json:"message"`
		Tests   []struct {
			Name     *string `json:"name"`
			Status   string  `json:"status"`
			Message  *string `json:"message"`
			Output   *string `json:"output"`
			TestCode *string `json:"test_code"`
			TaskID   *int    `json:"task_id"`
		} `json:"tests"`
	}
	strictly(t, data, &got)
	want := "fail"
	switch {
	case r.Verdict == judge.Accepted:
		want = "pass"
	case !compiled(r):
		want = "error"
	}
	if got.Version != 3 || got.Status != want || (got.Message != nil) != (want == "error") {
		t.Errorf("version %d, status %s, message %v; the status should be %s", got.Version, got.Status, got.Message, want)
	}
	if want == "error" {
		if *got.Message == "" || utf8.RuneCountInString(*got.Message) > 65535 {
			t.Errorf("a message of %d bytes", len(*got.Message))
		}
		return
	}
	if len(got.Tests) != len(r.Cases) {
		t.Fatalf("%d tests", len(got.Tests))
	}
	for i, test := range got.Tests {
		if test.Name == nil || test.Status != "pass" && test.Status != "fail" && test.Status != "error" {
			t.Fatalf("%+v", test)
		}
		if (test.Status == "pass") != (r.Cases[i].Verdict == judge.Accepted) || test.Status != "pass" && test.Message == nil {
			t.Errorf("%s is %s with message %v", *test.Name, test.Status, test.Message)
		}
		if test.Output != nil && utf8.RuneCountInString(*test.Output) > 500 {
			t.Errorf("%d characters of output", utf8.RuneCountInString(*test.Output))
		}
	}
}

//go:embed sarif-2.1.0.json
var sarifJSON []byte

// sarifSchema is OASIS's own, as published with the standard.
var sarifSchema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(sarifJSON))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat() // of URIs
	if err := c.AddResource("sarif-2.1.0.json", v); err != nil {
		return nil, err
	}
	return c.Compile("sarif-2.1.0.json")
})

func readSARIF(t *testing.T, r *judge.Report, data []byte) {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	schema, err := sarifSchema()
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(v); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Runs []struct {
			Tool struct {
				Driver struct{ Rules []struct{ ID string } }
			}
			Invocations []struct{ ExecutionSuccessful bool }
			Results     []struct {
				RuleID    string
				RuleIndex int
				Message   struct{ Text string }
				Locations []struct {
					PhysicalLocation struct {
						Region struct{ StartLine int }
					}
				}
			}
		}
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	run := got.Runs[0]
	n := 0
	for _, c := range r.Cases {
		if c.Verdict == judge.Accepted || c.Verdict == judge.Skipped || c.Verdict == judge.JudgeError {
			continue
		}
		result := run.Results[n]
		n++
		if result.RuleID != string(c.Verdict) || run.Tool.Driver.Rules[result.RuleIndex].ID != result.RuleID || result.Message.Text == "" {
			t.Errorf("%s: %+v", c.Name, result)
		}
		if line := result.Locations[0].PhysicalLocation.Region.StartLine; c.Error != nil && max(c.Error.Line, 1) != line { // 1 where nobody knows it
			t.Errorf("%s is at line %d, not %d", c.Name, line, c.Error.Line)
		}
	}
	if n != len(run.Results) || run.Invocations[0].ExecutionSuccessful == (r.Verdict == judge.JudgeError) {
		t.Errorf("%d results of %d, %+v", len(run.Results), n, run.Invocations)
	}
}
