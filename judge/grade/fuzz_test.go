package grade_test

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/coding-judge/judge/judge/grade"
	"github.com/coding-judge/judge/testcases"
)

// Whatever a manifest is, it names submissions, or its mistake has a place in the file's own name.
func FuzzManifest(f *testing.F) {
	for _, text := range []string{
		"format: 1\nstudents: [a, b]\nsubmissions:\n  - {problem: one, files: ['{student}/*.py', '../{student}.py']}\n",
		"format: 1\nsubmissions: [{problem: two, student: a, files: [/*/x.py]}]\n", "format: !!x\n", "submissions: {0: {}}\n", "format: 1\nsubmissions: [null]\n",
	} {
		f.Add([]byte(text))
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text []byte) {
		_, err := grade.Manifest(filepath.Join(dir, "m.yaml"), text, slug)
		var placed *testcases.FileError
		if err != nil && !errors.As(err, &placed) {
			t.Errorf("%T: %v", err, err)
		}
	})
}
