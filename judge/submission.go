package judge

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/coding-judge/judge/problems"
)

// MaxSource is how large a submission's file may be, in bytes.
const MaxSource = 1 << 20

// Submission is what is judged.
type Submission struct {
	File     string // its name, for messages and for finding its problem
	Language problems.Language
	Source   []byte // UTF-8, lines end with \n
	Problem  string // slug or alias of the problem that it is for; empty: found by comment or file name
	Plan     bool   // report how the submission's queries are executed
	Profile  bool   // report which lines take the time of the slowest case
	Growth   bool   // report how the submission's time grows
	All      bool   // run all cases; otherwise the first that fails is the last
}

// InputError says why a file can't be a submission. What to do about it is part of the message.
type InputError struct{ File, Message string }

func (e *InputError) Error() string { return e.File + ": " + e.Message }

// NewSubmission reads a submission from a file's content: Python (.py), SQL (.sql), or Markdown (.md) whose first fenced
// block is one of them. A byte order mark goes and line ends become \n. The error is an *InputError.
func NewSubmission(file string, content []byte) (Submission, error) {
	s := Submission{File: file}
	fail := func(format string, args ...any) (Submission, error) {
		return Submission{}, &InputError{file, fmt.Sprintf(format, args...)}
	}
	if len(content) > MaxSource {
		return fail("larger than 1 MiB: a submission is one source file")
	}
	if bytes.HasPrefix(content, []byte("\xff\xfe")) || bytes.HasPrefix(content, []byte("\xfe\xff")) {
		return fail("the text is in UTF-16: save the file as UTF-8")
	}
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	if at := bytes.IndexByte(content, 0); at >= 0 {
		return fail("line %d holds a NUL character: no source file has one, so take it out, or submit another file", 1+bytes.Count(content[:at], []byte("\n")))
	}
	if at := notText(content); at >= 0 {
		return fail("line %d holds bytes that are not UTF-8 text: save the source file as UTF-8", 1+bytes.Count(content[:at], []byte("\n")))
	}
	content = bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n"))
	content = bytes.ReplaceAll(content, []byte("\r"), []byte("\n"))
	if len(bytes.TrimSpace(content)) == 0 {
		return fail("the file is empty: write a solution, or see `judge show PROBLEM` for one to start from")
	}
	switch ext := strings.ToLower(filepath.Ext(file)); ext {
	case ".py":
		s.Language, s.Source = problems.Python, content
	case ".sql":
		s.Language, s.Source = problems.SQL, content
	case ".md", ".markdown":
		var named string
		if s.Language, s.Source, named = firstBlock(content); s.Language == "" {
			return fail("%s: a Markdown file is judged by its first fenced block, which must be marked python or sql", named)
		}
		if len(bytes.TrimSpace(s.Source)) == 0 {
			return fail("the first fenced block is empty")
		}
	default:
		return fail("not a .py, .sql or .md file: the extension says what language a submission is in")
	}
	return s, nil
}

// notText gives the place of the first byte that is not UTF-8, or -1.
func notText(b []byte) int {
	for at := 0; at < len(b); {
		r, size := utf8.DecodeRune(b[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}

// firstBlock gives the first fenced block of a Markdown text, with an empty line for each line above it: places in it are
// then places in the file. Where it is no code that can be judged, language is empty and found says what is there.
func firstBlock(markdown []byte) (language problems.Language, source []byte, found string) {
	var block *ast.FencedCodeBlock
	doc := goldmark.DefaultParser().Parse(text.NewReader(markdown))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker never fails
		if b, ok := n.(*ast.FencedCodeBlock); ok && entering {
			block = b
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	if block == nil {
		return "", nil, "no fenced block"
	}
	switch name := strings.ToLower(string(block.Language(markdown))); name {
	case "python", "python3", "py", "py3":
		language = problems.Python
	case "sql", "postgresql", "postgres", "pgsql", "psql":
		language = problems.SQL
	case "":
		return "", nil, "a fenced block without a language"
	default:
		return "", nil, fmt.Sprintf("a fenced block in %.20q", name)
	}
	lines := block.Lines()
	if lines.Len() == 0 {
		return language, nil, ""
	}
	above := bytes.Count(markdown[:lines.At(0).Start], []byte("\n"))
	source = bytes.Repeat([]byte("\n"), above)
	for i := range lines.Len() {
		segment := lines.At(i)
		source = append(source, segment.Value(markdown)...)
	}
	return language, source, ""
}
