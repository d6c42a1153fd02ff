package judge

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/coding-judge/judge/problems"
)

func TestNewSubmission(t *testing.T) {
	t.Parallel()
	const md = "# Notes\n\nThe answer:\n\n```python\ndef f():\n\treturn 1\n```\n\n```sql\nselect 1\n```\n"
	tests := []struct {
		name, file, content string
		language            problems.Language
		want                string
	}{
		{"python", "a.py", "x = 1\n", problems.Python, "x = 1\n"},
		{"sql in capitals", "A.SQL", "select 1", problems.SQL, "select 1"},
		{"byte order mark", "a.py", "\ufeffx = 1\n", problems.Python, "x = 1\n"},
		{"line ends of Windows", "a.py", "x = 1\r\ny = 2\r\n", problems.Python, "x = 1\ny = 2\n"},
		{"line ends of old", "a.py", "x = 1\ry = 2\r", problems.Python, "x = 1\ny = 2\n"},
		{"text beyond ASCII", "a.py", "s = 'größer ≥ 😀'", problems.Python, "s = 'größer ≥ 😀'"},
		{"first block, in its place", "a.md", md, problems.Python, "\n\n\n\n\ndef f():\n\treturn 1\n"},
		{"tildes and another name", "a.markdown", "~~~ PostgreSQL\nselect 1\n~~~", problems.SQL, "\nselect 1\n"},
		{"in a list", "a.md", "1. so:\n\n   ```py\n   x = 1\n   if x:\n       y = 2\n   ```\n", problems.Python,
			"\n\n\nx = 1\nif x:\n    y = 2\n"},
		{"never closed", "a.md", "```sql\nselect 1\n", problems.SQL, "\nselect 1\n"},
		{"in a Windows file", "a.md", "\ufeff```sql\r\nselect 1\r\n```\r\n", problems.SQL, "\nselect 1\n"},
	}
	for _, tt := range tests {
		s, err := NewSubmission(tt.file, []byte(tt.content))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if s.Language != tt.language || string(s.Source) != tt.want {
			t.Errorf("%s: got %s %q, want %s %q", tt.name, s.Language, s.Source, tt.language, tt.want)
		}
	}
}

func TestNewSubmissionRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, file, content, want string }{
		{"nothing", "a.py", "", "empty"},
		{"blanks", "a.py", " \n\t\r\n", "empty"},
		{"only a mark", "a.py", "\ufeff", "empty"},
		{"too large", "a.py", strings.Repeat("#", MaxSource+1), "larger than 1 MiB"},
		{"a NUL", "a.py", "x = 1\ny\x00", "line 2 holds a NUL character"},
		{"not UTF-8", "a.py", "x\n\ny = '\xe9'", "line 3 holds bytes that are not UTF-8"},
		{"UTF-16", "a.py", "\xff\xfex\x00", "UTF-16"},
		{"another extension", "a.txt", "x", "not a .py, .sql or .md file"},
		{"no extension", "Makefile", "x", "not a .py, .sql or .md file"},
		{"no block", "a.md", "# Title\n", "no fenced block"},
		{"block of another language", "a.md", "```rust\nfn\n```\n", `in "rust"`},
		{"block without a language", "a.md", "```\nx\n```\n```python\nx\n```\n", "without a language"},
		{"empty block", "a.md", "```python\n```\n", "block is empty"},
	}
	for _, tt := range tests {
		_, err := NewSubmission(tt.file, []byte(tt.content))
		var input *InputError
		if !errors.As(err, &input) || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), tt.file) {
			t.Errorf("%s: got %v, want an InputError with %q", tt.name, err, tt.want)
		}
	}
}

func FuzzNewSubmission(f *testing.F) {
	f.Add("a.md", []byte("- x\n  ```python\n  y\n  ```\n"))
	f.Add("a.py", []byte("x\r\n\ufeff"))
	f.Fuzz(func(t *testing.T, file string, content []byte) {
		s, err := NewSubmission(file, content)
		if err != nil {
			return
		}
		if bytes.ContainsAny(s.Source, "\x00\r") || len(bytes.TrimSpace(s.Source)) == 0 {
			t.Errorf("source %q", s.Source)
		}
		if got, most := bytes.Count(s.Source, []byte("\n")), bytes.Count(content, []byte("\n"))+bytes.Count(content, []byte("\r"))+1; got > most {
			t.Errorf("%d lines from %d", got, most)
		}
	})
}
