// Package reporttest reads reports as the platforms do that they are for.
package reporttest

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/report"
)

// readers read a format as its platform does, and say what is wrong with what was written, and what of the report is not in it.
var readers = map[string]func(*testing.T, *judge.Report, []byte){
	"json": readJSON, "junit": readJUnit, "gradescope": readGradescope, "github": readGitHub, "github-classroom": readClassroom,
	"prairielearn": readPrairieLearn, "exercism": readExercism, "sarif": readSARIF, "tap": readTAP, "markdown": readMarkdown, "html": readHTML,
}

// sizes are the limits of the platforms, in bytes.
var sizes = map[string]int{
	"json": 8 << 20, "junit": 4 << 20, "gradescope": 2 << 20, "github": 128 << 10, "github-classroom": 96 << 10, "prairielearn": 1 << 20,
	"exercism": 2 << 20, "sarif": 10 << 20, "tap": 4 << 20, "markdown": 65_536, "html": 16 << 20,
}

// Read writes a report, and fails the test where its platform would not read it, or would not find in it what the report says.
func Read(t *testing.T, f report.Format, r *judge.Report) []byte {
	t.Helper()
	data := Write(t, f, r)
	readers[f.Name](t, r, data)
	return data
}

// Write writes a report, and sees to what holds of all formats.
func Write(t *testing.T, f report.Format, r *judge.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b, r); err != nil {
		t.Fatal(err)
	}
	if b.Len() > sizes[f.Name] {
		t.Errorf("%d bytes, which is more than the %d that are read", b.Len(), sizes[f.Name])
	}
	if !bytes.HasSuffix(b.Bytes(), []byte("\n")) {
		t.Error("no line end at the end")
	}
	if !utf8.Valid(b.Bytes()) {
		t.Error("it is no UTF-8")
	}
	if i := bytes.IndexFunc(b.Bytes(), func(r rune) bool { return judge.Clean(string(r)) != string(r) }); i >= 0 {
		t.Errorf("a character that can't be shown: %q", b.Bytes()[i:min(i+20, b.Len())])
	}
	return b.Bytes()
}
