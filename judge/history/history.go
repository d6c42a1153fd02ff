// Package history keeps what a person's submissions came to, on their own machine.
//
// It is a file of lines, each a JSON object (Entry). Lines are only ever added, each in one write under a lock, so that two judges at
// once lose nothing and one that is killed leaves a part of its own line at most. A line that cannot be read costs that line alone.
// Nothing of a submission is kept but its file's name, its digest, the verdict and the times.
package history

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
	"unicode/utf8"

	"github.com/gofrs/flock"

	"github.com/coding-judge/judge/judge"
)

// Entry is what a submission came to.
type Entry struct {
	Time    time.Time     `json:"time"`
	Problem string        `json:"problem"` // slug
	File    string        `json:"file"`    // its name without its folder
	Source  string        `json:"source"`  // "sha256:…" of the text
	Verdict judge.Verdict `json:"verdict"`
	Passed  int           `json:"passed"` // of so many cases
	Cases   int           `json:"cases"`
	Slowest float64       `json:"slowest_ms"` // processor time of the case that took most
	// SamplesOnly says that the hidden cases were sealed, so that accepted does not mean solved.
	SamplesOnly bool `json:"samples_only,omitempty"`
}

// maxName and maxLine bound a file's name and a line, in bytes.
const (
	maxName = 255
	maxLine = 4 << 10
)

// NewEntry is the entry of a report; ok is false where it says nothing of the submission.
func NewEntry(r *judge.Report, source []byte, now time.Time) (e Entry, ok bool) {
	if r == nil || r.Verdict == judge.JudgeError {
		return Entry{}, false
	}
	sum := sha256.Sum256(source)
	name := judge.Clean(filepath.Base(r.File))
	for len(name) > maxName {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	e = Entry{
		Time: now.UTC().Truncate(time.Second), Problem: r.Problem, File: name, Source: "sha256:" + hex.EncodeToString(sum[:]),
		Verdict: r.Verdict, Cases: len(r.Cases), SamplesOnly: r.SamplesOnly,
	}
	for _, c := range r.Cases {
		e.Slowest = max(e.Slowest, c.CPU)
		if c.Verdict == judge.Accepted {
			e.Passed++
		}
	}
	return e, true
}

// Solved says that all cases of the problem were passed.
func (e Entry) Solved() bool { return e.Verdict == judge.Accepted && !e.SamplesOnly }

// File is a history; it need not be there yet.
type File string

// Default is the file of the person who runs this; empty where there is no folder for it.
func Default() File {
	dir := os.Getenv("XDG_DATA_HOME")
	if !filepath.IsAbs(dir) { // as the XDG Base Directory Specification has it
		home, err := os.UserHomeDir()
		if err != nil || !filepath.IsAbs(home) {
			return ""
		}
		dir = filepath.Join(home, ".local", "share")
	}
	return File(filepath.Join(dir, "judge", "history.jsonl"))
}

// lockTimeout is how long another judge may take to add its line. It takes far less.
const lockTimeout = 2 * time.Second

// Add adds an entry at the end.
func (f File) Add(ctx context.Context, e Entry) (err error) {
	line, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("write history: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(string(f)), 0o700); err != nil {
		return fmt.Errorf("write history: %w", err)
	}
	ctx, cancel := context.WithTimeoutCause(ctx, lockTimeout, fmt.Errorf("another judge held %s.lock for %v", f, lockTimeout))
	defer cancel()
	lock := flock.New(string(f) + ".lock")
	if _, err := lock.TryLockContext(ctx, 5*time.Millisecond); err != nil {
		if ctx.Err() != nil {
			err = context.Cause(ctx)
		}
		return fmt.Errorf("write history: %w", err)
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	if err := f.append(append(line, '\n')); err != nil {
		return fmt.Errorf("write history: %w", err)
	}
	return nil
}

// append writes a line whole or not at all, unless the machine stops in the middle of it.
func (f File) append(line []byte) (err error) {
	file, err := f.open(os.O_RDWR | os.O_CREATE)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	end, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if end > 0 {
		last := make([]byte, 1)
		if _, err := file.ReadAt(last, end-1); err != nil {
			return err
		}
		if last[0] != '\n' { // what a judge that was killed left
			line = append([]byte{'\n'}, line...)
		}
	}
	if _, err := file.WriteAt(line, end); err != nil {
		return errors.Join(err, file.Truncate(end))
	}
	return nil
}

// open opens the file, which is one on a disk: a pipe would be waited for.
func (f File) open(flags int) (*os.File, error) {
	file, err := os.OpenFile(string(f), flags|syscall.O_NONBLOCK, 0o600)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s is no regular file", f)
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

// LineError says which line of a history cannot be read; the others are.
type LineError struct {
	File File
	Line int // from 1
	Why  string
}

func (e *LineError) Error() string {
	return fmt.Sprintf("%s:%d: this line is left out: %s", e.File, e.Line, e.Why)
}

// Read gives all entries in their order, and which lines are none.
func (f File) Read() (entries []Entry, bad []*LineError, err error) {
	file, err := f.open(os.O_RDONLY)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read history: %w", err)
	}
	defer file.Close()
	r := bufio.NewReaderSize(file, maxLine)
	for number := 1; ; number++ {
		line, err := r.ReadSlice('\n')
		long := errors.Is(err, bufio.ErrBufferFull)
		for errors.Is(err, bufio.ErrBufferFull) {
			_, err = r.ReadSlice('\n')
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return entries, bad, fmt.Errorf("read history: %w", err)
		}
		switch e, why := parse(line, long); {
		case len(bytes.TrimSpace(line)) == 0 && !long:
		case why != "":
			bad = append(bad, &LineError{f, number, why})
		default:
			entries = append(entries, e)
		}
		if err != nil {
			return entries, bad, nil
		}
	}
}

// parse reads a line; why says what is wrong with it.
func parse(line []byte, long bool) (e Entry, why string) {
	if long {
		return e, "it is too long"
	}
	if err := json.Unmarshal(line, &e); err != nil {
		return e, "it is no entry"
	}
	switch {
	case e.Problem == "" || e.Verdict == "" || e.Time.IsZero():
		return e, "it lacks a problem, a verdict or a time"
	case strings.ContainsAny(e.Problem, "/\\"):
		return e, "its problem is none"
	}
	return e, ""
}
