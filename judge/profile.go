package judge

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// ProfileReport says where a submission spends its time on its slowest case. It is made by a run of its own and has no part in the
// verdict; and what it says comes from the submission's process, so that it can be forged, by who reads it.
type ProfileReport struct {
	Message string `json:"message,omitempty"` // why there is none
	Case    string `json:"case,omitempty"`
	Hidden  bool   `json:"hidden,omitempty"`
	// Factor is how many times the usual limit of processor time the run had, for to watch lines takes time.
	Factor float64 `json:"limit_factor,omitempty"`
	CPU    float64 `json:"cpu_ms,omitempty"` // of the run, slowed down as it was; 0 of a hidden case
	// Partial says that the run did not end by itself with an answer: what it did until then is told.
	Partial bool          `json:"partial,omitempty"`
	Says    []string      `json:"says,omitempty"` // what else is to be known, in sentences
	Lines   []ProfileLine `json:"lines,omitempty"`
	Total   int           `json:"total_lines,omitempty"` // of the source, of which some are left out
}

// ProfileLine is a line of the submission. Of a hidden case only the hot ones have hits and a share, rounded to a power of ten and to
// tenths, and there is no time.
type ProfileLine struct {
	Line   int     `json:"line"`
	Source string  `json:"source"`
	Hits   int64   `json:"hits"`
	Time   float64 `json:"time_ms,omitempty"` // without the submission's functions that it calls
	Share  float64 `json:"share"`             // of the time of all lines, from 0 to 1
	Hot    bool    `json:"hot,omitempty"`
}

// How a profile is made and how much of it is shown.
const (
	profileFactor  = 5                // of the limit of processor time
	longestProfile = 30 * time.Second // but no more, unless the limit itself is
	wholeSource    = 60               // lines; of more, those around lines that take time
	mostShown      = 80
	maxSourceLine  = 300 // characters
	hotShare       = 0.1
	mostHot        = 3
)

// profile watches the lines of the slowest case. What goes wrong in it says nothing of the submission, so the error is the context's
// only.
func (j *Judge) profile(ctx context.Context, r *Report, cell *seat) error {
	c, why := j.slowest(r, cell.problem)
	if err := cell.open(ctx); err != nil && ctx.Err() != nil { // it is taken, unless it broke
		return context.Cause(ctx)
	}
	profiler, ok := cell.session.(runners.Profiler)
	switch {
	case cell.problem.Kind.Language() != problems.Python:
		why = "profiles are made of Python submissions only; --plan shows how a query is executed"
	case cell.problem.Interactive():
		why = "of a program that speaks with another one no profile is made"
	case r.Verdict == CompileError:
		why = "what does not compile takes no time"
	case !ok && why == "":
		why = "this runner makes no profiles"
	}
	if why != "" {
		r.Profile = &ProfileReport{Message: why}
		return nil
	}
	if j.Watch != nil {
		j.Watch(Progress{Does: "watching the lines of the slowest case"})
	}
	limit := cell.problem.Limits.CPU
	raised := max(limit, min(profileFactor*limit, longestProfile))
	p, err := j.profileCase(ctx, profiler, cell.problem, c, raised)
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil && c.Hidden: // what an author's program says may hold the case's content
		r.Profile = &ProfileReport{Message: "no profile could be made, which says nothing about the submission"}
	case err != nil:
		r.Profile = &ProfileReport{Message: Clean(fmt.Sprintf("no profile could be made, which says nothing about the submission: %v", err))}
	default:
		r.Profile = profileReport(shownName(cell.problem, c), c.Hidden, p, string(cell.source), cell.problem.Limits.Within(raised))
		r.Profile.Factor = round(float64(raised)/float64(limit), 2)
	}
	return nil
}

func (j *Judge) profileCase(ctx context.Context, profiler runners.Profiler, p *problems.Problem, c testcases.Case, cpu time.Duration) (runners.Profile, error) {
	if !c.Generate.IsZero() {
		input, err := j.computedFor(p, c, inputKey(p, c), func() (testcases.Blob, error) {
			made, err := p.Materialize(ctx, c)
			return made.Input, err
		})
		if err != nil {
			return runners.Profile{}, err
		}
		c.Input = input
	}
	j.measuring.Lock()
	defer j.measuring.Unlock()
	return profiler.Profile(ctx, c, cpu)
}

// slowest is the case that took most time, or why there is none. A sealed case is no such: a profile says how often lines run, by which
// a submission could tell what is in it. The largest input that can be made is taken in its place.
func (j *Judge) slowest(r *Report, p *problems.Problem) (c testcases.Case, why string) {
	most := -1
	for i, reported := range r.Cases {
		if i >= len(p.Cases) || reported.Verdict == Skipped || reported.Verdict == JudgeError {
			continue
		}
		if most < 0 || slower(reported, r.Cases[most]) {
			most = i
		}
	}
	switch {
	case most < 0:
		return c, "no case ran"
	case !p.Cases[most].Hidden || !p.Sealed:
		return p.Cases[most], ""
	case p.Scaling != nil:
		return p.Grown(slices.Max(p.Scaling.Sizes)), ""
	}
	return c, "the slowest case is sealed, and the problem does not say how to make an input that is as slow: problem.yaml declares no scaling:"
}

