package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/judge/verify"
)

func TestVerifyLine(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		progress verify.Progress
		took     time.Duration
		want     string
	}{
		{verify.Progress{Done: 0, Total: 4}, 0, "░░░░░░░░░░░░░░░░░░░░░░░░ 0 of 4 submissions and mutants"},
		{verify.Progress{Done: 2, Kept: 1, Total: 4}, 10 * time.Second, "████████████░░░░░░░░░░░░ 2 of 4 submissions and mutants, about 20s left"},
		{verify.Progress{Done: 2, Kept: 2, Total: 4}, time.Second, "████████████░░░░░░░░░░░░ 2 of 4 submissions and mutants"},
		{verify.Progress{Done: 4, Total: 4}, time.Second, "████████████████████████ 4 of 4 submissions and mutants"},
	} {
		if d := cmp.Diff(tt.want, progressLine(tt.progress.Done, tt.progress.Kept, tt.progress.Total, "submissions and mutants", tt.took)); d != "" {
			t.Errorf("%+v: %s", tt.progress, d)
		}
	}
}

func TestFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, slug := range []string{"a", "b"} {
		if err := os.MkdirAll(filepath.Join(dir, "problems", slug), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "problems", slug, "problem.yaml"), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for arg, want := range map[string][]string{
		dir:                                 {dir, "a", "b"},
		filepath.Join(dir, "problems", "b"): {dir, "b"},
		filepath.Join(dir, "problems", "b") + "/": {dir, "b"},
		filepath.Join(dir, "problems"):            nil,
		filepath.Join(dir, "nothing"):             nil,
		"top-k-frequent":                          nil,
	} {
		library, slugs, ok := folder(arg)
		var got []string
		if ok {
			got = append([]string{library}, slugs...)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", arg, d)
		}
	}
}
