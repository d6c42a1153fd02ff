package judge

import (
	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
)

// Verdict is what an outcome means.
type Verdict string

// The verdicts, as reports spell them.
const (
	Accepted            Verdict = "accepted"
	WrongAnswer         Verdict = "wrong_answer"
	TimeLimitExceeded   Verdict = "time_limit_exceeded"
	MemoryLimitExceeded Verdict = "memory_limit_exceeded"
	OutputLimitExceeded Verdict = "output_limit_exceeded"
	RunTimeError        Verdict = "run_time_error"
	CompileError        Verdict = "compile_error"
	Skipped             Verdict = "skipped"
	JudgeError          Verdict = "judge_error" // ours; says nothing of the submission
)

// Decide says what an outcome means; d is how its answer compares, nil where there is none. A limit that was passed
// comes before all else, for what a run does beyond its limits no longer matters.
func Decide(o runners.Outcome, d *compare.Diff, l problems.Limits) Verdict {
	switch {
	case o.End == runners.MemoryEnded, o.Peak > l.Memory:
		return MemoryLimitExceeded
	case o.End == runners.CPUEnded, o.End == runners.WallEnded, o.CPU > l.CPU:
		return TimeLimitExceeded
	case o.End == runners.OutputEnded:
		return OutputLimitExceeded
	case o.End == runners.NotCompiled:
		return CompileError
	case o.End != runners.Answered:
		return RunTimeError
	case d == nil || !d.Equal:
		return WrongAnswer
	}
	return Accepted
}

// Total is the verdict on a submission: the first that is not accepted. A fault of ours comes before all, for then
// nobody knows what the others would have been worth.
func Total(cases []CaseReport) Verdict {
	total := Accepted
	for _, c := range cases {
		switch {
		case c.Verdict == JudgeError:
			return JudgeError
		case total == Accepted && c.Verdict != Skipped:
			total = c.Verdict
		}
	}
	return total
}
