package testcases_test

import (
	"strings"
	"testing"

	"github.com/coding-judge/judge/testcases"
)

// What a program reads may stand in a file beside its case.
func TestStdinFile(t *testing.T) {
	t.Parallel()
	cases, err := testcases.Load(folder(map[string]string{
		"sample/1.yaml": "stdin: {file: 1.in}\nwant: x\n", "sample/1.in": "a\r\nb",
		"sample/2.yaml": "stdin: {file: 1.in}\nwant: x\n", "sample/.notes": "",
		"hidden/1.yaml": "stdin:\n  file: \"no text\"\nwant: x\n", "hidden/no text": "\xff",
		"hidden/deep/1.yaml": "stdin: {file: empty}\nwant: x\n", "hidden/deep/empty": "",
	}), "dir")
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{`"a\r\nb"`, `"a\r\nb"`, `{"bytes":"/w=="}`, `""`} {
		if got := string(cases[i].Input.Bytes()); got != want {
			t.Errorf("%s: %s, not %s", cases[i].Name, got, want)
		}
	}
}

func TestStdinFileMistakes(t *testing.T) {
	t.Parallel()
	const none = "beside this one; a case can read only files of its own folder, and neither links nor cases"
	for name, tt := range map[string]struct {
		text, file, content string
		line, column        int
		want                string
	}{
		"none there":     {"stdin:\n  file: 2.in\n", "1.in", "x", 2, 3, `stdin: there is no file "2.in" ` + none},
		"out of it":      {"stdin: {file: ../hidden/1.in}\n", "1.in", "x", 1, 9, none},
		"the rooted one": {"stdin: {file: /etc/passwd}\n", "1.in", "x", 1, 9, none},
		"a case":         {"stdin: {file: 1.yaml}\n", "1.in", "x", 1, 9, none},
		"no name":        {"stdin: {file: 1}\n", "1", "x", 1, 1, "stdin: takes a text, or {file: NAME}, where NAME is a file beside this one"},
		"more beside it": {"stdin: {file: 1.in, text: x}\n", "1.in", "x", 1, 1, "stdin: takes a text, or {file: NAME}"},
		"another key":    {"stdin: {path: 1.in}\n", "1.in", "x", 1, 1, "stdin: takes a text, or {file: NAME}"},
		"too large":      {"stdin: {file: 1.in}\n", "1.in", strings.Repeat("x", 32<<20+1), 1, 9, "1.in has more than 32 MiB; have a large input generated"},
		"an input, too":  {"stdin: {file: 1.in}\ninput: {a: 1}\n", "1.in", "x", 1, 1, "a case has one of input:, stdin:"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := mistake(t, map[string]string{"sample/1.yaml": tt.text, "sample/" + tt.file: tt.content})
			if e.File != "dir/sample/1.yaml" || e.Line != tt.line || e.Column != tt.column || !strings.Contains(e.Message, tt.want) || e.Snippet == "" {
				t.Errorf("got %s\n%s", e, e.Snippet)
			}
			hidden := mistake(t, map[string]string{"sample/1.yaml": "stdin: x\n", "hidden/1.yaml": tt.text, "hidden/" + tt.file: tt.content})
			if hidden.Snippet != "" || hidden.Line != e.Line {
				t.Errorf("of a hidden case: %s\n%s", hidden, hidden.Snippet)
			}
		})
	}
}
