package testcases

import (
	"fmt"
	"io/fs"
	"path"
	"unicode/utf8"

	"github.com/coding-judge/judge/testcases/value"
)

// maxStdin is how many bytes a file that a program reads may have: a cell takes no more in one piece.
const maxStdin = 32 << 20

// folder is the folder of a group; a case may name the files in it that are none themselves.
type folder struct {
	fsys  fs.FS
	group string
	files map[string]bool // by name, whether a case has named it
}

// stdin gives what stdin: is, which may be {file: NAME}, for a file beside the case.
func (f folder) stdin(doc *Document, v value.Value) (value.Value, error) {
	dict, ok := v.(value.Dict)
	if !ok {
		return v, nil
	}
	named, _ := dict.Get("file")
	name, ok := named.(value.Str)
	if !ok || len(dict) != 1 {
		return nil, doc.Errorf("stdin", "stdin: takes a text, or {file: NAME}, where NAME is a file beside this one")
	}
	if _, ok := f.files[string(name)]; !ok {
		return nil, doc.Errorf("stdin.file", "stdin: there is no file %q beside this one; a case can read only files of its own folder, and neither links nor cases", string(name))
	}
	f.files[string(name)] = true
	data, err := f.read(string(name))
	if err != nil {
		return nil, doc.Errorf("stdin.file", "stdin: %v", err)
	}
	if utf8.Valid(data) {
		return value.Str(data), nil
	}
	return value.Bytes(data), nil
}

func (f folder) read(name string) ([]byte, error) {
	full := path.Join(f.group, name)
	info, err := fs.Stat(f.fsys, full)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxStdin {
		return nil, fmt.Errorf("%s has more than %d MiB; have a large input generated", name, maxStdin>>20)
	}
	return fs.ReadFile(f.fsys, full)
}
