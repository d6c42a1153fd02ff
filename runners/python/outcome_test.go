package python

import (
	"math"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/wire"
)

func TestOutcome(t *testing.T) {
	t.Parallel()
	const fault = `{"type":"ValueError","message":"no","line":1,"column":3,"width":2,"bytes":false,"hint":""}`
	no := &runners.Fault{Type: "ValueError", Message: "no", Line: 1, Column: 3, Width: 2}
	tests := []struct {
		name   string
		seen   wire.Result
		answer string
		want   runners.Outcome
	}{
		{"an answer", wire.Result{CPU: 1500, Wall: 2500, Peak: 7}, "A[1]",
			runners.Outcome{End: runners.Answered, Answer: []byte("[1]"), CPU: 1500 * time.Microsecond, Wall: 2500 * time.Microsecond, Peak: 7}},
		{"no answer", wire.Result{}, "", runners.Outcome{End: runners.Exited}},
		{"no answer and a status", wire.Result{Exit: 3}, "", runners.Outcome{End: runners.Exited, Code: 3}},
		{"an answer of a process that then failed", wire.Result{Exit: 1}, "A[1]", runners.Outcome{End: runners.Exited, Code: 1}},
		{"an answer of a process that was then killed", wire.Result{Exit: -1, Signal: 9}, "A[1]", runners.Outcome{End: runners.Signaled, Code: 9}},
		{"of no kind", wire.Result{}, "?", runners.Outcome{End: runners.Exited}},
		{"compiled, which a case never says", wire.Result{}, "C", runners.Outcome{End: runners.Exited}},
		{"an error", wire.Result{}, "E" + fault, runners.Outcome{End: runners.Raised, Fault: no}},
		{"a compiler's error, which a case never says", wire.Result{}, "S" + fault, runners.Outcome{End: runners.Raised, Fault: no}},
		{"an error that is none", wire.Result{}, "E[]", runners.Outcome{End: runners.Exited}},
		{"an error with something behind", wire.Result{}, "E" + fault + "{}", runners.Outcome{End: runners.Exited}},
		{"an error with a field more", wire.Result{}, `E{"type":"E","static":true}`, runners.Outcome{End: runners.Exited}},
		{"an error of no type", wire.Result{}, `Enull`, runners.Outcome{End: runners.Exited}},
		{"out of memory by itself", wire.Result{}, `E{"type":"MemoryError"}`, runners.Outcome{End: runners.MemoryEnded, Fault: &runners.Fault{Type: "MemoryError"}}},
		{"out of memory", wire.Result{OOM: true, Killed: "wall"}, "A1", runners.Outcome{End: runners.MemoryEnded}},
		{"CPU", wire.Result{Killed: "cpu", Exit: -1, Signal: 9}, "A1", runners.Outcome{End: runners.CPUEnded}},
		{"wall", wire.Result{Killed: "wall"}, "A1", runners.Outcome{End: runners.WallEnded}},
		{"output", wire.Result{Killed: "stderr"}, "A1", runners.Outcome{End: runners.OutputEnded, Stream: "stderr"}},
	}
	s := &session{source: []byte("abcdef")}
	for _, test := range tests {
		got := s.outcome(result{Result: test.seen, answer: []byte(test.answer)})
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestCompiled(t *testing.T) {
	t.Parallel()
	s := &session{source: []byte("x x")}
	const fault = `{"type":"SyntaxError","message":"no"}`
	if o := s.compiled(result{answer: []byte("C")}); o != nil {
		t.Errorf("what compiles gave %+v", o)
	}
	for answer, want := range map[string]runners.Outcome{
		"S" + fault:               {End: runners.NotCompiled, Fault: &runners.Fault{Type: "SyntaxError", Message: "no", Static: true}},
		`S{"type":"MemoryError"}`: {End: runners.NotCompiled, Fault: &runners.Fault{Type: "MemoryError", Static: true}},
		"":                        {End: runners.Exited},
		"Cx":                      {End: runners.Exited},
	} {
		if diff := cmp.Diff(&want, s.compiled(result{answer: []byte(answer)})); diff != "" {
			t.Errorf("%q (-want +got):\n%s", answer, diff)
		}
	}
}

// What a fault says lies within bounds and within the source, whatever was written.
func FuzzReadFault(f *testing.F) {
	f.Add([]byte(`{"type":"E","message":"m","line":1,"column":2,"width":1,"bytes":true,"hint":"h"}`), []byte("äbc\nd"))
	f.Add([]byte(`{"type":"E","line":2,"column":9223372036854775807,"width":9223372036854775807}`), []byte("a\nb"))
	f.Add([]byte(`{"type":"E","line":1,"column":-9223372036854775808,"width":-1}`), []byte(""))
	f.Add([]byte(`{"type":"E","line":1,"column":1,"width":9223372036854775807,"bytes":true}`), []byte("\xff\xfe\r\n"))
	f.Fuzz(func(t *testing.T, data, source []byte) {
		got := readFault(data, source)
		if got == nil {
			return
		}
		if got.Static || got.Type == "" {
			t.Errorf("%+v", got)
		}
		for text, most := range map[string]int{got.Type: 100, got.Message: maxText, got.Hint: 200} {
			if n := utf8.RuneCountInString(text); n > most+1 {
				t.Errorf("a text of %d characters", n)
			}
		}
		if got.Line < 0 || got.Column < 0 || got.Width < 0 || got.Line > len(source)+1 || got.Column > len(source)+1 ||
			got.Width > len(source) || got.Column > math.MaxInt-got.Width || got.Line == 0 && got.Column != 0 {
			t.Errorf("line %d, column %d, width %d of %q", got.Line, got.Column, got.Width, source)
		}
	})
}
