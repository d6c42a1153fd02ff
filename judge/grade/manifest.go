package grade

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/coding-judge/judge/testcases"
)

// manifest is a file that says what to grade.
type manifest struct {
	Format      testcases.Int `yaml:"format"`
	Submissions []item        `yaml:"submissions"`
	Students    []string      `yaml:"students"`
}

// item is the submissions to one problem.
type item struct {
	Problem string   `yaml:"problem"`
	Student string   `yaml:"student"`
	Files   []string `yaml:"files"`
}

// Manifest finds the submissions that a manifest names, relative to its folder. slug gives the slug of a problem, or says that
// there is none. A mistake in the manifest is a *testcases.FileError.
func Manifest(file string, data []byte, slug func(name string) (string, error)) ([]Entry, error) {
	var m manifest
	doc, err := testcases.DecodeYAML(file, data, &m)
	if err != nil {
		return nil, err
	}
	switch {
	case m.Format != 1:
		return nil, doc.Errorf("format", "format: must be 1, which is the format described in docs/grade.md")
	case len(m.Submissions) == 0:
		return nil, doc.Errorf("submissions", "submissions: is a list, of at least one problem with its files")
	}
	for i, student := range m.Students {
		if student == "" || slices.Contains(m.Students[:i], student) {
			return nil, doc.Errorf("students", "students: each has a name and stands there once, and %q does not", student)
		}
	}
	var all []Entry
	for i, it := range m.Submissions {
		at := func(key string) string { return fmt.Sprintf("submissions.%d.%s", i, key) }
		if it.Problem, err = slug(it.Problem); err != nil {
			return nil, doc.Errorf(at("problem"), "problem: %v", err)
		}
		if it.Student != "" && m.Students != nil && !slices.Contains(m.Students, it.Student) {
			return nil, doc.Errorf(at("student"), "student: %q is not among students", it.Student)
		}
		if len(it.Files) == 0 {
			return nil, doc.Errorf(at("files"), "files: is a list of at least one path, such as %q", placeholder+"/topk.py")
		}
		var found []Entry
		for _, pattern := range it.Files {
			some, err := it.find(filepath.Dir(file), pattern)
			if err != nil {
				return nil, doc.Errorf(at("files"), "files: %v", err)
			}
			found = append(found, some...)
		}
		all = append(all, m.expected(it, found)...)
	}
	return firstOf(all), nil
}

func (it item) find(dir, pattern string) ([]Entry, error) {
	if pattern == "" {
		return nil, errors.New("a path is empty")
	}
	return Pattern(dir, pattern, it.Student, it.Problem)
}

// expected adds who is to have submitted and has not, and says of who is not to be graded that it is so.
func (m manifest) expected(it item, found []Entry) []Entry {
	students := m.Students
	if it.Student != "" {
		students = []string{it.Student}
	}
	if students == nil {
		return found
	}
	for i := range found {
		if !slices.Contains(students, found[i].Student) {
			found[i].fault = "is of nobody among the manifest's students"
		}
	}
	for _, student := range students {
		if !slices.ContainsFunc(found, func(e Entry) bool { return e.Student == student }) {
			found = append(found, Entry{Student: student, Problem: it.Problem, fault: "no file was submitted", missing: true})
		}
	}
	return found
}

// firstOf leaves a file to the first item that names it.
func firstOf(all []Entry) []Entry {
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(e Entry) bool {
		if e.File == "" {
			return false
		}
		path := e.Path()
		defer func() { seen[path] = true }()
		return seen[path]
	})
}
