package judge

import (
	"context"
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// compiling is a runner of compile.py that gives what it is to say.
type compiling struct {
	outcome runners.Outcome
	err     error
	runs    int
}

func (c *compiling) Prepare(context.Context, *problems.Problem, []byte) (runners.Session, error) {
	return c, nil
}

func (c *compiling) Run(context.Context, testcases.Case) (runners.Outcome, error) {
	c.runs++
	return c.outcome, c.err
}

func (c *compiling) Close() error { return nil }

func printing(text string) runners.Outcome {
	return runners.Outcome{End: runners.Answered, Answer: value.AppendJSON(nil, value.Str(text))}
}

func TestCompile(t *testing.T) {
	t.Parallel()
	program := base64.StdEncoding.EncodeToString([]byte("\x7fELF"))
	for name, tt := range map[string]struct {
		outcome runners.Outcome
		err     error
		want    string
		theirs  bool // the problem's fault
	}{
		"compiles":        {outcome: printing(`{"program":"` + program + `"}`)},
		"does not":        {outcome: printing("{\"error\":\"v.cc:1:1: error:\\n \\u001b[31mno\"}"), want: "p/v.cc: does not compile: v.cc:1:1: error: ", theirs: true},
		"no compiler":     {outcome: printing(`{}`), want: "p/v.cc: needs a C++ compiler in the checker image", theirs: true},
		"takes too long":  {outcome: runners.Outcome{End: runners.CPUEnded}, want: "cannot be compiled within 60 s", theirs: true},
		"too much memory": {outcome: runners.Outcome{End: runners.MemoryEnded}, want: "cannot be compiled within", theirs: true},
		"says nonsense":   {outcome: printing(`{"program":"!"}`), want: "compile the validator: illegal base64"},
		"says more":       {outcome: printing(`{"path":"x"}`), want: "unknown field"},
		"is gone":         {err: errors.New("the engine is gone"), want: "compile the validator: the engine is gone"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := &compiling{outcome: tt.outcome, err: tt.err}
			j := &Judge{Compiler: c}
			p := &problems.Problem{Dir: "p", Validator: &problems.Validator{Compiled: true, File: "v.cc", Files: map[string][]byte{"v.cc": []byte("x")}}}
			for range 2 {
				got, err := j.compiled(t.Context(), p)
				var e *testcases.FileError
				if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) || errors.As(err, &e) != tt.theirs {
					t.Fatalf("%q, %v", got, err)
				}
				if err != nil {
					if strings.Contains(err.Error(), "\x1b") {
						t.Errorf("%q", err)
					}
					return
				}
				if string(got) != "\x7fELF" || c.runs != 1 {
					t.Errorf("%q in %d runs", got, c.runs)
				}
			}
		})
	}
	p := &problems.Problem{Dir: "p", Validator: &problems.Validator{Compiled: true, File: "v.cc"}}
	if _, err := (&Judge{}).compiled(t.Context(), p); err == nil || !strings.Contains(err.Error(), "p/v.cc: needs a C++ compiler in the checker image") {
		t.Errorf("without a compiler: %v", err)
	}
	p.Validator.Compiled = false
	if program, err := (&Judge{}).compiled(t.Context(), p); program != nil || err != nil {
		t.Errorf("in Python: %q, %v", program, err)
	}
}
