package report_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/judge/report"
)

// An example of docs/reports.md: the golden file that it is, and below it the file's text, fenced by four backticks.
var example = regexp.MustCompile("(?m)^<!-- (testdata/\\S+) -->\n(?:\n````[a-z]*\n(?s:.*?)\n````\n)?")

// The examples are what is written.
func TestDocs(t *testing.T) {
	t.Parallel()
	const page = "../../docs/reports.md"
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	want := example.ReplaceAllStringFunc(string(data), func(found string) string {
		name := example.FindStringSubmatch(found)[1]
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		language := name[strings.LastIndex(name, ".")+1:]
		if language == "tap" || language == "txt" {
			language = "text"
		}
		return "<!-- " + name + " -->\n\n````" + language + "\n" + string(text) + "````\n"
	})
	if *update {
		if err := os.WriteFile(page, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(data), want); diff != "" {
		t.Error("docs/reports.md (write it anew with -update):", diff)
	}
	for _, f := range report.Formats() {
		if !strings.Contains(want, "\n## "+f.Name+"\n") {
			t.Errorf("docs/reports.md does not tell of %s", f.Name)
		}
	}
}
