package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"
)

// settle is how long a file must have been left alone before it is read: an editor that writes it in parts takes less between two.
const settle = 8 * time.Millisecond

// saved is what a file holds after it was saved, or why it cannot be read.
type saved struct {
	at     time.Time // the first sign of it
	source []byte
	err    error
}

// changes tells of a file's content whenever that is another. Some editors write over a file, and others give a new one its name: the
// folder is watched, which sees both, and of a link the folder of what it leads to as well.
type changes struct {
	file string
	last []byte
	gone bool // the last that was told is that it cannot be read
	c    chan saved
	w    *fsnotify.Watcher
}

// watchFile tells of changes from now on, until its context ends; last is what the file holds.
func watchFile(ctx context.Context, file string, last []byte) (<-chan saved, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch files: %w", err)
	}
	f := &changes{file: file, last: last, c: make(chan saved, 1), w: w}
	if err := f.follow(); err != nil {
		return nil, errors.Join(err, w.Close())
	}
	go f.run(ctx)
	return f.c, nil
}

// follow watches the folders of the file and of what it leads to; more than once does no harm.
func (f *changes) follow() error {
	if err := f.w.Add(filepath.Dir(f.file)); err != nil {
		return fmt.Errorf("watch %s: %w", filepath.Dir(f.file), err)
	}
	if target, err := filepath.EvalSymlinks(f.file); err == nil {
		if err := f.w.Add(filepath.Dir(target)); err != nil {
			return fmt.Errorf("watch %s: %w", filepath.Dir(target), err)
		}
	}
	return nil
}

// concerns says whether an event may be of the file.
func (f *changes) concerns(e fsnotify.Event) bool {
	if e.Op == fsnotify.Chmod {
		return false
	}
	names := []string{filepath.Base(f.file)}
	if target, err := filepath.EvalSymlinks(f.file); err == nil {
		names = append(names, filepath.Base(target))
	}
	return slices.Contains(names, filepath.Base(e.Name))
}

func (f *changes) run(ctx context.Context) {
	defer close(f.c)
	defer f.w.Close()
	var first time.Time // of the events since the file was read
	quiet := time.NewTimer(time.Hour)
	defer quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case _, ok := <-f.w.Errors: // events were lost, perhaps the file's
			if !ok {
				return
			}
		case e, ok := <-f.w.Events:
			if !ok {
				return
			}
			if !f.concerns(e) {
				continue
			}
		case <-quiet.C:
			f.read(first)
			first = time.Time{}
			continue
		}
		if first.IsZero() {
			first = time.Now()
		}
		quiet.Reset(settle)
	}
}

// read reads the file, and tells of it if there is something new. What nobody has asked for yet is out of date.
func (f *changes) read(at time.Time) {
	source, err := readSource(f.file)
	if err == nil && bytes.Equal(source, f.last) && !f.gone || err != nil && f.gone {
		return
	}
	f.gone = err != nil
	if err == nil {
		f.last = source
		_ = f.follow() // a link may lead elsewhere now; where it can't be followed it is still watched itself
	}
	select {
	case <-f.c:
	default:
	}
	f.c <- saved{at, source, err}
}
