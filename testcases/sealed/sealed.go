// Package sealed keeps a problem's hidden cases in one encrypted file, which is of use only to who holds a key.
//
// The file is one of age (version 1), encrypted for any number of recipients. What is encrypted is, in this order,
//
//	"judge sealed cases 1\n"
//	the length of the archive, 8 bytes, the most significant first
//	the archive: a ZIP of regular files below hidden/, without times
//	zeros
//
// The zeros pad it to a length that tells little: 4 KiB at least, and beyond that one whose binary digits are zeros but for the first few,
// as many as its logarithm has (the rule is Padmé's, and costs an eighth at most). age authenticates every byte, so a file that was changed
// or cut is refused; it says nothing of who sealed it.
package sealed

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/bits"
	"strings"

	"filippo.io/age"
)

// File is what the file is called, beside sample/.
const File = "hidden.sealed"

const (
	magic     = "judge sealed cases 1\n"
	smallest  = 4 << 10
	maxSealed = 512 << 20 // bytes of a file
	maxOpened = 512 << 20 // bytes of all cases
	maxFiles  = 20_000
)

// Seal writes the files below hidden/ of a folder of cases, for those who hold a key of one of the recipients.
func Seal(w io.Writer, cases fs.FS, recipients []age.Recipient) error {
	archive, err := pack(cases)
	if err != nil {
		return err
	}
	out, err := age.Encrypt(w, recipients...)
	if err != nil {
		return fmt.Errorf("seal: %w", err)
	}
	plain := binary.BigEndian.AppendUint64([]byte(magic), uint64(len(archive)))
	plain = append(plain, archive...)
	plain = append(plain, make([]byte, padded(len(plain))-len(plain))...)
	if _, err := out.Write(plain); err != nil {
		return fmt.Errorf("seal: %w", err)
	}
	return out.Close()
}

// pack gives the archive. The same files give the same bytes.
func pack(cases fs.FS) ([]byte, error) {
	var b bytes.Buffer
	archive := zip.NewWriter(&b)
	files := 0
	err := fs.WalkDir(cases, "hidden", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir():
			return nil
		}
		data, err := fs.ReadFile(cases, name)
		if err != nil {
			return err
		}
		files++
		out, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		_, err = out.Write(data)
		return err
	})
	if err == nil && files == 0 {
		err = errors.New("there is no hidden case")
	}
	if err = errors.Join(err, archive.Close()); err != nil {
		return nil, fmt.Errorf("read hidden cases: %w", err)
	}
	return b.Bytes(), nil
}

// padded is the length that a text of n bytes is padded to.
func padded(n int) int {
	if n <= smallest {
		return smallest
	}
	digits := bits.Len(uint(n)) - 1         // below the first
	free := digits - bits.Len(uint(digits)) // of them the last, which must be zeros
	return (n + (1<<free - 1)) &^ (1<<free - 1)
}

// The reasons for which a file can't be opened.
var (
	ErrKey    = errors.New("no key of yours opens it")
	ErrBroken = errors.New("it was changed, or cut, after it was sealed")
)

// Open gives the files of a sealed file. The error is ErrKey, ErrBroken or one that says what else is wrong; none tells what is inside.
func Open(data []byte, keys Keys) (fs.FS, error) {
	if len(data) > maxSealed {
		return nil, fmt.Errorf("it is larger than %d MiB", maxSealed>>20)
	}
	in, err := age.Decrypt(bytes.NewReader(data), keys.identities...)
	var none *age.NoIdentityMatchError
	switch {
	case errors.As(err, &none) || len(keys.identities) == 0:
		return nil, ErrKey
	case err != nil:
		return nil, ErrBroken
	}
	plain, err := io.ReadAll(in)
	if err != nil {
		return nil, ErrBroken
	}
	rest, ok := bytes.CutPrefix(plain, []byte(magic))
	if !ok || len(rest) < 8 {
		return nil, errors.New("it holds something else than cases, or was sealed by a newer judge")
	}
	length := binary.BigEndian.Uint64(rest)
	if rest = rest[8:]; length > uint64(len(rest)) {
		return nil, ErrBroken
	}
	return unpack(rest[:length])
}

// unpack reads the archive. Whoever knows a recipient can have made it, so it is bounded, and no name leads out of hidden/.
func unpack(archive []byte) (fs.FS, error) {
	files, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, ErrBroken
	}
	if len(files.File) > maxFiles {
		return nil, fmt.Errorf("it holds more than %d files", maxFiles)
	}
	var total uint64
	for _, f := range files.File {
		if !f.Mode().IsRegular() || !fs.ValidPath(f.Name) || !strings.HasPrefix(f.Name, "hidden/") {
			return nil, errors.New("it holds something else than files of hidden cases")
		}
		if total += f.UncompressedSize64; f.UncompressedSize64 > maxOpened || total > maxOpened {
			return nil, fmt.Errorf("its cases are larger than %d MiB", maxOpened>>20)
		}
	}
	return files, nil
}
