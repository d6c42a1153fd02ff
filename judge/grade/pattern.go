package grade

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
)

// placeholder is what stands for a student's name in a pattern.
const placeholder = "{student}"

// IsPattern says whether a path is a pattern, and no name of a file.
func IsPattern(path string) bool { return strings.Contains(path, placeholder) }

// Pattern finds the files whose paths below a folder match a pattern: * and ? stand for characters of a name, and {student} for the
// student's name, unless student names the one whose files all are. Links are not followed, but in a student's folder to what is
// in it. The error is a mistake in the pattern, or that the folder can't be read.
func Pattern(dir, pattern, student, problem string) ([]Entry, error) {
	if filepath.IsAbs(pattern) {
		dir = "/"
	}
	parts := strings.Split(strings.TrimPrefix(filepath.ToSlash(filepath.Clean(pattern)), "/"), "/")
	switch n := strings.Count(strings.Join(parts, "/"), placeholder); {
	case n == 0 && student == "":
		return nil, fmt.Errorf("%s has no %s, so nobody knows whose the files are", pattern, placeholder)
	case n > 1 || n == 1 && student != "":
		return nil, fmt.Errorf("%s names the student more than once", pattern)
	}
	for len(parts) > 1 && !strings.ContainsAny(parts[0], "*?{") { // these are the grader's own
		dir, parts = filepath.Join(dir, parts[0]), parts[1:]
	}
	w := &walk{problem: problem, given: student}
	for _, part := range parts {
		w.parts = append(w.parts, newPart(part))
	}
	err := w.step(dir, "", 0, "")
	return fewOf(w.found, problem), err
}

// fewOf leaves none to a student who has more submissions than one may have.
func fewOf(found []Entry, problem string) []Entry {
	count := map[string]int{}
	for _, e := range found {
		count[e.Student]++
	}
	told := map[string]bool{}
	var out []Entry
	for _, e := range found {
		n := count[e.Student]
		if n <= maxOf {
			out = append(out, e)
			continue
		}
		if !told[e.Student] {
			told[e.Student] = true
			out = append(out, Entry{Student: e.Student, Problem: problem, fault: fmt.Sprintf("there are %d submissions, which is more than %d", n, maxOf)})
		}
	}
	return out
}

// part matches a name on a path.
type part struct {
	names  *regexp.Regexp
	tells  bool // whose it is
	hidden bool // it begins with a dot, as the names must that it matches
}

func newPart(text string) part {
	quoted := regexp.QuoteMeta(text)
	quoted = strings.ReplaceAll(quoted, regexp.QuoteMeta(placeholder), "(.+)")
	quoted = strings.NewReplacer(`\*`, ".*", `\?`, ".").Replace(quoted)
	return part{regexp.MustCompile("(?s)^" + quoted + "$"), strings.Contains(text, placeholder), strings.HasPrefix(text, ".")}
}

// match gives the student that a name tells of.
func (p part) match(name string) (student string, ok bool) {
	m := p.names.FindStringSubmatch(name)
	if m == nil || strings.HasPrefix(name, ".") && !p.hidden {
		return "", false
	}
	if p.tells {
		student = m[1]
	}
	return student, true
}

// walk goes through folders along a pattern.
type walk struct {
	parts   []part
	problem string
	given   string // the student whose files all are; empty where names tell
	found   []Entry
}

// step looks at a folder: path, of which own is the student's, as far as it is known; empty before.
func (w *walk) step(base, path string, depth int, own string) error {
	listed, err := list(filepath.Join(base, path), maxStudents)
	switch {
	case err != nil && own != "":
		w.found = append(w.found, Entry{Student: w.student(own), Problem: w.problem, fault: "the folder can't be read: " + reason(err).Error()})
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: there is no such folder", filepath.Join(base, path))
	case err != nil:
		return err
	}
	last := depth == len(w.parts)-1
	for _, e := range listed {
		student, ok := w.parts[depth].match(e.Name())
		if !ok {
			continue
		}
		here := filepath.Join(path, e.Name())
		isLink := e.Type()&fs.ModeSymlink != 0
		switch {
		case last && e.IsDir(), !last && !e.IsDir() && !isLink:
		case last:
			w.take(base, path, e.Name(), own, student)
		case isLink && w.parts[depth].tells:
			w.found = append(w.found, Entry{Student: student, Problem: w.problem, fault: "the student's folder is a link"})
		case isLink: // somewhere else
		case w.parts[depth].tells:
			err = w.step(base, here, depth+1, here)
		default:
			err = w.step(base, here, depth+1, own)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// student is whose folder own is.
func (w *walk) student(own string) string {
	depth := strings.Count(own, string(filepath.Separator))
	student, _ := w.parts[depth].match(filepath.Base(own))
	return student
}

func (w *walk) take(base, path, name, own, student string) {
	e := Entry{Student: student, File: name, Problem: w.problem, base: filepath.Join(base, path), own: "."}
	switch {
	case own != "":
		below, _ := filepath.Rel(own, filepath.Join(path, name))
		e.Student, e.File, e.base, e.own = w.student(own), filepath.ToSlash(below), base, own
	case w.given != "":
		e.Student = w.given
	}
	w.found = append(w.found, e)
}
