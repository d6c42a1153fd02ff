package kattis

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Copy writes a package's files into a new folder; an archive's are unpacked. It makes no links, and no file that the format does
// not allow. The error is fs.ErrExist where the folder is there already.
func Copy(name, to string) (err error) {
	f, err := open(name)
	if err != nil {
		return err
	}
	defer f.close()
	if _, err := os.Lstat(to); err == nil {
		return &fs.PathError{Op: "copy", Path: to, Err: fs.ErrExist}
	}
	parts, err := os.MkdirTemp(filepath.Dir(to), ".import-") // so that a package is there whole or not at all
	if err != nil {
		return fmt.Errorf("copy: %w", err)
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(parts)
		}
	}()
	if err := f.write(parts); err != nil {
		return err
	}
	if err := os.Chmod(parts, 0o755); err != nil {
		return err
	}
	return os.Rename(parts, to)
}

// write writes all files below a folder, and nowhere else.
func (f *files) write(dir string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, name := range sorted(f.all) {
		data, err := f.read(name, maxFile)
		if err != nil {
			return err
		}
		if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := root.WriteFile(name, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
