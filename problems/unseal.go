package problems

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/sealed"
)

// unsealed gives a folder of cases with the hidden ones that a sealed file in it holds. Where the folder has them in the open too, they
// are what its author works on, and the file is not looked at. Without any key the samples are all there is.
func (l loader) unsealed(p *Problem, cases fs.FS, dir string) (fs.FS, error) {
	if _, err := fs.Stat(cases, testcases.Hidden); err == nil {
		return cases, nil
	}
	file := path.Join(dir, sealed.File)
	data, err := fs.ReadFile(cases, sealed.File)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return cases, nil
	case err != nil:
		return cases, &testcases.FileError{File: file, Message: "cannot be read: " + errors.Unwrap(err).Error()}
	}
	p.Sealed = true
	if l.keys.None() {
		p.Locked = true
		return cases, nil
	}
	hidden, err := sealed.Open(data, l.keys)
	if err != nil {
		return cases, &testcases.FileError{File: file, Message: "the sealed cases cannot be opened: " + err.Error()}
	}
	return opened{cases, hidden}, nil
}

// opened is a folder of cases whose hidden ones come from elsewhere.
type opened struct{ folder, hidden fs.FS }

// Open is fs.FS's.
func (o opened) Open(name string) (fs.File, error) {
	if name == testcases.Hidden || strings.HasPrefix(name, testcases.Hidden+"/") {
		return o.hidden.Open(name)
	}
	return o.folder.Open(name)
}
