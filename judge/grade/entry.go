package grade

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/coding-judge/judge/judge"
)

// Entry is a submission that is to be judged, or what is wrong with it.
type Entry struct {
	Student string // as the folder, the file or the manifest has it
	File    string // its path below the student's folder, with slashes
	Problem string // slug or alias; empty: found by the submission's comment or name

	base string // a folder that is trusted
	own  string // the student's folder below it; "." where students share one, in which no link is followed then

	fault   string // why it can't be judged; empty where nothing is known
	missing bool   // there is nothing to be judged
}

// Path is where the file is.
func (e *Entry) Path() string { return filepath.Join(e.base, e.own, e.File) }

// refusal says why a submission is none, which is its own fault.
type refusal struct{ what string }

func (e *refusal) Error() string { return e.what }

func refusef(format string, args ...any) error { return &refusal{fmt.Sprintf(format, args...)} }

const outside = "is a link that leads out of the student's folder"

// read reads the file, but not much more of it than a submission may have. It is in the student's folder, wherever links in that
// point, and is a plain file: a pipe would never end. The error is a *refusal, for where a file can't be read its student may
// have made it so.
func (e *Entry) read() ([]byte, error) {
	if e.fault != "" {
		return nil, &refusal{e.fault}
	}
	if err := e.real(); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(filepath.Join(e.base, e.own))
	if err != nil {
		return nil, refusef("the folder can't be read: %v", reason(err))
	}
	defer root.Close()
	stat := root.Stat
	if e.own == "." {
		stat = root.Lstat
	}
	info, err := stat(filepath.FromSlash(e.File))
	switch {
	case err != nil && leadsOut(err):
		return nil, refusef(outside)
	case err != nil:
		return nil, refusef("can't be read: %v", reason(err))
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, refusef("is a link, in a folder that students share")
	case !info.Mode().IsRegular():
		return nil, refusef("is no plain file")
	}
	f, err := root.OpenFile(filepath.FromSlash(e.File), os.O_RDONLY|syscall.O_NONBLOCK, 0) // it may be another one by now
	if err != nil {
		return nil, refusef("can't be read: %v", reason(err))
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, judge.MaxSource+1))
	if err != nil {
		return nil, refusef("can't be read: %v", reason(err))
	}
	return content, nil
}

// real sees that the student's folder is one, at every step below the base.
func (e *Entry) real() error {
	at := e.base
	for step := range strings.SplitSeq(e.own, string(filepath.Separator)) {
		at = filepath.Join(at, step)
		info, err := os.Lstat(at)
		switch {
		case err != nil:
			return refusef("the folder can't be read: %v", reason(err))
		case e.own == ".":
		case info.Mode()&fs.ModeSymlink != 0:
			return refusef("the student's folder is a link")
		case !info.IsDir():
			return refusef("the student's folder is none")
		}
	}
	return nil
}

// leadsOut says that a path leaves its root; package os has no name for that error.
func leadsOut(err error) bool {
	var errno syscall.Errno
	return !errors.As(err, &errno) && !errors.Is(err, fs.ErrNotExist)
}

// reason is what is wrong without the path, which the row has.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
