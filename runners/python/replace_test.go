package python_test

import (
	"testing"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/native/nativetest"
	"github.com/coding-judge/judge/runners/python"
)

// A cell takes one source after the other: one that does not compile, one that breaks the cell, and one that looks for what the
// others left.
func TestReplace(t *testing.T) {
	t.Parallel()
	s := prepare(t, &python.Runner{Engine: nativetest.Open(t)}, small(), []byte("left = 1\ndef k_frequent(nums, k): return [1]\n"))
	for _, step := range []struct{ source, want string }{
		{"", "answered [1]"},
		{"def k_frequent(nums, k: pass", "not compiled"},
		{"def k_frequent(nums, k): return ['left' in globals()]\n", "answered [false]"},
		{"import os\ndef k_frequent(nums, k): os._exit(3)\n", "exited 3"},
		{"def k_frequent(nums, k): return [2]\n", "answered [2]"},
	} {
		if step.source != "" {
			if err := s.(runners.Replaceable).Replace(t.Context(), []byte(step.source)); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			if got := ending(run(t, s, input(t, []int{5}, 1))); got != step.want {
				t.Errorf("%q: %s, not %s", step.source, got, step.want)
			}
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.(runners.Replaceable).Replace(t.Context(), nil); err == nil {
		t.Error("a session that is closed takes a source")
	}
}
