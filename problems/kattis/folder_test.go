package kattis

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestFolderRefused(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		make func(t *testing.T, dir string)
		want string
	}{
		"a link that leads out": {func(t *testing.T, dir string) { link(t, "/etc/passwd", dir, "x") }, "leads out of the folder"},
		"a link that leads up":  {func(t *testing.T, dir string) { link(t, "../../x", dir, "x") }, "leads out of the folder"},
		"a link to nothing":     {func(t *testing.T, dir string) { link(t, "y", dir, "x") }, "leads out of the folder, or nowhere"},
		"a link to itself":      {func(t *testing.T, dir string) { link(t, "x", dir, "x") }, "leads out of the folder, or nowhere"},
		"a link to a folder":    {func(t *testing.T, dir string) { link(t, ".", dir, "x") }, "is a link to a folder"},
		"a pipe":                {func(t *testing.T, dir string) { check(t, syscall.Mkfifo(filepath.Join(dir, "x"), 0o600)) }, "no regular file"},
		"a file of a gigabyte":  {func(t *testing.T, dir string) { sparse(t, filepath.Join(dir, "x"), 1<<30) }, "has 1GiB"},
		"all that is too large": {tooMuch, "larger than 512MiB together"},
		"nested too deep": {func(t *testing.T, dir string) {
			check(t, os.MkdirAll(filepath.Join(dir, strings.Repeat("d/", 20)), 0o700))
		}, "nested deeper"},
		"names alike": {func(t *testing.T, dir string) {
			sparse(t, filepath.Join(dir, "x"), 1)
			sparse(t, filepath.Join(dir, "X"), 1)
		}, "upper and lower case"},
		"no problem.yaml at all": {func(t *testing.T, dir string) { check(t, os.Remove(filepath.Join(dir, metaFile))) }, "is missing"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			check(t, os.WriteFile(filepath.Join(dir, metaFile), []byte("name: x\n"), 0o600))
			tt.make(t, dir)
			if _, err := openFolder(dir); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, to, dir, name string) {
	t.Helper()
	check(t, os.Symlink(to, filepath.Join(dir, name)))
}

// sparse makes a file that takes no space.
func sparse(t *testing.T, name string, size int64) {
	t.Helper()
	check(t, os.WriteFile(name, nil, 0o600))
	check(t, os.Truncate(name, size))
}

func tooMuch(t *testing.T, dir string) {
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		sparse(t, filepath.Join(dir, name), maxFile)
	}
}

// A link to a file of the package counts as the file, and what is not the package's is not looked at.
func TestFolderLinks(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	check(t, os.WriteFile(filepath.Join(dir, metaFile), []byte("name: x\n"), 0o600))
	check(t, os.MkdirAll(filepath.Join(dir, ".git"), 0o700))
	link(t, "/etc/passwd", dir, ".git/x")
	link(t, metaFile, dir, "other.yaml")
	f, err := openFolder(dir)
	check(t, err)
	defer f.close()
	if data, err := f.read("other.yaml", 100); err != nil || string(data) != "name: x\n" || len(f.all) != 2 {
		t.Errorf("%q, %v, %d files", data, err, len(f.all))
	}
}
