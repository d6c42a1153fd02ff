// Package jsonl makes problems of the tasks of a JSONL set, one task a line, whose tests are Python code: a function
// check(candidate) of assertions ("prompt", "entry_point", "canonical_solution", "test"), or a list of assertions ("text" or
// "prompt", "code", "test_list").
//
// The tests of such sets run beside a submission, which can so pass without solving anything. Here they run once, in a cell,
// with the set's own solution, and become cases: a submission never meets them. A task whose tests ask for more than pairs of
// arguments and an expected answer is not made a problem, and the reason is given.
package jsonl

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"github.com/coding-judge/judge/testcases"
)

// Bounds of a set. They are far above what sets have.
const (
	maxLine  = 16 << 20 // bytes of a task
	maxTasks = 100_000
)

// Task is one line of a set.
type Task struct {
	ID       string   // "HumanEval/7"
	Prompt   string   // what a learner sees: code up to the function's body, or a text
	Function string   // under test; empty where the assertions tell
	Solution string   // the whole program
	Test     string   // defines check(candidate)
	Asserts  []string // where there is no Test
	Line     int      // in its file
}

// line is a task as the sets write it; what else they have is not needed.
type line struct {
	TaskID     json.RawMessage `json:"task_id"` // text or a number
	Prompt     string          `json:"prompt"`
	EntryPoint string          `json:"entry_point"`
	Canonical  string          `json:"canonical_solution"`
	Test       string          `json:"test"`
	Text       string          `json:"text"`
	Code       string          `json:"code"`
	TestList   []string        `json:"test_list"`
	Setup      string          `json:"test_setup_code"`
	Challenge  []string        `json:"challenge_test_list"`
}

// Read reads a set from a file, which may be compressed (.gz). A line that is no task is a *testcases.FileError.
func Read(file string) ([]Task, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(file, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, &testcases.FileError{File: file, Message: "is no gzip file: " + err.Error()}
		}
	}
	scanner := bufio.NewScanner(r)
	scanner.Buffer(nil, maxLine)
	var tasks []Task
	for n := 1; scanner.Scan(); n++ {
		text := bytes.TrimSpace(scanner.Bytes())
		if len(text) == 0 {
			continue
		}
		task, err := parse(text)
		if err != nil {
			return nil, &testcases.FileError{File: file, Line: n, Column: 1, Message: err.Error()}
		}
		if task.Line = n; len(tasks) == maxTasks {
			return nil, &testcases.FileError{File: file, Line: n, Column: 1, Message: fmt.Sprintf("more than %d tasks", maxTasks)}
		}
		tasks = append(tasks, task)
	}
	switch err := scanner.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return nil, &testcases.FileError{File: file, Message: fmt.Sprintf("a line is longer than %d MiB", maxLine>>20)}
	case err != nil:
		return nil, fmt.Errorf("read %s: %w", file, err)
	case len(tasks) == 0:
		return nil, &testcases.FileError{File: file, Message: "has no tasks; a set is one JSON object a line"}
	}
	return tasks, nil
}

func parse(text []byte) (Task, error) {
	var l line
	if err := json.Unmarshal(text, &l); err != nil {
		return Task{}, fmt.Errorf("is no task in JSON: %w", err)
	}
	id := strings.Trim(string(l.TaskID), `"`)
	switch {
	case id == "" || id == "null":
		return Task{}, errors.New("has no task_id")
	case l.Test != "" && l.EntryPoint != "" && l.Prompt != "":
		return Task{ID: id, Prompt: l.Prompt, Function: l.EntryPoint, Solution: l.Prompt + l.Canonical, Test: l.Test}, nil
	case len(l.TestList) > 0 && l.Code != "":
		if strings.Trim(id, "0123456789") == "" {
			id = "task-" + id
		}
		asserts := append(append([]string{l.Setup}, l.TestList...), l.Challenge...)
		return Task{ID: id, Prompt: l.Text + l.Prompt, Function: calledIn(l.TestList[0], l.Code), Solution: l.Code, Asserts: asserts}, nil
	}
	return Task{}, errors.New("is no task that judge knows: it has neither prompt, entry_point and test nor code and test_list")
}

var definition = regexp.MustCompile(`(?m)^(?:async )?def ([A-Za-z_][A-Za-z0-9_]*)`)

// calledIn is the function of the program that an assertion calls first; the program's last one where it calls none.
func calledIn(assertion, program string) string {
	var called string
	first := len(assertion)
	for _, m := range definition.FindAllStringSubmatch(program, -1) {
		at := regexp.MustCompile(`\b` + m[1] + `\(`).FindStringIndex(assertion)
		switch {
		case at != nil && at[0] < first:
			called, first = m[1], at[0]
		case first == len(assertion):
			called = m[1]
		}
	}
	return called
}

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

// Slug is the name of the problem that a task becomes.
func (t Task) Slug() string {
	return strings.Trim(notSlug.ReplaceAllString(strings.ToLower(t.ID), "-"), "-")
}
