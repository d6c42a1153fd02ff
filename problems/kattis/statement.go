package kattis

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/coding-judge/judge/testcases/value"
)

// statementFile is a statement's name: its language, which is English where there is none, and its type.
var statementFile = regexp.MustCompile(`^problem(?:\.([a-zA-Z]{2,3}(?:-[a-zA-Z]{2})?))?\.(md|tex|pdf)$`)

// statement is a file with the problem's text.
type statement struct{ file, language, kind string }

// readStatement gives the statement as Markdown, and the name that it gives the problem: English, where there is that.
func (p *reader) readStatement() (text, name string, err error) {
	var found []statement
	for _, folder := range []string{"statement", "problem_statement"} {
		for _, file := range p.files.under(folder) {
			if m := statementFile.FindStringSubmatch(path.Base(file)); m != nil && path.Dir(file) == folder {
				found = append(found, statement{file, cmp.Or(m[1], "en"), m[2]})
			}
		}
	}
	if len(found) == 0 {
		p.note("there is no statement")
		return "", "", nil
	}
	slices.SortStableFunc(found, func(a, b statement) int {
		return cmp.Or(last(a.kind == "pdf", b.kind == "pdf"), last(a.language != "en", b.language != "en"), cmp.Compare(a.kind, b.kind))
	})
	s := found[0]
	if s.kind == "pdf" {
		p.note("%s: a PDF is not shown", s.file)
		return "The statement is a PDF, which judge does not show: " + p.files.file(s.file), "", nil
	}
	text, err = p.files.text(s.file)
	if err != nil {
		return "", "", err
	}
	if s.kind == "tex" {
		text, name = fromLaTeX(text, p.meta.constants)
	} else {
		text = p.meta.replace(text)
	}
	text = sampleCommand.ReplaceAllString(text, "")
	return strings.TrimSpace(text), cmp.Or(p.meta.names[s.language], name), nil
}

// sampleCommand is where a statement has its samples, which judge shows by themselves.
var sampleCommand = regexp.MustCompile(`(?:\{\{(?:nextsample|remainingsamples)\}\}|\\(?:nextsample|remainingsamples)\b)\n?`)

// last orders what something is true of behind what it is not.
func last(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// interactions gives what a statement shows of an interactive problem: the lines that each side says.
func (p *reader) interactions() (string, error) {
	var b strings.Builder
	for _, file := range p.files.under(path.Join("data", sampleGroup)) {
		if path.Ext(file) != ".interaction" {
			continue
		}
		text, err := p.files.text(file)
		if err != nil {
			return "", err
		}
		b.WriteString("\n\n## Sample interaction " + strings.TrimSuffix(path.Base(file), ".interaction") + "\n\n")
		for line := range strings.Lines(text) {
			b.WriteString("    " + strings.TrimRight(line, "\n") + "\n")
		}
	}
	return b.String(), nil
}

// title is a problem's name in one of its languages, English before others.
func (m *meta) title() string {
	if name := cmp.Or(m.names["en"], m.names[""]); name != "" {
		return name
	}
	for _, language := range sorted(m.names) {
		return m.names[language]
	}
	return ""
}

// shown writes a text that may be anything.
func shown(s string) string { return value.Python(value.Str(s), 100) }
