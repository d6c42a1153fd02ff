package judge

import (
	"testing"
	"time"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
)

func TestDecide(t *testing.T) {
	t.Parallel()
	limits := problems.Limits{CPU: time.Second, Memory: 1000}
	right, wrong := &compare.Diff{Equal: true}, &compare.Diff{Message: "differs"}
	tests := []struct {
		name string
		o    runners.Outcome
		d    *compare.Diff
		want Verdict
	}{
		{"right answer", runners.Outcome{End: runners.Answered}, right, Accepted},
		{"right answer at both limits", runners.Outcome{End: runners.Answered, CPU: time.Second, Peak: 1000}, right, Accepted},
		{"wrong answer", runners.Outcome{End: runners.Answered}, wrong, WrongAnswer},
		{"an answer that nothing compared", runners.Outcome{End: runners.Answered}, nil, WrongAnswer},
		{"right, but too late", runners.Outcome{End: runners.Answered, CPU: time.Second + 1}, right, TimeLimitExceeded},
		{"right, but too large", runners.Outcome{End: runners.Answered, Peak: 1001}, right, MemoryLimitExceeded},
		{"too late and too large", runners.Outcome{End: runners.Answered, CPU: 2 * time.Second, Peak: 1001}, right, MemoryLimitExceeded},
		{"ended at the CPU limit", runners.Outcome{End: runners.CPUEnded}, nil, TimeLimitExceeded},
		{"ended at the wall limit", runners.Outcome{End: runners.WallEnded}, nil, TimeLimitExceeded},
		{"ended for want of memory", runners.Outcome{End: runners.MemoryEnded}, nil, MemoryLimitExceeded},
		{"too much output", runners.Outcome{End: runners.OutputEnded, Stream: "stdout"}, nil, OutputLimitExceeded},
		{"does not compile", runners.Outcome{End: runners.NotCompiled}, nil, CompileError},
		{"raised", runners.Outcome{End: runners.Raised}, nil, RunTimeError},
		{"raised too late", runners.Outcome{End: runners.Raised, CPU: 2 * time.Second}, nil, TimeLimitExceeded},
		{"exited with success", runners.Outcome{End: runners.Exited}, nil, RunTimeError},
		{"signaled", runners.Outcome{End: runners.Signaled, Code: 11}, nil, RunTimeError},
		{"broke the cell", runners.Outcome{End: runners.Broke}, nil, RunTimeError},
	}
	for _, tt := range tests {
		if got := Decide(tt.o, tt.d, limits); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestTotal(t *testing.T) {
	t.Parallel()
	tests := []struct {
		cases []Verdict
		want  Verdict
	}{
		{nil, Accepted},
		{[]Verdict{Accepted, Accepted}, Accepted},
		{[]Verdict{Accepted, WrongAnswer, TimeLimitExceeded}, WrongAnswer},
		{[]Verdict{Accepted, RunTimeError, Skipped}, RunTimeError},
		{[]Verdict{WrongAnswer, JudgeError}, JudgeError},
	}
	for _, tt := range tests {
		var cases []CaseReport
		for _, v := range tt.cases {
			cases = append(cases, CaseReport{Verdict: v})
		}
		if got := Total(cases); got != tt.want {
			t.Errorf("%v: got %s, want %s", tt.cases, got, tt.want)
		}
	}
}
