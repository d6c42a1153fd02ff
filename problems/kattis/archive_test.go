package kattis

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"
	"unicode"

	"github.com/coding-judge/judge/testcases"
)

// member is a file to put into an archive.
type member struct {
	name, content string
	change        func(h *zip.FileHeader)
}

func archive(t testing.TB, members ...member) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range members {
		h := &zip.FileHeader{Name: m.name, Method: zip.Deflate}
		if m.change != nil {
			m.change(h)
		}
		f, err := w.CreateHeader(h)
		if err == nil && !strings.HasSuffix(m.name, "/") {
			_, err = io.WriteString(f, m.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sizes sets the sizes that the directory of an archive says a file has.
func sizes(data []byte, name string, unpacked uint32) []byte {
	data = bytes.Clone(data)
	at := bytes.LastIndex(data, []byte(name)) - 46 // the entry in the directory at the archive's end
	binary.LittleEndian.PutUint32(data[at+24:], unpacked)
	return data
}

func openBytes(data []byte) (*files, error) {
	return readArchive("p.zip", bytes.NewReader(data), int64(len(data)))
}

var meta1 = member{name: "problem.yaml", content: "name: x\n"}

func TestArchiveRefused(t *testing.T) {
	t.Parallel()
	mode := func(m fs.FileMode) func(*zip.FileHeader) { return func(h *zip.FileHeader) { h.SetMode(m) } }
	many := []member{meta1}
	for i := range maxFiles {
		many = append(many, member{name: fmt.Sprintf("data/secret/%d.in", i)})
	}
	folders := []member{meta1}
	for i := range maxFiles + 1 {
		folders = append(folders, member{name: fmt.Sprintf("d%d/", i)})
	}
	zeros := strings.Repeat("\x00", 100<<20)
	for name, tt := range map[string]struct {
		data []byte
		want string // a part of the error
	}{
		"steps up":                 {archive(t, meta1, member{name: "../../etc/passwd"}), "leads out of the package"},
		"steps up within":          {archive(t, meta1, member{name: "data/../../x"}), "leads out of the package"},
		"absolute":                 {archive(t, meta1, member{name: "/etc/passwd"}), "leads out of the package"},
		"a drive":                  {archive(t, meta1, member{name: "C:/x"}), "leads out of the package"},
		"backslashes":              {archive(t, meta1, member{name: `..\x`}), "leads out of the package"},
		"a dot":                    {archive(t, meta1, member{name: "./data/x"}), "leads out of the package"},
		"no name":                  {archive(t, meta1, member{name: ""}), "leads out of the package"},
		"an escape sequence":       {archive(t, meta1, member{name: "a\x1b[31m"}), `"a\x1b[31m" leads out`},
		"a zero byte":              {archive(t, meta1, member{name: "a\x00b"}), "leads out of the package"},
		"not UTF-8":                {archive(t, meta1, member{name: "a\xff"}), "leads out of the package"},
		"a link":                   {archive(t, meta1, member{"data/x", "/etc/passwd", mode(fs.ModeSymlink | 0o777)}), "symbolic link"},
		"a link that is a folder":  {archive(t, meta1, member{"data/x/", "", mode(fs.ModeSymlink | 0o777)}), "symbolic link"},
		"a device":                 {archive(t, meta1, member{"data/x", "", mode(fs.ModeDevice | 0o666)}), "no regular file"},
		"a pipe":                   {archive(t, meta1, member{"data/x", "", mode(fs.ModeNamedPipe | 0o666)}), "no regular file"},
		"twice the same":           {archive(t, meta1, member{name: "data/a.in"}, member{name: "data/a.in"}), "there twice"},
		"upper case":               {archive(t, meta1, member{name: "data/a.in"}, member{name: "data/A.in"}), "upper and lower case"},
		"upper case of a folder":   {archive(t, meta1, member{name: "data/a.in"}, member{name: "Data/b.in"}), "upper and lower case"},
		"a file that is a folder":  {archive(t, meta1, member{name: "data"}, member{name: "data/b.in"}), "upper and lower case"},
		"a folder that is a file":  {archive(t, meta1, member{name: "data/b.in"}, member{name: "data"}), "upper and lower case"},
		"encrypted":                {archive(t, meta1, member{"data/x", "", func(h *zip.FileHeader) { h.Flags |= 1 }}), "encrypted"},
		"too many":                 {archive(t, many...), "more than 20000 files"},
		"too many folders":         {archive(t, folders...), "more than 20000 files"},
		"too deep":                 {archive(t, meta1, member{name: strings.Repeat("d/", maxDepth) + "x"}), "nested deeper"},
		"a member of a gigabyte":   {sizes(archive(t, meta1, member{name: "data/x", content: "abc"}), "data/x", 1<<30), "unpacks to 1GiB"},
		"a bomb":                   {archive(t, meta1, member{name: "data/secret/1.in", content: zeros}), "more than 100 times its size"},
		"a bomb of ignored files":  {archive(t, meta1, member{name: ".x", content: zeros}), "more than 100 times its size"},
		"no archive":               {[]byte("PK\x03\x04 and no more"), "no ZIP archive"},
		"nothing":                  {nil, "no ZIP archive"},
		"half an archive":          {archive(t, meta1)[:60], "no ZIP archive"},
		"no problem.yaml":          {archive(t, member{name: "data/secret/1.in"}), "problem.yaml: is missing"},
		"no problem.yaml so deep":  {archive(t, member{name: "a/b/problem.yaml"}), "problem.yaml: is missing"},
		"two packages":             {archive(t, member{name: "a/problem.yaml"}, member{name: "b/problem.yaml"}), "several packages"},
		"compressed in other ways": {methods(archive(t, meta1, member{name: "data/x", content: "abc"}), "data/x", 12), "compressed in a way"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := openBytes(tt.data)
			var e *testcases.FileError
			if !errors.As(err, &e) || !strings.HasPrefix(err.Error(), "p.zip") || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("got %v, want %q", err, tt.want)
			}
			if strings.ContainsFunc(err.Error(), unicode.IsControl) {
				t.Errorf("%q is not for a terminal", err)
			}
		})
	}
}

// methods sets how the directory of an archive says a file is compressed.
func methods(data []byte, name string, method uint16) []byte {
	data = bytes.Clone(data)
	at := bytes.LastIndex(data, []byte(name)) - 46
	binary.LittleEndian.PutUint16(data[at+10:], method)
	return data
}

// A size that is a lie is found when the file is read: no more is unpacked than was said.
func TestArchiveLies(t *testing.T) {
	t.Parallel()
	content := strings.Repeat("7", 1<<20)
	for name, said := range map[string]uint32{"less than there is": 10, "more than there is": 2 << 20} {
		f, err := openBytes(sizes(archive(t, meta1, member{name: "data/x", content: content}), "data/x", said))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if data, err := f.read("data/x", maxInput); err == nil || len(data) > 0 {
			t.Errorf("%s: %d bytes, %v", name, len(data), err)
		}
	}
}

func TestArchive(t *testing.T) {
	t.Parallel()
	for name, members := range map[string][]member{
		"at the top": {meta1, {name: "data/"}, {name: "data/secret/1.in", content: "1\n"}, {name: ".git/config"}, {name: "data/a b"}},
		"in a folder": {{name: "pack/"}, {name: "pack/problem.yaml", content: "name: x\n"}, {name: "pack/data/secret/1.in", content: "1\n"},
			{name: "__MACOSX/pack/._problem.yaml"}, {name: "pack/.DS_Store"}, {name: "pack/data/secret/\u00e9.in"}},
		"stored": {{"problem.yaml", "name: x\n", func(h *zip.FileHeader) { h.Method = zip.Store }}, {name: "data/secret/1.in", content: "1\n"}, {name: "data/b\u00e9"}},
	} {
		f, err := openBytes(archive(t, members...))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		data, err := f.read("data/secret/1.in", 10)
		if err != nil || string(data) != "1\n" || !f.has(metaFile) || len(f.all) != 2 || len(f.odd) != 1 {
			t.Errorf("%s: %q, %v, %d files, odd %q", name, data, err, len(f.all), f.odd)
		}
		if _, err := f.read("data/secret/1.in", 1); err == nil {
			t.Errorf("%s: a file was read beyond its limit", name)
		}
	}
}

// Whatever an archive holds, it is read within bounds, or refused with a reason that a terminal can show.
func FuzzPackage(f *testing.F) {
	whole := archive(f, member{name: "p/problem.yaml", content: "problem_format_version: 2025-09\nname: x\n"}, member{name: "p/data/secret/1.in", content: "1\n"},
		member{name: "p/data/secret/1.ans", content: "1\n"}, member{name: "p/submissions/accepted/a.py", content: "print(1)\n"},
		member{name: "p/statement/problem.en.tex", content: `\problemname{X} \textbf{a} $1 % 2$ \begin{itemize}\item x`},
		member{name: "p/data/secret/test_group.yaml", content: "output_validator_args: [case_sensitive]\n"})
	f.Add(whole)
	f.Add(archive(f, member{name: "problem.yaml", content: "type: scoring\nvalidation: custom interactive\ngrading: {range: 0 1}\n"}, member{name: "data/testdata.yaml", content: "range: 0 1\n"}))
	f.Add(sizes(whole, "p/problem.yaml", 1<<31))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		files, err := openBytes(data)
		if err == nil {
			_, err = read(files, "p")
		}
		var e *testcases.FileError
		if err != nil && (!errors.As(err, &e) || strings.ContainsFunc(strings.ReplaceAll(err.Error(), "\n", ""), unicode.IsControl)) {
			t.Fatalf("%q", err)
		}
	})
}
