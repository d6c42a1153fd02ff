package kattis

import (
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
)

// openFolder lists a package that is a folder. A link to a file is followed within the folder, and nowhere else.
func openFolder(dir string) (*files, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: dir, Err: reason(err)}
	}
	f := &files{origin: strings.TrimRight(dir, "/"), all: map[string]source{}, left: maxTotal, close: func() { _ = root.Close() }}
	t := &tally{f: f, names: map[string]string{}}
	if err := t.walk(root, "."); err != nil {
		f.close()
		return nil, err
	}
	if err := f.rooted(); err != nil {
		f.close()
		return nil, err
	}
	return f, nil
}

func (t *tally) walk(root *os.Root, dir string) error {
	entries, err := fs.ReadDir(root.FS(), dir)
	if err != nil {
		return t.f.errorf(dir, "cannot be read: %v", reason(err))
	}
	for _, entry := range entries {
		name := path.Join(dir, entry.Name())
		if strings.HasPrefix(entry.Name(), ".") {
			continue // .git may hold very many
		}
		if entry.IsDir() {
			if strings.Count(name, "/") >= maxDepth {
				return t.f.refuse("%.200q is nested deeper than %d folders", name, maxDepth)
			}
			if err := t.walk(root, name); err != nil {
				return err
			}
			continue
		}
		info, err := root.Stat(name)
		switch {
		case err != nil && entry.Type()&fs.ModeSymlink != 0:
			return t.f.refuse("%.200q is a link that leads out of the folder, or nowhere", name)
		case err != nil:
			return t.f.errorf(name, "cannot be read: %v", reason(err))
		case info.IsDir():
			return t.f.refuse("%.200q is a link to a folder; put the folder itself there", name)
		case !info.Mode().IsRegular():
			return t.f.refuse("%.200q is no regular file", name)
		}
		if err := t.add(name, info.Size(), rootFile{root, name}); err != nil {
			return err
		}
	}
	return nil
}

// rootFile is a file of a folder.
type rootFile struct {
	root *os.Root
	name string
}

// Open opens the file for reading.
func (r rootFile) Open() (io.ReadCloser, error) { return r.root.Open(r.name) }
