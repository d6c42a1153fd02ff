package judge

import (
	"testing"

	"github.com/coding-judge/judge/runners"
)

// Of a hidden case's error only a kind is left that the language has by itself: a name or a code that a submission makes up may be a
// piece of the case.
func TestConcealKinds(t *testing.T) {
	t.Parallel()
	const own = "an error of the submission's own"
	for _, tt := range []struct{ kind, code, want, wantCode string }{
		{"ValueError", "", "ValueError", ""},
		{"Secret42", "", own, ""},
		{"division_by_zero", "22012", "division_by_zero", "22012"},
		{"error_in_assignment", "22005", "error_in_assignment", "22005"},
		{runners.Unnamed("S3CRT"), "S3CRT", own, ""},
	} {
		f := conceal(runners.Outcome{End: runners.Raised, Fault: &runners.Fault{Type: tt.kind, Code: tt.code, Line: 3, Message: "secret", Detail: "secret", Hint: "secret"}}).Fault
		if want := (runners.Fault{Type: tt.want, Code: tt.wantCode, Line: 3}); *f != want {
			t.Errorf("%s %s: %+v", tt.kind, tt.code, f)
		}
	}
}
