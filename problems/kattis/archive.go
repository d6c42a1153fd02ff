package kattis

import (
	"archive/zip"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode"

	"github.com/docker/go-units"
)

// openArchive lists a package that is a ZIP archive. Nothing of it is written anywhere.
func openArchive(name string) (*files, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: reason(err)}
	}
	info, err := file.Stat()
	if err == nil {
		var f *files
		if f, err = readArchive(name, file, info.Size()); err == nil {
			f.close = func() { _ = file.Close() }
			return f, nil
		}
	}
	_ = file.Close()
	return nil, err
}

func readArchive(origin string, data io.ReaderAt, size int64) (*files, error) {
	f := &files{origin: origin, all: map[string]source{}, left: maxTotal, close: func() {}}
	if size > maxArchive {
		return nil, f.refuse("the archive is larger than %s", units.BytesSize(maxArchive))
	}
	bounded := &boundedReader{data: data, left: maxDirectory}
	archive, err := zip.NewReader(bounded, size)
	switch {
	case errors.Is(err, errLongDirectory):
		return nil, f.refuse("it lists more than %d files", maxFiles)
	case err != nil:
		return nil, f.refuse("it is no ZIP archive that can be read (%v)", err)
	}
	bounded.left = -1
	t := &tally{f: f, names: map[string]string{}}
	for _, member := range archive.File {
		if err := t.addMember(member, size); err != nil {
			return nil, err
		}
	}
	return f, f.rooted()
}

// addMember takes a member of an archive, of which everything may be a lie. Its size need not be believed: no more than that is
// ever read, and archive/zip refuses content that is of another.
func (t *tally) addMember(member *zip.File, archive int64) error {
	const encrypted = 1
	name, mode := member.Name, member.Mode()
	switch {
	case unsafe(name):
		return t.f.refuse("the name %.200q leads out of the package, or is no path", name)
	case mode&fs.ModeSymlink != 0:
		return t.f.refuse("%.200q is a symbolic link; put the file itself into the archive", name)
	case strings.HasSuffix(name, "/") && member.UncompressedSize64 > 0:
		return t.f.refuse("%.200q is a folder with content", name)
	case strings.HasSuffix(name, "/"):
		t.count++
		if t.count > maxFiles {
			return t.f.refuse("it holds more than %d files", maxFiles)
		}
		return nil
	case !mode.IsRegular():
		return t.f.refuse("%.200q is no regular file", name)
	case member.Flags&encrypted != 0:
		return t.f.refuse("%.200q is encrypted", name)
	case member.Method != zip.Store && member.Method != zip.Deflate:
		return t.f.refuse("%.200q is compressed in a way that is not read; use deflate", name)
	case member.UncompressedSize64 > maxFile:
		return t.f.refuse("%.200q unpacks to %s; at most %s are read", name, units.BytesSize(float64(member.UncompressedSize64)), units.BytesSize(maxFile))
	}
	if err := t.add(name, int64(member.UncompressedSize64), member); err != nil {
		return err
	}
	if t.total > freeOfRatio && t.total > maxRatio*archive {
		return t.f.refuse("it unpacks to more than %d times its size, as archives do that are made to fill a disk", maxRatio)
	}
	return nil
}

// unsafe says whether a name is no plain path from the archive's root on every system: absolute, with steps up, with a drive,
// or with what a terminal would act on.
func unsafe(name string) bool {
	if !fs.ValidPath(strings.TrimSuffix(name, "/")) || strings.ContainsAny(name, `\:`) {
		return true
	}
	return strings.ContainsFunc(name, unicode.IsControl)
}

var errLongDirectory = errors.New("the directory is too long")

// boundedReader bounds how much archive/zip reads before it says what an archive holds: an entry takes much more memory than
// space in the archive.
type boundedReader struct {
	data io.ReaderAt
	left int // less than zero for no bound
}

// ReadAt is io.ReaderAt's.
func (b *boundedReader) ReadAt(p []byte, at int64) (int, error) {
	n, err := b.data.ReadAt(p, at)
	if b.left >= 0 {
		if n > b.left {
			return 0, errLongDirectory
		}
		b.left -= n
	}
	return n, err
}
