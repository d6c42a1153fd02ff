package python

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/wire"
)

// outcome reads a result. What the supervisor saw comes before what the case claims: a case that was ended at a limit
// has no answer, whatever it wrote.
func (s *session) outcome(res wire.Result, answer, stdout, stderr []byte) runners.Outcome {
	o := runners.Outcome{
		CPU:    time.Duration(res.CPU) * time.Microsecond,
		Wall:   time.Duration(res.Wall) * time.Microsecond,
		Peak:   res.Peak,
		Stdout: stdout,
		Stderr: stderr,
	}
	switch {
	case res.OOM:
		o.End = runners.MemoryEnded
	case res.Killed == "cpu":
		o.End = runners.CPUEnded
	case res.Killed == "wall":
		o.End = runners.WallEnded
	case res.Killed != "":
		o.End, o.Stream = runners.OutputEnded, res.Killed
	case res.Signal != 0:
		o.End, o.Code = runners.Signaled, res.Signal
	case len(answer) > 0 && res.Exit == 0 && answer[0] == 'A':
		o.End, o.Answer = runners.Answered, answer[1:]
	case len(answer) > 0 && res.Exit == 0 && (answer[0] == 'E' || answer[0] == 'S'):
		s.raised(&o, answer)
	default:
		o.End, o.Code = runners.Exited, res.Exit
	}
	return o
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
}

const maxText = 2000 // characters of a message that are kept

func (s *session) raised(o *runners.Outcome, answer []byte) {
	var f fault
	dec := json.NewDecoder(bytes.NewReader(answer[1:]))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&f); err != nil {
		o.End = runners.Exited // no harness wrote that
		return
	}
	o.End = runners.Raised
	if answer[0] == 'S' {
		o.End = runners.NotCompiled
	}
	if f.Type == "MemoryError" {
		o.End = runners.MemoryEnded
	}
	o.Fault = &runners.Fault{Type: shorten(f.Type, 100), Message: shorten(f.Message, maxText), Hint: shorten(f.Hint, 200)}
	lines := strings.Split(string(s.source), "\n")
	if f.Line < 1 || f.Line > len(lines) {
		return
	}
	o.Fault.Line = f.Line
	line := lines[f.Line-1]
	from, to := f.Column-1, f.Column-1+f.Width
	if f.Bytes && from >= 0 && from <= to && to <= len(line) {
		from, to = utf8.RuneCountInString(line[:from]), utf8.RuneCountInString(line[:to])
	}
	if n := utf8.RuneCountInString(line); from >= 0 && from <= n && to >= from {
		o.Fault.Column, o.Fault.Width = from+1, min(to, n)-from
	}
}

func shorten(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(slices.Concat(r[:most], []rune("…")))
	}
	return s
}
