package grade

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// How many entries of a folder are looked at, and how many submissions of one student there may be in one. Somebody may fill a folder.
const (
	maxStudents = 100_000
	maxListed   = 10_000
	maxOf       = 100
)

// Folder finds the submissions in a folder that has one for each student: every Python, SQL or Markdown file right in it, but for
// those that begin with a dot or an underscore, and README. A file beside the folders is its student's, who has its name. The error
// is that the folder can't be read.
func Folder(dir, problem string) ([]Entry, error) {
	listed, err := list(dir, maxStudents)
	if err != nil {
		return nil, err
	}
	var all []Entry
	for _, e := range listed {
		name := e.Name()
		switch {
		case strings.HasPrefix(name, "."):
		case e.IsDir():
			all = append(all, ofStudent(dir, name, problem)...)
		case isSubmission(name):
			all = append(all, Entry{Student: strings.TrimSuffix(name, filepath.Ext(name)), File: name, Problem: problem, base: dir, own: "."})
		case e.Type()&fs.ModeSymlink != 0:
			all = append(all, Entry{Student: name, Problem: problem, fault: "the student's folder is a link"})
		}
	}
	return all, nil
}

// ofStudent finds the submissions in a student's folder.
func ofStudent(dir, student, problem string) []Entry {
	none := Entry{Student: student, Problem: problem}
	listed, err := list(filepath.Join(dir, student), maxListed)
	if err != nil {
		none.fault = "the folder can't be read: " + reason(err).Error()
		return []Entry{none}
	}
	var all []Entry
	for _, e := range listed {
		if !e.IsDir() && isSubmission(e.Name()) {
			all = append(all, Entry{Student: student, File: e.Name(), Problem: problem, base: dir, own: student})
		}
	}
	switch {
	case len(all) == 0:
		none.missing, none.fault = true, "the folder has no .py, .sql or .md file"
		return []Entry{none}
	case len(all) > maxOf:
		none.fault = fmt.Sprintf("the folder has %d submissions, which is more than %d", len(all), maxOf)
		return []Entry{none}
	}
	return all
}

// isSubmission says whether a file is one by its name.
func isSubmission(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	stem := name[:len(name)-len(ext)]
	return slices.Contains([]string{".py", ".sql", ".md", ".markdown"}, ext) && stem != "" && stem[0] != '.' && stem[0] != '_' &&
		!strings.EqualFold(stem, "readme")
}

// File is a submission that is named by its path. Its student is its folder.
func File(path, problem string) (Entry, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return Entry{}, fmt.Errorf("%s: %w", path, err)
	}
	dir, name := filepath.Split(full)
	base, student := filepath.Split(filepath.Clean(dir))
	if student == "" {
		return Entry{}, fmt.Errorf("%s: it is in no folder that would name its student", path)
	}
	return Entry{Student: student, File: name, Problem: problem, base: base, own: student}, nil
}

// list lists a folder in the order of names.
func list(dir string, most int) ([]fs.DirEntry, error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []fs.DirEntry
	for {
		some, err := f.ReadDir(1000)
		if all = append(all, some...); len(all) > most {
			return nil, &fs.PathError{Op: "read", Path: dir, Err: fmt.Errorf("it has more than %d entries", most)}
		}
		switch {
		case errors.Is(err, io.EOF):
			slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
			return all, nil
		case err != nil:
			return nil, err
		}
	}
}

// Distinct leaves out what was found twice. Two submissions that would be called the same, though they are not, are an error.
func Distinct(all []Entry) ([]Entry, error) {
	seen := map[[2]string]*Entry{}
	var out []Entry
	for i := range all {
		e := &all[i]
		if e.fault != "" { // of a folder that can't be read there is one for each problem
			out = append(out, *e)
			continue
		}
		id := [2]string{e.Student, e.File}
		before, ok := seen[id]
		switch {
		case !ok:
			seen[id] = e
			out = append(out, *e)
		case samePath(before, e):
		default:
			return nil, fmt.Errorf("%s and %s are both %s of the student %s; tell them apart with {student} in a pattern, or grade them apart",
				before.Path(), e.Path(), Shown(e.File), Shown(e.Student))
		}
	}
	return out, nil
}

func samePath(a, b *Entry) bool {
	first, err := filepath.Abs(a.Path())
	second, errSecond := filepath.Abs(b.Path())
	return err == nil && errSecond == nil && first == second
}
