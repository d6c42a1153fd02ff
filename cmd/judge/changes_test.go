package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// watchedFile is a file that is watched, in a folder of its own.
func watchedFile(t *testing.T, file string) <-chan saved {
	t.Helper()
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	c, err := watchFile(ctx, file, source)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		for range c { // it ends with its context
		}
	})
	return c
}

// expect waits for what is told next; want is empty where the file is gone.
func expect(t *testing.T, c <-chan saved, want string) {
	t.Helper()
	select {
	case s := <-c:
		if s.err == nil && len(s.source) == 0 { // the moment in which a file is written over
			expect(t, c, want)
			return
		}
		if got := string(s.source); got != want || (s.err != nil) != (want == "") {
			t.Errorf("told of %q, %v; want %q", got, s.err, want)
		}
	case <-time.After(time.Minute):
		t.Fatalf("nothing is told of; want %q", want)
	}
}

func put(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// Editors save in several ways. Of each, and only of what is new, is told.
func TestWatchFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "a.py")
	put(t, file, "0")
	c := watchedFile(t, file)

	put(t, file, "1")
	expect(t, c, "1")

	put(t, file+"~", "2") // another file takes its name
	if err := os.Rename(file+"~", file); err != nil {
		t.Fatal(err)
	}
	expect(t, c, "2")

	put(t, file+"~", "3") // the old one is moved away first, as some keep a copy
	if err := os.Rename(file, filepath.Join(dir, "a.py.bak")); err != nil {
		t.Fatal(err)
	}
	expect(t, c, "")
	if err := os.Rename(file+"~", file); err != nil {
		t.Fatal(err)
	}
	expect(t, c, "3")

	put(t, filepath.Join(dir, "b.py"), "another file")
	put(t, file, "3") // saved as it was
	if err := os.Chmod(file, 0o600); err != nil {
		t.Fatal(err)
	}
	put(t, file, "4")
	expect(t, c, "4")

	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	expect(t, c, "")
	put(t, file, "4") // it is there again, as it was
	expect(t, c, "4")
}

// Of a link, what it leads to is watched, and where it leads to after it was changed.
func TestWatchLink(t *testing.T) {
	t.Parallel()
	one, other, dir := filepath.Join(t.TempDir(), "one.py"), filepath.Join(t.TempDir(), "other.py"), t.TempDir()
	put(t, one, "1")
	put(t, other, "2")
	link := filepath.Join(dir, "link.py")
	if err := os.Symlink(one, link); err != nil {
		t.Skip(err)
	}
	c := watchedFile(t, link)
	put(t, one, "1 changed")
	expect(t, c, "1 changed")
	if err := os.Symlink(other, link+"~"); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(link+"~", link); err != nil {
		t.Fatal(err)
	}
	expect(t, c, "2")
	put(t, other, "2 changed")
	expect(t, c, "2 changed")
}

// A file that is saved as it was is nothing new, and of two saves that nobody has asked for the last counts.
func TestChangesRead(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "a.py")
	put(t, file, "1")
	w, err := fsnotify.NewWatcher()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	f := &changes{file: file, last: []byte("1"), c: make(chan saved, 1), w: w}
	f.read(time.Now())
	if len(f.c) != 0 {
		t.Errorf("told of %q", (<-f.c).source)
	}
	for _, text := range []string{"2", "3"} {
		put(t, file, text)
		f.read(time.Now())
	}
	expect(t, f.c, "3")
	f.read(time.Now())
	if len(f.c) != 0 {
		t.Errorf("told of %q", (<-f.c).source)
	}
}