// slower says whether a case took longer than another one: what was ended took longest, though it may have waited and not worked.
func slower(a, b CaseReport) bool {
	if (a.Verdict == TimeLimitExceeded) != (b.Verdict == TimeLimitExceeded) {
		return a.Verdict == TimeLimitExceeded
	}
	return a.CPU > b.CPU
}

func profileReport(name string, hidden bool, p runners.Profile, source string, l problems.Limits) *ProfileReport {
	r := &ProfileReport{Case: name, Hidden: hidden, Partial: p.Outcome.End != runners.Answered}
	if !hidden {
		r.CPU = ms(p.Outcome.CPU)
	}
	texts := strings.Split(strings.TrimSuffix(source, "\n"), "\n")
	r.Total = len(texts)
	all := make([]ProfileLine, len(texts))
	for i, text := range texts {
		if runes := []rune(text); len(runes) > maxSourceLine {
			text = string(runes[:maxSourceLine]) + "…"
		}
		all[i] = ProfileLine{Line: i + 1, Source: Clean(text)}
	}
	total := 0.0 // of times that a forged profile may have, an integer is soon too small
	for _, line := range p.Lines {
		total += float64(line.Time)
	}
	for _, line := range p.Lines {
		if line.Line > len(all) { // an empty one behind the last
			continue
		}
		at := &all[line.Line-1]
		at.Hits, at.Time = line.Hits, round(ms(line.Time), 3)
		if total > 0 {
			at.Share = round(float64(line.Time)/total, 4)
		}
	}
	heat(all)
	if hidden {
		veil(all)
	}
	r.Lines = excerpt(all)
	r.Says = profileWords(p, hidden, l)
	if len(p.Lines) == 0 {
		r.Says = append(r.Says, "no line was seen to run")
	}
	return r
}

// heat marks the lines that take most.
func heat(lines []ProfileLine) {
	order := make([]int, len(lines))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch x, y := lines[a].Share, lines[b].Share; {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	for i, at := range order {
		lines[at].Hot = i < mostHot && lines[at].Share >= hotShare
	}
}

// veil leaves of a hidden case's lines no more than which are hot, and roughly how. A submission decides how often each of its lines
// runs: with a number for each of hundreds of lines it would tell all that a case holds.
func veil(lines []ProfileLine) {
	for i, l := range lines {
		lines[i].Hits, lines[i].Time, lines[i].Share = 0, 0, 0
		if l.Hot {
			lines[i].Hits, lines[i].Share = powerOfTen(l.Hits), round(l.Share, 1)
		}
	}
}

// powerOfTen rounds a number down to one.
func powerOfTen(n int64) int64 {
	power := int64(1)
	for n >= 10 {
		n /= 10
		power *= 10
	}
	return power
}

// excerpt is a short source whole, and of a long one the lines that take time, with those around them.
func excerpt(all []ProfileLine) []ProfileLine {
	if len(all) <= wholeSource {
		return all
	}
	for _, least := range []float64{0.002, 0.01, 0.05, hotShare} {
		var out []ProfileLine
		for i, line := range all {
			near := false
			for _, other := range all[max(0, i-2):min(len(all), i+3)] {
				near = near || other.Share >= least
			}
			if near {
				out = append(out, line)
			}
		}
		if len(out) > 0 && len(out) <= mostShown {
			return out
		}
	}
	return all[:wholeSource]
}

// endedHow says how a run ended that gave no answer.
func endedHow(o runners.Outcome, l problems.Limits) string {
	switch {
	case o.End == runners.Answered:
		return ""
	case o.End == runners.CPUEnded, o.CPU > l.CPU:
		return fmt.Sprintf("ended at its limit of %s of processor time", duration(l.CPU))
	case o.End == runners.WallEnded:
		return fmt.Sprintf("ended while it waited, after %s", duration(l.Wall))
	case o.End == runners.MemoryEnded:
		return fmt.Sprintf("ran out of memory; the limit is %s", size(l.Memory))
	case o.End == runners.OutputEnded:
		return "wrote more than it may"
	case o.End == runners.Raised:
		return "ended with an error"
	case o.End == runners.Signaled:
		return fmt.Sprintf("was ended by signal %d (%v)", o.Code, syscall.Signal(o.Code))
	}
	return "ended without an answer"
}

// profileWords say how the run ended, and what the numbers are not.
func profileWords(p runners.Profile, hidden bool, l problems.Limits) []string {
	var says []string
	if how := endedHow(p.Outcome, l); how != "" {
		says = append(says, how+": shown is what it did until then")
	}
	switch {
	case p.Unseen > 0 && hidden:
		says = append(says, "of its end nothing is known")
	case p.Unseen > 0:
		says = append(says, fmt.Sprintf("of the last %s nothing is known", duration(p.Unseen)))
	}
	if hidden {
		says = append(says, "the case is hidden, so only the hottest lines have numbers, and these are rounded")
	}
	return says
}
