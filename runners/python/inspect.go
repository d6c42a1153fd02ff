package python

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"regexp"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// Inspect runs a case once more, to see what is there where it fails. The cell has the same program then, told to say so.
func (s *session) Inspect(ctx context.Context, c testcases.Case) (runners.Inspection, error) {
	var none runners.Inspection
	if s.closed {
		return none, errors.New("inspect: the session is closed")
	}
	usual := s.program
	s.program.Inspect = true
	err := s.Replace(ctx, s.source)
	if err == nil {
		var r result
		if r, err = s.inspect(ctx, c); err == nil {
			none = readInspection(r, s.source)
		}
	}
	s.program = usual
	if again := s.Replace(ctx, s.source); err == nil {
		err = again
	}
	return none, err
}

func (s *session) inspect(ctx context.Context, c testcases.Case) (result, error) {
	input, err := s.input(c)
	if err != nil {
		return result{}, err
	}
	defer s.shortly()()
	r, err := s.exchange(ctx, input)
	if err != nil {
		return r, s.left(err)
	}
	return r, nil
}

// Bounds of what an inspection may tell.
const (
	maxCallers = 4
	maxLocals  = 10
	maxName    = 60
	maxShown   = 100
)

// localName is a variable, or an attribute of self.
var localName = regexp.MustCompile(`^(self\.)?[\pL_][\pL\pN_]*$`)

// readInspection reads what frames.py, or a submission that pretends to be it, says. What is not in its form is left out.
func readInspection(r result, source []byte) runners.Inspection {
	var out runners.Inspection
	if r.Exit != 0 || r.Killed != "" || len(r.answer) == 0 || r.answer[0] != 'L' {
		return out
	}
	var told struct {
		Line    int         `json:"line"`
		Callers [][2]any    `json:"callers"`
		Locals  [][2]string `json:"locals"`
	}
	dec := json.NewDecoder(bytes.NewReader(r.answer[1:]))
	dec.DisallowUnknownFields()
	if dec.Decode(&told) != nil {
		return out
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return out
	}
	lines := bytes.Count(source, []byte("\n")) + 1
	out.Line = told.Line
	for _, c := range told.Callers[:min(len(told.Callers), maxCallers)] {
		line, ok1 := c[0].(float64)
		name, ok2 := c[1].(string)
		if ok1 && ok2 && line >= 1 && line <= float64(lines) {
			out.Callers = append(out.Callers, runners.Caller{Line: int(line), Function: shorten(name, maxName)})
		}
	}
	for _, l := range told.Locals[:min(len(told.Locals), maxLocals)] {
		if len(l[0]) <= maxName && localName.MatchString(l[0]) {
			out.Locals = append(out.Locals, runners.Local{Name: l[0], Value: shorten(l[1], maxShown)})
		}
	}
	return out
}
