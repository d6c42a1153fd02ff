package sql_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/sql"
)

func TestFaults(t *testing.T) { everywhere(t, testFaults) }

func testFaults(t *testing.T, r *sql.Runner) {
	for _, c := range []struct {
		name, source string
		end          runners.End
		want         runners.Fault // of which the texts are not compared
	}{
		{"syntax", "select n\nfrm t", runners.NotCompiled, runners.Fault{Type: "syntax_error", Code: "42601", Line: 2, Column: 5, Width: 1, Static: true}},
		{"the end is missing", "select n from\n\n", runners.NotCompiled, runners.Fault{Type: "syntax_error", Code: "42601", Line: 1, Column: 14, Static: true}},
		{"blank lines before", "\n\n  selct 1", runners.NotCompiled, runners.Fault{Type: "syntax_error", Code: "42601", Line: 3, Column: 3, Width: 5, Static: true}},
		{"unknown column", "select\n  numbr\nfrom t", runners.Raised, runners.Fault{Type: "undefined_column", Code: "42703", Line: 2, Column: 3, Width: 5, Static: true}},
		{"unknown table", "select * from employees", runners.Raised, runners.Fault{Type: "undefined_table", Code: "42P01", Line: 1, Column: 15, Width: 9, Static: true}},
		{"behind text beyond ASCII", "select 'äöü€😀', größe\nfrom t", runners.Raised, runners.Fault{Type: "undefined_column", Code: "42703", Line: 1, Column: 17, Width: 5, Static: true}},
		{"quoted", `select "Größe 1" from t`, runners.Raised, runners.Fault{Type: "undefined_column", Code: "42703", Line: 1, Column: 8, Width: 9, Static: true}},
		{"operator", "select n || n from t", runners.Raised, runners.Fault{Type: "undefined_function", Code: "42883", Line: 1, Column: 10, Width: 2, Static: true}},
		{"on data", "select 1 / (n - 1) from t", runners.Raised, runners.Fault{Type: "division_by_zero", Code: "22012"}},
		{"literal", "select n + 'one' from t", runners.Raised, runners.Fault{Type: "invalid_text_representation", Code: "22P02", Line: 1, Column: 12, Width: 5, Static: true}},
		{"two statements", "select 1; select 2", runners.NotCompiled, runners.Fault{Type: "syntax_error", Code: "42601", Static: true}},
		{"nothing", "", runners.Raised, runners.Fault{Type: "no_result", Static: true}},
		{"only a comment", "-- select 1", runners.Raised, runners.Fault{Type: "no_result", Static: true}},
		{"a parameter", "select n from t where n = $1", runners.Raised, runners.Fault{Type: "undefined_parameter", Code: "42P02", Static: true}},
		{"NUL", "select 1\x00", runners.NotCompiled, runners.Fault{Type: "syntax_error", Code: "42601", Static: true}},
		{"not UTF-8", "select '\xff'", runners.Raised, runners.Fault{Type: "character_not_in_repertoire", Code: "22021", Static: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := run(t, r, small(), c.source)
			if o.End != c.end || o.Fault == nil {
				t.Fatalf("ended as %d with %+v", o.End, o.Fault)
			}
			if o.Fault.Message == "" {
				t.Error("there is no message")
			}
			got := *o.Fault
			got.Message, got.Detail, got.Hint = "", "", ""
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s\n%s", o.Fault.Message, diff)
			}
		})
	}
}

// The question that the whole began with.
func TestStudyNotes(t *testing.T) { everywhere(t, testStudyNotes) }

func testStudyNotes(t *testing.T, r *sql.Runner) {
	lib, err := problems.NewLibrary()
	if err != nil {
		t.Fatal(err)
	}
	p, err := lib.Load("second-highest-salary")
	if err != nil {
		t.Fatal(err)
	}
	submissions, err := lib.Submissions(p.Slug)
	if err != nil {
		t.Fatal(err)
	}
	s := prepare(t, r, p, string(submissions["run_time_error/study_notes.sql"]))
	o, err := s.Run(t.Context(), p.Cases[0])
	if err != nil {
		t.Fatal(err)
	}
	want := &runners.Fault{
		Type: "feature_not_supported", Code: "0A000", Line: 4, Column: 5, Width: 9, Static: true,
		Message: "aggregate ORDER BY is not implemented for window functions",
	}
	if diff := cmp.Diff(want, o.Fault); diff != "" || o.End != runners.Raised {
		t.Errorf("ended as %d\n%s", o.End, diff)
	}
}

// limited is a problem with short limits, so that the tests that reach them are short too.
func limited() *problems.Problem {
	p := small()
	p.Limits.CPU, p.Limits.Wall = 400*time.Millisecond, 1500*time.Millisecond
	p.Limits.Answer, p.Limits.Memory = 1<<20, 64<<20
	return p
}
