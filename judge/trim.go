package judge

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// unfinished begins the names of files that are not whole yet.
const unfinished = "new-"

// kept are the names of what is kept, as Key makes them. The folder may be one that other things are in.
var kept = regexp.MustCompile(`^[0-9a-f]{64}$`)

// bound keeps the cache near its size: it is trimmed by the first that writes, and again after a part of the size was written.
func (c *Cache) bound(written int64) {
	if c.Size <= 0 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.written += written; c.trimmed && c.written < c.Size/8 {
		return
	}
	c.written, c.trimmed = 0, true
	_, _, _ = c.remove(c.Size) // what can't be removed now is tried again later
}

// Clear removes what is kept, and says how many files that were, and how many bytes.
func (c *Cache) Clear() (files int, bytes int64, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.remove(0)
}

// remove removes what was not used for longest until no more than so many bytes are left, and what other judges left unfinished.
func (c *Cache) remove(size int64) (files int, bytes int64, err error) {
	if c.Dir == "" {
		return 0, 0, nil
	}
	entries, err := os.ReadDir(c.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, 0, nil
	}
	if err != nil {
		return 0, 0, fmt.Errorf("read the cache: %w", err)
	}
	const abandoned = time.Hour // nobody takes so long to write a file
	var old []fs.FileInfo
	var errs []error
	total := int64(0)
	take := func(f fs.FileInfo) {
		switch err := os.Remove(filepath.Join(c.Dir, f.Name())); {
		case err == nil:
			files++
			bytes += f.Size()
		case !errors.Is(err, fs.ErrNotExist): // or else another judge was faster
			errs = append(errs, err)
		}
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		switch {
		case kept.MatchString(e.Name()):
			old = append(old, info)
			total += info.Size()
		case strings.HasPrefix(e.Name(), unfinished) && time.Since(info.ModTime()) > abandoned:
			take(info)
		}
	}
	slices.SortFunc(old, func(a, b fs.FileInfo) int { return a.ModTime().Compare(b.ModTime()) })
	for _, f := range old {
		if total <= size && size > 0 {
			break
		}
		take(f)
		total -= f.Size()
	}
	return files, bytes, errors.Join(errs...)
}
