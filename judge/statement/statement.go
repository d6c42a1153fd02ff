// Package statement shows a problem's statement, at a terminal and as a page.
//
// A statement is Markdown of whoever wrote the problem, who may be a stranger: nothing in it reaches the terminal as a command to it,
// or the page as more than text, links and pictures that the page's own policy lets nobody load.
package statement

import (
	"bytes"
	"io"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/coding-judge/judge/judge"
)

// markdown is what statements are written in: CommonMark with tables and strikethrough.
var markdown = goldmark.New(goldmark.WithExtensions(tables{}, extension.Strikethrough))

// Look is how a text looks at a terminal.
type Look struct {
	Width int // columns that it may take
	// Styled says that bold and colors are seen. Otherwise the marks of Markdown stay where these would tell something: they are read
	// aloud as well.
	Styled bool
}

// Heading is a heading above what is shown beside a statement.
func (l Look) Heading(s string) string {
	if l.Styled {
		return bold.Render(s)
	}
	return "## " + s
}

// What the width of a text is bounded by: longer lines are hard to read, and shorter ones are not worth wrapping.
const (
	widest    = 96
	narrowest = 16
)

// longest is how many bytes of a statement are read: some texts take the parser a time that grows with the square of it.
const longest = 64 << 10

func bounded(source string) []byte {
	if len(source) <= longest {
		return []byte(source)
	}
	return []byte(source[:longest] + "\n\n… the statement goes on, and is not shown further\n")
}

// Text writes a statement for a person at a terminal.
func Text(w io.Writer, source string, l Look) error {
	l.Width = max(narrowest, min(l.Width, widest))
	src := bounded(source)
	r := &terminal{Look: l, source: src}
	doc := markdown.Parser().Parse(text.NewReader(src))
	var b bytes.Buffer
	r.document(&b, doc)
	_, err := w.Write(b.Bytes())
	return err
}

var (
	bold  = lipgloss.NewStyle().Bold(true)
	faint = lipgloss.NewStyle().Faint(true)
	code  = lipgloss.NewStyle().Foreground(lipgloss.Cyan)
)

// terminal turns a parsed statement into lines.
type terminal struct {
	Look
	source []byte
	depth  int // of lists and quotes around what is written
}

// document writes headings at the left and everything else below them.
func (t *terminal) document(b *bytes.Buffer, doc ast.Node) {
	const margin = 2
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if n.PreviousSibling() != nil {
			b.WriteByte('\n')
		}
		prefix, width := strings.Repeat(" ", margin), t.Width-margin
		if n.Kind() == ast.KindHeading {
			prefix, width = "", t.Width
		}
		for _, line := range t.block(n, width) {
			b.WriteString(strings.TrimRight(prefix+line, " ") + "\n")
		}
	}
}

// deepest is how deep lists and quotes are indented; no statement of sense goes further.
const deepest = 8

// block gives a block's lines, which are so many columns wide.
func (t *terminal) block(n ast.Node, width int) []string {
	width = max(width, narrowest)
	switch n := n.(type) {
	case *ast.Heading:
		if t.Styled {
			return wrap(t.inline(n, bold), width)
		}
		return wrap(strings.Repeat("#", n.Level)+" "+t.inline(n, plain), width)
	case *ast.Paragraph, *ast.TextBlock:
		return wrap(t.inline(n, plain), width)
	case *ast.FencedCodeBlock, *ast.CodeBlock, *ast.HTMLBlock:
		return t.verbatim(n)
	case *ast.List:
		return t.list(n, width)
	case *ast.Blockquote:
		mark := "> "
		if t.Styled {
			mark = faint.Render("│") + " "
		}
		return t.within(n, mark, mark, true, width)
	case *ast.ThematicBreak:
		return []string{t.faint("---")}
	}
	if n.Kind() == tableKind {
		return t.table(n, width)
	}
	return t.blocks(n, true, width)
}

// blocks gives the lines of all blocks in another, with an empty one between two where they are apart.
func (t *terminal) blocks(parent ast.Node, apart bool, width int) []string {
	var all []string
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if n.PreviousSibling() != nil && apart {
			all = append(all, "")
		}
		all = append(all, t.block(n, width)...)
	}
	return all
}

// within gives the blocks in another behind a mark, which stands before the first line, and what stands before the others.
func (t *terminal) within(parent ast.Node, first, others string, apart bool, width int) []string {
	t.depth++
	defer func() { t.depth-- }()
	if t.depth > deepest {
		return t.blocks(parent, apart, width)
	}
	lines := t.blocks(parent, apart, width-lipgloss.Width(first))
	if len(lines) == 0 {
		return []string{first}
	}
	for i, line := range lines {
		if i == 0 {
			lines[i] = first + line
		} else {
			lines[i] = others + line
		}
	}
	return lines
}

// verbatim gives the lines of code as they are.
func (t *terminal) verbatim(n ast.Node) []string {
	var b strings.Builder
	b.Write(n.Lines().Value(t.source))
	if html, ok := n.(*ast.HTMLBlock); ok && html.HasClosure() {
		b.Write(html.ClosureLine.Value(t.source))
	}
	var lines []string
	for line := range strings.Lines(strings.ReplaceAll(b.String(), "\t", "    ")) {
		lines = append(lines, "  "+judge.Clean(strings.TrimRight(line, "\r\n")))
	}
	return lines
}

func (t *terminal) faint(s string) string {
	if t.Styled {
		return faint.Render(s)
	}
	return s
}

// resolved is a piece of text without the escapes of Markdown, safe to show.
func resolved(b []byte) string {
	b = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(b)))
	return judge.Clean(string(b))
}
