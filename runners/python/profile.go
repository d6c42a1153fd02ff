package python

import (
	"bytes"
	"context"
	_ "embed" // the program that watches
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

//go:embed profile.py
var profiler string

const (
	maxProfile = 8 << 20                // bytes of all that profile.py writes
	unseen     = 500 * time.Millisecond // five times as long as it ever is silent while lines run
	maxCounted = 1 << 50                // of hits and microseconds
)

// Profile runs a case in a cell of its own, for a profile is asked for when all else is done.
func (s *session) Profile(ctx context.Context, c testcases.Case, cpu time.Duration) (runners.Profile, error) {
	p := &session{engine: s.engine, spec: s.spec, limits: s.limits, program: s.program, source: s.source}
	p.limits.CPU = cpu
	p.limits.Answer += maxProfile
	after := p.limits.CPUGuard() * 9 / 10
	p.program.Profile, p.program.After = profiler, after.Seconds()
	if err := p.boot(ctx); err != nil {
		return runners.Profile{}, err
	}
	defer func() { _ = p.Close() }()
	err := p.compile(ctx)
	if err == nil && p.refused != nil {
		return runners.Profile{Outcome: *p.refused}, nil
	}
	input, inputErr := p.input(c)
	if err = errors.Join(err, inputErr); err != nil {
		return runners.Profile{}, err
	}
	r, err := p.exchange(ctx, input)
	switch {
	case errors.Is(err, errBroken) && ctx.Err() == nil:
		return runners.Profile{Outcome: runners.Outcome{End: runners.Broke}}, nil
	case err != nil:
		return runners.Profile{}, err
	}
	return p.profile(r, after), nil
}

// profile reads what came of a run that was watched.
func (s *session) profile(r result, after time.Duration) runners.Profile {
	last, rest := lastSnapshot(r.answer, bytes.Count(s.source, []byte("\n"))+1)
	r.answer = rest
	out := runners.Profile{Outcome: s.outcome(r), Lines: last.lines}
	out.Outcome.Answer = nil
	if gap := out.Outcome.CPU - last.cpu; gap > unseen && out.Outcome.End != runners.Answered {
		out.Unseen = gap
		// Where it was since: the interpreter said it later than profile.py said anything.
		if line := standsAt(r.stderr); line > 0 && line <= bytes.Count(s.source, []byte("\n"))+1 && after-last.cpu > unseen {
			out.Lines, out.Unseen = spend(out.Lines, line, gap), 0
		}
	}
	return out
}

// snapshot is what profile.py says at a time.
type snapshot struct {
	cpu   time.Duration // used so far
	lines []runners.LineTime
}

// lastSnapshot reads all that there are, up to one that is none: a run may end while it writes, and a submission can write there too.
// The rest is what follows them.
func lastSnapshot(data []byte, lines int) (last snapshot, rest []byte) {
	for len(data) >= 5 && data[0] == 'P' {
		n := int64(binary.BigEndian.Uint32(data[1:5]))
		if n > int64(len(data)-5) {
			break
		}
		s, ok := readSnapshot(data[5:5+n], lines)
		if !ok {
			break
		}
		last, data = s, data[5+n:]
	}
	return last, data
}

func readSnapshot(data []byte, lines int) (snapshot, bool) {
	var said struct {
		CPU   int64     `json:"cpu"`
		Lines [][]int64 `json:"lines"`
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&said); err != nil || said.CPU < 0 || said.CPU > maxCounted || len(said.Lines) > lines {
		return snapshot{}, false
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return snapshot{}, false
	}
	s := snapshot{cpu: time.Duration(said.CPU) * time.Microsecond}
	before := int64(0)
	for _, l := range said.Lines {
		if len(l) != 3 || l[0] <= before || l[0] > int64(lines) || l[1] < 0 || l[1] > maxCounted || l[2] < 0 || l[2] > maxCounted {
			return snapshot{}, false
		}
		before = l[0]
		s.lines = append(s.lines, runners.LineTime{Line: int(l[0]), Hits: l[1], Time: time.Duration(l[2]) * time.Microsecond})
	}
	return s, true
}

// standing is how Python's faulthandler writes a place in the submission.
var standing = regexp.MustCompile(`(?m)^  File "` + file + `", line ([0-9]{1,7}) in `)

// file is what harness.py calls the submission.
const file = "submission"

// standsAt is the submission's line in the last of the tracebacks that the interpreter wrote to stderr; 0 where there is none.
func standsAt(stderr []byte) int {
	at := bytes.LastIndex(stderr, []byte(" (most recent call first):\n"))
	if at < 0 {
		return 0
	}
	found := standing.FindSubmatch(stderr[at:])
	if found == nil {
		return 0
	}
	line, err := strconv.Atoi(string(found[1]))
	if err != nil {
		return 0
	}
	return line
}

// spend adds to the time of a line that was still running.
func spend(lines []runners.LineTime, line int, more time.Duration) []runners.LineTime {
	at, there := slices.BinarySearchFunc(lines, line, func(l runners.LineTime, line int) int { return l.Line - line })
	if !there {
		lines = slices.Insert(lines, at, runners.LineTime{Line: line, Hits: 1})
	}
	lines[at].Time += more
	return lines
}
