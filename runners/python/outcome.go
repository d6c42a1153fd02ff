package python

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases/value"
)

// compiled reads the result of a compilation: nil if the submission compiles. Nothing of it has run and no case was there,
// so what is said is static.
func (s *session) compiled(r result) *runners.Outcome {
	if r.Exit == 0 && string(r.answer) == "C" {
		return nil
	}
	o := s.outcome(r)
	if o.End == runners.Raised {
		o.End = runners.NotCompiled
		o.Fault.Static = true
	}
	return &o
}

// outcome reads a result. What the supervisor saw comes before what the case claims: a case that was ended at a limit
// has no answer, whatever it wrote.
func (s *session) outcome(r result) runners.Outcome {
	o := runners.Outcome{
		CPU:    time.Duration(r.CPU) * time.Microsecond,
		Wall:   time.Duration(r.Wall) * time.Microsecond,
		Peak:   r.Peak,
		Stdout: r.stdout,
		Stderr: r.stderr,
	}
	var kind byte
	if len(r.answer) > 0 && r.Exit == 0 {
		kind = r.answer[0]
	}
	switch {
	case r.OOM:
		o.End = runners.MemoryEnded
	case r.Killed == "cpu":
		o.End = runners.CPUEnded
	case r.Killed == "wall":
		o.End = runners.WallEnded
	case r.Killed == "stop":
		o.End = runners.Stopped
	case r.Killed != "":
		o.End, o.Stream = runners.OutputEnded, r.Killed
		if s.program.Stdin && r.Killed == "stdout" {
			o.Stream = "output"
		}
	case r.Signal != 0:
		o.End, o.Code = runners.Signaled, r.Signal
	case kind == 'A' && !s.program.Stdin:
		o.End, o.Answer = runners.Answered, r.answer[1:]
	case kind == 'E', kind == 'S':
		o.Fault = readFault(r.answer[1:], s.source)
		switch {
		case o.Fault == nil: // no harness wrote that
			o.End = runners.Exited
		case kind == 'E' && o.Fault.Type == "MemoryError":
			o.End = runners.MemoryEnded
		default:
			o.End = runners.Raised
		}
	case s.program.Stdin && r.Exit == 0:
		o.End, o.Answer, o.Stdout = runners.Answered, printed(r.stdout), nil
	default:
		o.End, o.Code = runners.Exited, r.Exit
	}
	return o
}

// printed is a program's output as an answer.
func printed(b []byte) []byte {
	if utf8.Valid(b) {
		return value.AppendJSON(nil, value.Str(b))
	}
	return value.AppendJSON(nil, value.Bytes(b))
}

// fault is an error as harness.py, or a submission that pretends to be it, describes it.
type fault struct {
	Type    string `json:"type"`
	Message string `json:"message"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Width   int    `json:"width"`
	Bytes   bool   `json:"bytes"` // columns count bytes
	Hint    string `json:"hint"`
	Call    int    `json:"call"`
}

const maxText = 2000 // characters of a message that are kept

// readFault reads an error strictly, and drops a place that is not in the source. It is nil where there is no error to
// read.
func readFault(data, source []byte) *runners.Fault {
	var f fault
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&f); err != nil || f.Type == "" {
		return nil
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil
	}
	out := &runners.Fault{Type: shorten(f.Type, 100), Message: shorten(f.Message, maxText), Hint: shorten(f.Hint, 200), Call: max(f.Call, 0)}
	lines := strings.Split(string(source), "\n")
	if f.Line < 1 || f.Line > len(lines) {
		return out
	}
	out.Line = f.Line
	line := strings.TrimSuffix(lines[f.Line-1], "\r")
	from, width := f.Column-1, f.Width
	if from < 0 || from > len(line) || width < 0 || width > len(line) {
		return out
	}
	to := min(from+width, len(line))
	if f.Bytes {
		from, to = utf8.RuneCountInString(line[:from]), utf8.RuneCountInString(line[:to])
	}
	n := utf8.RuneCountInString(line) // the interpreter may point beyond it
	from, to = min(from, n), min(to, n)
	out.Column, out.Width = from+1, to-from
	return out
}

func shorten(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(slices.Concat(r[:most], []rune("…")))
	}
	return s
}
