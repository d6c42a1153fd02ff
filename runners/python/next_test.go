package python_test

import (
	"context"
	"slices"
	"testing"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/python"
)

// stays makes an attack one that stays a while with what it leaves, where k is 3.
const stays = "\nothers = k_frequent\ndef k_frequent(nums, k):\n    if k != 3: return others(nums, k)\n" +
	"    attack(nums, 1)\n    __import__('time').sleep(0.3)\n    return [nums, k]\n"

// nextSubmission holds that what a submission leaves is not seen by the next one, in a cell of its own: not while the first
// still runs, not while its cell waits for its next case, and not when it has gone.
func nextSubmission(t *testing.T, runner *python.Runner, p *problems.Problem, source []byte, ends []string) {
	t.Helper()
	first, second := prepare(t, runner, p, source), prepare(t, runner, p, source)
	look := func(s runners.Session, when string) {
		t.Helper()
		if got := ending(run(t, s, attacked)); !slices.Contains(ends, got) {
			t.Errorf("the next submission, while %s: %s, not %s", when, got, ends)
		}
	}
	staying := make(chan string, 1)
	c := input(t, []int{5}, 3)
	go func() {
		if o, err := first.Run(context.Background(), c); err != nil {
			staying <- err.Error()
		} else {
			staying <- ending(o)
		}
	}()
	left := ""
	for left == "" {
		look(second, "the first runs")
		select {
		case left = <-staying:
		default:
		}
	}
	if left != "answered [[5],3]" {
		t.Errorf("the first submission was %s", left)
	}
	look(second, "the first waits")
	if err := first.Close(); err != nil {
		t.Error(err)
	}
	look(prepare(t, runner, p, source), "the first has gone")
}
