package judge

import (
	"context"
	"fmt"
	"path"
	"strconv"
	"sync"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// The calibration is a small fixed program in each language, which takes some tens of milliseconds: enough to be measured well, and
// made of what solutions are made of.
const (
	calibrationPython = `def calibrate(n):
    counts, x = {}, 1
    for _ in range(n):
        x = (x * 1103515245 + 12345) % 2147483648
        counts[x % 1000] = counts.get(x % 1000, 0) + 1
    return sorted(counts.values())[0]
`
	calibrationSQL = `select count(distinct md5(n::text)) as n from generate_series(1, 60000) as n`
)

// calibrations is how often the calibration runs; the fastest counts, for nothing makes a machine faster than it is.
const calibrations = 5

// scaleMost bounds how far a limit is scaled, either way. Beyond it, something else is wrong than the machine's speed.
const scaleMost = 8

// speeds are how long the calibrations took on this machine.
type speeds struct {
	mu    sync.Mutex
	known map[problems.Language]time.Duration
}

// Calibration is how much processor time the calibration of a language takes on this machine. It runs once, while nothing else of
// this judge does, and is kept under the judge's Machine.
func (j *Judge) Calibration(ctx context.Context, language problems.Language) (time.Duration, error) {
	j.speeds.mu.Lock()
	defer j.speeds.mu.Unlock()
	if took := j.speeds.known[language]; took > 0 {
		return took, nil
	}
	text, err := j.computed(Key("calibration/v1", j.Machine, string(language), calibrationPython, calibrationSQL), func() (testcases.Blob, error) {
		took, err := j.calibrate(ctx, language)
		return testcases.NewBlob(strconv.AppendInt(nil, int64(took), 10)), err
	})
	if err != nil {
		return 0, fmt.Errorf("calibrate: %w", err)
	}
	n, err := strconv.ParseInt(string(text.Bytes()), 10, 64)
	if err != nil || n <= 0 {
		return 0, fmt.Errorf("calibrate: what is kept in the cache folder is no time; judge clean --cache empties it")
	}
	if j.speeds.known == nil {
		j.speeds.known = map[problems.Language]time.Duration{}
	}
	j.speeds.known[language] = time.Duration(n)
	return time.Duration(n), nil
}

func (j *Judge) calibrate(ctx context.Context, language problems.Language) (time.Duration, error) {
	p := &problems.Problem{Slug: "calibration", Limits: problems.DefaultLimits().Within(time.Minute)}
	c := testcases.Case{Name: "calibration", Group: testcases.Sample}
	s := &seat{runner: j.Runners[language], problem: p}
	switch language {
	case problems.SQL:
		p.Kind, p.Schema, s.source = problems.Query, "create table numbers (n integer);", []byte(calibrationSQL)
		c.Input = testcases.NewBlob([]byte(`{"dict":[["numbers",{"dict":[["columns",["n"]],["rows",[[1]]]]}]]}`))
	default:
		p.Kind, s.source = problems.Function, []byte(calibrationPython)
		p.Signature = problems.Signature{Name: "calibrate", Params: []problems.Param{{Name: "n"}}}
		c.Input = testcases.NewBlob([]byte(`{"dict":[["n",250000]]}`))
	}
	defer s.leave()
	j.measuring.Lock()
	defer j.measuring.Unlock()
	var best time.Duration
	for range calibrations {
		o, err := s.run(ctx, c)
		if err != nil {
			return 0, err
		}
		if o.End != runners.Answered {
			return 0, fmt.Errorf("the program of %s gave no answer (%s)", language, Decide(o, nil, p.Limits))
		}
		if best == 0 || o.CPU < best {
			best = o.CPU
		}
	}
	return max(best, 1), nil
}

// scaled is a problem with the limit that it has on this machine, where its author left the limit to be measured.
func (j *Judge) scaled(ctx context.Context, p *problems.Problem) (*problems.Problem, error) {
	if !p.Limits.Auto {
		return p, nil
	}
	if p.Limits.Calibration == 0 {
		return nil, &testcases.FileError{File: path.Join(p.Dir, "problem.yaml"), Message: fmt.Sprintf(
			"limits.cpu: is auto, and there is no %s: judge verify --measure %s measures the limit and writes it", problems.MeasuredFile, p.Slug)}
	}
	here, err := j.Calibration(ctx, p.Kind.Language())
	if err != nil {
		return nil, err
	}
	out := *p
	out.Limits = p.Limits.Within(Scale(p.Limits.CPU, p.Limits.Calibration, here))
	return &out, nil
}

// Scale gives the limit for a machine on which the calibration takes as long as here, from one that was measured where it took as
// long as there. It is rounded up to hundredths of a second.
func Scale(cpu, there, here time.Duration) time.Duration {
	factor := min(max(float64(here)/float64(there), 1.0/scaleMost), scaleMost)
	const step = 10 * time.Millisecond
	return (time.Duration(float64(cpu)*factor) + step - 1) / step * step
}
