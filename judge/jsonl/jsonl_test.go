package jsonl

import (
	"compress/gzip"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/testcases"
)

func fileOf(t *testing.T, name, content string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if strings.HasSuffix(name, ".gz") {
		z := gzip.NewWriter(f)
		defer z.Close()
		_, err = z.Write([]byte(content))
	} else {
		_, err = f.WriteString(content)
	}
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestRead(t *testing.T) {
	t.Parallel()
	const set = `
{"task_id": "A/1", "prompt": "def f(n):\n", "entry_point": "f", "canonical_solution": "    return n\n", "test": "def check(c): pass", "more": [1]}

{"task_id": 12, "text": "Say g.", "code": "def h(): ...\ndef g(n): return h()", "test_list": ["assert g(1) == h()"], "test_setup_code": "import math"}
`
	want := []Task{
		{ID: "A/1", Prompt: "def f(n):\n", Function: "f", Solution: "def f(n):\n    return n\n", Test: "def check(c): pass", Line: 2},
		{
			ID: "task-12", Prompt: "Say g.", Function: "g", Solution: "def h(): ...\ndef g(n): return h()",
			Asserts: []string{"import math", "assert g(1) == h()"}, Line: 4,
		},
	}
	for _, name := range []string{"set.jsonl", "set.jsonl.gz"} {
		got, err := Read(fileOf(t, name, set))
		if d := cmp.Diff(want, got); err != nil || d != "" {
			t.Errorf("%s: %v\n%s", name, err, d)
		}
	}
	for content, want := range map[string]string{
		"":                                 "has no tasks",
		"{}":                               ":1:1: has no task_id",
		"\n{\"task_id\": \"x\"}":           ":2:1: is no task that judge knows",
		"[1]":                              ":1:1: is no task in JSON",
		strings.Repeat(" ", maxLine) + " ": "a line is longer than 16 MiB",
	} {
		_, err := Read(fileOf(t, "bad.jsonl", content))
		var fault *testcases.FileError
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: got %v, want %s", content, err, want)
		}
	}
}

func TestSlug(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]string{"HumanEval/7": "humaneval-7", "../../etc": "etc", "a b__c": "a-b-c", "/": ""} {
		if got := (Task{ID: id}).Slug(); got != want {
			t.Errorf("%s: got %q, want %q", id, got, want)
		}
	}
}

// FuzzParse: a line is a task with a name, or an error.
func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"task_id": "A/1", "prompt": "p", "entry_point": "f", "test": "t"}`))
	f.Add([]byte(`{"task_id": 1e9, "code": "def f(", "test_list": ["("]}`))
	f.Fuzz(func(t *testing.T, in []byte) {
		task, err := parse(in)
		if slug := task.Slug(); err == nil && (task.ID == "" || strings.ContainsAny(slug, "/.\\")) {
			t.Errorf("%+v: slug %q", task, slug)
		}
	})
}
