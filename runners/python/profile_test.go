package python

import (
	"encoding/binary"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/wire"
)

// told is what profile.py writes.
func told(text string) string {
	return "P" + string(binary.BigEndian.AppendUint32(nil, uint32(len(text)))) + text
}

func TestProfileIsRead(t *testing.T) {
	t.Parallel()
	const (
		first = `{"cpu":1000,"lines":[[1,1,5]]}`
		last  = `{"cpu":2000,"lines":[[1,1,5],[3,100,1500]]}`
		trace = "noise\nCurrent thread 0x00007f0 (most recent call first):\n  File \"/usr/lib/x.py\", line 1 in x\n  File \"submission\", line 2 in f\n  File \"submission\", line 3 in <module>\n"
	)
	one := []runners.LineTime{{Line: 1, Hits: 1, Time: 5 * time.Microsecond}}
	both := append(one, runners.LineTime{Line: 3, Hits: 100, Time: 1500 * time.Microsecond})
	late := int64(9e6)
	for name, test := range map[string]struct {
		answer, stderr string
		seen           wire.Result
		lines          []runners.LineTime
		end            runners.End
		unseen         time.Duration
	}{
		"the last counts":        {answer: told(first) + told(last) + "A[1]", lines: both, end: runners.Answered},
		"nothing":                {answer: "A[1]", end: runners.Answered},
		"an error":               {answer: told(last) + `E{"type":"ValueError"}`, lines: both, end: runners.Raised},
		"cut off":                {answer: told(first) + told(last)[:20], seen: wire.Result{Killed: "cpu"}, lines: one, end: runners.CPUEnded},
		"cut off at a length":    {answer: told(first) + "P\x00", lines: one, end: runners.Exited},
		"a length beyond all":    {answer: told(first) + "P\xff\xff\xff\xff", lines: one, end: runners.Exited},
		"no JSON":                {answer: told(first) + told("{"), lines: one, end: runners.Exited},
		"something behind it":    {answer: told(first) + told(last+"{}"), lines: one, end: runners.Exited},
		"an unknown key":         {answer: told(first) + told(`{"cpu":1,"lines":[],"more":1}`), lines: one, end: runners.Exited},
		"no such line":           {answer: told(first) + told(`{"cpu":1,"lines":[[5,1,1]]}`), lines: one, end: runners.Exited},
		"line 0":                 {answer: told(first) + told(`{"cpu":1,"lines":[[0,1,1]]}`), lines: one, end: runners.Exited},
		"twice":                  {answer: told(first) + told(`{"cpu":1,"lines":[[2,1,1],[2,1,1]]}`), lines: one, end: runners.Exited},
		"below zero":             {answer: told(first) + told(`{"cpu":1,"lines":[[2,-1,1]]}`), lines: one, end: runners.Exited},
		"too much":               {answer: told(first) + told(`{"cpu":1,"lines":[[2,1,9007199254740993]]}`), lines: one, end: runners.Exited},
		"a fraction":             {answer: told(first) + told(`{"cpu":1,"lines":[[2,1.5,1]]}`), lines: one, end: runners.Exited},
		"two numbers":            {answer: told(first) + told(`{"cpu":1,"lines":[[2,1]]}`), lines: one, end: runners.Exited},
		"stands in C":            {answer: told(first), stderr: trace, seen: wire.Result{Killed: "cpu", CPU: 10e6}, lines: append(one, runners.LineTime{Line: 2, Hits: 1, Time: 9999 * time.Millisecond}), end: runners.CPUEnded},
		"stands in C, nothing":   {stderr: trace, seen: wire.Result{Killed: "cpu", CPU: 10e6}, lines: []runners.LineTime{{Line: 2, Hits: 1, Time: 10 * time.Second}}, end: runners.CPUEnded},
		"stood there before":     {answer: told(strings.Replace(last, "2000", "8900000", 1)), stderr: trace, seen: wire.Result{Killed: "cpu", CPU: 9e6 + 7e5}, lines: both, end: runners.CPUEnded, unseen: 800 * time.Millisecond},
		"nobody knows where":     {answer: told(last), seen: wire.Result{Killed: "cpu", CPU: 10e6}, lines: both, end: runners.CPUEnded, unseen: 9998 * time.Millisecond},
		"stands in no such line": {answer: told(last), stderr: strings.Replace(trace, "line 2", "line 99", 1), seen: wire.Result{Killed: "cpu", CPU: 10e6}, lines: both, end: runners.CPUEnded, unseen: 9998 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &session{source: []byte("a\nb\nc\n"), program: program{Function: "f"}}
			got := s.profile(result{Result: test.seen, answer: []byte(test.answer), stderr: []byte(test.stderr)}, time.Duration(late)*time.Microsecond)
			if diff := cmp.Diff(test.lines, got.Lines); diff != "" {
				t.Error(diff)
			}
			if got.Outcome.End != test.end || got.Unseen != test.unseen || got.Outcome.Answer != nil {
				t.Errorf("end %v, unseen %v, %+v", got.Outcome.End, got.Unseen, got.Outcome)
			}
		})
	}
}

// Whatever a submission writes, what is read of it is a profile of lines that there are.
func FuzzProfile(f *testing.F) {
	for _, s := range []string{"", "P", told(`{"cpu":1,"lines":[[1,2,3]]}`), told("{}") + "A1", told(`{"cpu":1,"lines":[[3,1,1],[2,1,1]]}`)} {
		f.Add([]byte(s), []byte("x (most recent call first):\n  File \"submission\", line 2 in f\n"), int64(10e6))
	}
	f.Fuzz(func(t *testing.T, answer, stderr []byte, cpu int64) {
		s := &session{source: []byte("a\nb\nc"), limits: problems.DefaultLimits()}
		p := s.profile(result{Result: wire.Result{CPU: max(cpu, 0) % 1e12, Killed: "cpu"}, answer: answer, stderr: stderr}, time.Second)
		last := 0
		for _, l := range p.Lines {
			if l.Line <= last || l.Line > 3 || l.Hits < 0 || l.Time < 0 {
				t.Fatalf("%+v", p.Lines)
			}
			last = l.Line
		}
		if p.Unseen < 0 {
			t.Fatal(p.Unseen)
		}
	})
}
