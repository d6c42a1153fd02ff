package kattis

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/docker/go-units"

	"github.com/coding-judge/judge/testcases"
)

// Bounds of a package. What is beyond is refused before it takes memory.
const (
	maxArchive   = 256 << 20
	maxFile      = 128 << 20 // the format recommends at most 100 MiB
	maxTotal     = 512 << 20 // of all files, those included that are never read
	maxFiles     = 20_000
	maxDepth     = 16
	maxText      = 1 << 20 // of a file that people write: settings, a program, a statement
	maxRatio     = 100     // how many times larger than its archive a package may be
	freeOfRatio  = 64 << 20
	maxDirectory = 16 << 20 // of an archive's own list of files
)

// namePattern is what the format allows; what is named otherwise counts as not there.
var namePattern = regexp.MustCompile(`^[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,254}$`)

// files are a package's regular files by their paths from its root, all of which the format allows.
type files struct {
	origin string // the folder or archive, as it was named
	all    map[string]source
	odd    []string // paths that count as not there, but are no dot files
	left   int64    // how many bytes may still be read
	close  func()
}

// source is where a file's bytes come from.
type source interface {
	Open() (io.ReadCloser, error)
}

// refuse gives the error that a package is refused with. A name in it stands in quotes: it may be anything.
func (f *files) refuse(format string, args ...any) error {
	return &testcases.FileError{File: f.origin, Message: "the package is refused: " + fmt.Sprintf(format, args...)}
}

// file is a file's name for messages.
func (f *files) file(name string) string { return f.origin + "/" + name }

func (f *files) errorf(name, format string, args ...any) error {
	return &testcases.FileError{File: f.file(name), Message: fmt.Sprintf(format, args...)}
}

// allowed says whether a path counts. A path that does not is remembered, unless it is one of the files that tools leave.
func (f *files) allowed(name string) bool {
	parts := strings.Split(name, "/")
	for _, part := range parts {
		if namePattern.MatchString(part) && part != "__MACOSX" {
			continue
		}
		if !strings.HasPrefix(part, ".") && part != "__MACOSX" {
			f.odd = append(f.odd, name)
		}
		return false
	}
	return true
}

// rooted takes the one folder that all files stand in off their paths, where problem.yaml is not at the top.
func (f *files) rooted() error {
	const file = "problem.yaml"
	if _, ok := f.all[file]; ok {
		return nil
	}
	var root string
	for name := range f.all {
		if path.Base(name) == file && strings.Count(name, "/") == 1 {
			if root != "" {
				return f.refuse("it holds several packages, %q and %q; name the folder of one", root, path.Dir(name))
			}
			root = path.Dir(name)
		}
	}
	if root == "" {
		return f.errorf(file, "is missing; every package has one")
	}
	inside := map[string]source{}
	for name, s := range f.all {
		rest, ok := strings.CutPrefix(name, root+"/")
		if !ok {
			f.odd = append(f.odd, name)
			continue
		}
		inside[rest] = s
	}
	f.all = inside
	return nil
}

func (f *files) has(name string) bool {
	_, ok := f.all[name]
	return ok
}

// read gives a file's bytes, of which there may be no more than limit.
func (f *files) read(name string, limit int64) ([]byte, error) {
	s, ok := f.all[name]
	if !ok {
		return nil, f.errorf(name, "is missing")
	}
	r, err := s.Open()
	if err != nil {
		return nil, f.errorf(name, "cannot be read: %v", reason(err))
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, min(limit, f.left)+1))
	switch {
	case err != nil:
		return nil, f.errorf(name, "cannot be read: %v", reason(err))
	case int64(len(data)) > limit:
		return nil, f.errorf(name, "is larger than %s, the most that is read", units.BytesSize(float64(limit)))
	case int64(len(data)) > f.left:
		return nil, f.refuse("its files are larger than %s together", units.BytesSize(maxTotal))
	}
	f.left -= int64(len(data))
	return data, nil
}

// text is a text file without the carriage returns at its lines' ends.
func (f *files) text(name string) (string, error) {
	data, err := f.read(name, maxText)
	return strings.ReplaceAll(string(data), "\r\n", "\n"), err
}

// reason leaves the path out of an error: the message has it already.
func reason(err error) error {
	var e *fs.PathError
	if errors.As(err, &e) {
		return e.Err
	}
	return err
}

// under gives the paths of the files in a folder, at any depth, in their order.
func (f *files) under(dir string) []string {
	var names []string
	for name := range f.all {
		if strings.HasPrefix(name, dir+"/") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// tally counts what a package holds as it is listed.
type tally struct {
	f     *files
	count int
	total int64
	names map[string]string // by what a file system that knows no case takes for the same
}

// add takes a file that was found with its size.
func (t *tally) add(name string, size int64, s source) error {
	t.count++
	t.total += size
	switch {
	case t.count > maxFiles:
		return t.f.refuse("it holds more than %d files", maxFiles)
	case size > maxFile:
		return t.f.refuse("%.200q has %s; at most %s are read", name, units.BytesSize(float64(size)), units.BytesSize(maxFile))
	case t.total > maxTotal:
		return t.f.refuse("its files are larger than %s together", units.BytesSize(maxTotal))
	case strings.Count(name, "/") >= maxDepth:
		return t.f.refuse("%.200q is nested deeper than %d folders", name, maxDepth)
	case !t.f.allowed(name):
		return nil
	}
	if err := t.distinct(name); err != nil {
		return err
	}
	t.f.all[name] = s
	return nil
}

// distinct refuses paths that are one file somewhere: twice the same, or alike but for upper and lower case, the folders above
// included; and a file where another has a folder.
func (t *tally) distinct(name string) error {
	if t.f.has(name) {
		return t.f.refuse("%.200q is there twice", name)
	}
	for at := len(name); at > 0; at = strings.LastIndexByte(name[:at], '/') {
		part := name[:at]
		kind := "folder " // so that a file and a folder of the same name are told apart
		if at == len(name) {
			kind = "file "
		}
		folded := strings.ToLower(part)
		was, seen := t.names[folded]
		if seen && was != kind+part {
			return t.f.refuse("%.200q and another file have the same name where upper and lower case are not told apart, or one is a folder", part)
		}
		t.names[folded] = kind + part
	}
	return nil
}
