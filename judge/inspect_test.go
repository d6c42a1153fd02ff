package judge

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// inspected is a runner whose sessions can tell what is there where a submission fails.
type inspected struct {
	fakeRunner
	seen    runners.Inspection
	err     error
	inspect []string // the cases that it was asked about
}

type inspectedSession struct {
	runners.Session
	runner *inspected
}

func (r *inspected) Prepare(ctx context.Context, p *problems.Problem, source []byte) (runners.Session, error) {
	s, err := r.fakeRunner.Prepare(ctx, p, source)
	return &inspectedSession{s, r}, err
}

func (s *inspectedSession) Inspect(_ context.Context, c testcases.Case) (runners.Inspection, error) {
	s.runner.inspect = append(s.runner.inspect, c.Name)
	return s.runner.seen, s.runner.err
}

// Values are told of a sample's error only, for a hidden case's content is in them, and have no part in the verdict.
func TestInspect(t *testing.T) {
	t.Parallel()
	seen := runners.Inspection{Line: 1, Callers: []runners.Caller{{Line: 3, Function: "main\x1b[2J"}}, Locals: []runners.Local{{Name: "n", Value: "4711\n\x1b[2J"}}}
	for name, tt := range map[string]struct {
		fails int // the number of the run that does
		line  int
		seen  runners.Inspection
		err   error
		asked int
		shown bool
	}{
		"a sample":           {fails: 1, line: 1, seen: seen, asked: 1, shown: true},
		"a hidden case":      {fails: 3, line: 1, seen: seen},
		"no place":           {fails: 1, line: 0, seen: seen},
		"another place":      {fails: 1, line: 2, seen: seen, asked: 1},
		"a fault of ours":    {fails: 1, line: 1, seen: seen, err: errors.New("the cell is gone"), asked: 1},
		"nothing to be seen": {fails: 1, line: 1, asked: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := &inspected{seen: tt.seen, err: tt.err}
			f.run = func(n int, c testcases.Case) (runners.Outcome, error) {
				if n == tt.fails {
					return runners.Outcome{End: runners.Raised, Fault: &runners.Fault{Type: "KeyError", Message: "7", Line: tt.line}}, nil
				}
				return double(c), nil
			}
			j := newJudge(t, &f.fakeRunner)
			j.Runners[problems.Python] = f
			r, err := j.Submit(t.Context(), twice)
			if err != nil || r.Verdict != RunTimeError || r.Cases[tt.fails-1].Hidden != (tt.fails > 1) {
				t.Fatalf("%+v, %v", r, err)
			}
			shown, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			if len(f.inspect) != tt.asked || strings.Contains(string(shown), "4711") != tt.shown || strings.Contains(string(shown), `\u001b`) {
				t.Errorf("asked %v, shown %s", f.inspect, shown)
			}
		})
	}
}

// A desk tells of a sample's error what Submit does.
func TestDeskInspects(t *testing.T) {
	t.Parallel()
	f := &inspected{seen: runners.Inspection{Line: 1, Locals: []runners.Local{{Name: "n", Value: "4711"}}}}
	f.run = func(_ int, _ testcases.Case) (runners.Outcome, error) {
		return runners.Outcome{End: runners.Raised, Fault: &runners.Fault{Type: "KeyError", Message: "7", Line: 1}}, nil
	}
	j := newJudge(t, &f.fakeRunner)
	j.Runners[problems.Python] = f
	d := newDesk(t, j, "double", 2)
	defer d.Close()
	for range 2 {
		r, err := d.Submit(t.Context(), twice)
		if err != nil || r.Cases[0].Error == nil || len(r.Cases[0].Error.Locals) != 1 {
			t.Fatalf("%+v, %v", r, err)
		}
	}
}

// What a program in a dialog would do with the input of its validator tells what that asks for.
func TestInspectNoDialog(t *testing.T) {
	t.Parallel()
	f := &inspected{seen: runners.Inspection{Line: 1, Locals: []runners.Local{{Name: "n", Value: "4711"}}}}
	for interactive, asked := range map[bool]int{false: 1, true: 0} {
		f.inspect = nil
		p := &problems.Problem{Kind: problems.Stdin, Validator: &problems.Validator{Interactive: interactive}}
		e := &Error{Line: 1}
		new(Judge).inspect(t.Context(), &seat{problem: p, session: &inspectedSession{nil, f}}, testcases.Case{Name: "sample/1"}, e)
		if len(f.inspect) != asked || len(e.Locals) != asked {
			t.Errorf("interactive %v: asked %v, %+v", interactive, f.inspect, e)
		}
	}
}
