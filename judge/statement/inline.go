package statement

import (
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"

	"github.com/coding-judge/judge/judge"
)

var plain = lipgloss.NewStyle()

// inline gives the text in a block. Each word has its style by itself, so that it can stand on any line.
func (t *terminal) inline(parent ast.Node, style lipgloss.Style) string {
	var b strings.Builder
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			value := n.Value(t.source)
			if n.IsRaw() {
				b.WriteString(t.words(judge.Clean(string(value)), style))
			} else {
				b.WriteString(t.words(resolved(value), style))
			}
			switch {
			case n.HardLineBreak():
				b.WriteByte('\n')
			case n.SoftLineBreak():
				b.WriteByte(' ')
			}
		case *ast.String:
			b.WriteString(t.words(resolved(n.Value), style))
		case *ast.CodeSpan:
			b.WriteString(t.marked("`", t.code(n), code.Inherit(style)))
		case *ast.Emphasis:
			if n.Level == 1 {
				b.WriteString(t.around("*", n, style.Italic(true)))
			} else {
				b.WriteString(t.around("**", n, style.Bold(true)))
			}
		case *xast.Strikethrough:
			b.WriteString(t.around("~~", n, style.Strikethrough(true)))
		case *ast.Link:
			b.WriteString(t.inline(n, style) + t.address(resolved(n.Destination), ansi.Strip(t.inline(n, plain))))
		case *ast.AutoLink:
			b.WriteString(t.words(judge.Clean(string(n.Label(t.source))), style))
		case *ast.Image:
			b.WriteString(t.words("[picture: ", style) + t.inline(n, style) + t.words("]", style) + t.address(resolved(n.Destination), ""))
		case *ast.RawHTML:
			if tag := strings.ToLower(string(n.Segments.Value(t.source))); strings.HasPrefix(tag, "<br") {
				b.WriteByte('\n')
			}
		default:
			b.WriteString(t.inline(n, style))
		}
	}
	return b.String()
}

// code is the text of a code span, in which nothing is escaped.
func (t *terminal) code(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if s, ok := c.(*ast.Text); ok {
			b.Write(s.Value(t.source))
		}
	}
	return judge.Clean(strings.ReplaceAll(b.String(), "\n", " "))
}

// around is the text in a node, in a style or, where none is seen, between marks.
func (t *terminal) around(mark string, n ast.Node, style lipgloss.Style) string {
	if t.Styled {
		return t.inline(n, style)
	}
	return mark + t.inline(n, style) + mark
}

func (t *terminal) marked(mark, s string, style lipgloss.Style) string {
	if t.Styled {
		return t.words(s, style)
	}
	return mark + s + mark
}

// address is where a link leads, unless its text says so.
func (t *terminal) address(to, shown string) string {
	if to == "" || to == shown {
		return ""
	}
	return " " + t.faint("("+strings.ReplaceAll(to, " ", "%20")+")")
}

// words gives a text whose words are in a style each.
func (t *terminal) words(s string, style lipgloss.Style) string {
	if !t.Styled {
		return s
	}
	words := strings.Split(strings.ReplaceAll(s, "\n", " "), " ")
	for i, w := range words {
		if w != "" {
			words[i] = style.Render(w)
		}
	}
	return strings.Join(words, " ")
}

// Wrap breaks a text without styles into lines of so many columns, in the way of a statement's. Lines that it has already stay.
func Wrap(s string, width int) string {
	return strings.Join(wrap(s, max(width, narrowest)), "\n")
}

// wrap breaks a text into lines at its spaces, and only a word that is longer than a line within it: a minus sign stays with its
// number.
func wrap(s string, width int) []string {
	var lines []string
	for paragraph := range strings.SplitSeq(s, "\n") {
		line, used := "", 0
		for _, word := range strings.Fields(paragraph) {
			size := lipgloss.Width(word)
			if used > 0 && used+1+size > width {
				lines = append(lines, line)
				line, used = "", 0
			}
			if used > 0 {
				line, used = line+" ", used+1
			}
			if size > width {
				parts := strings.Split(ansi.Hardwrap(word, width, true), "\n")
				lines = append(lines, parts[:len(parts)-1]...)
				word = parts[len(parts)-1]
				size = lipgloss.Width(word)
			}
			line, used = line+word, used+size
		}
		lines = append(lines, line)
	}
	return lines
}

// list gives a list's lines, each item behind its mark.
func (t *terminal) list(n *ast.List, width int) []string {
	var all []string
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		mark := "- "
		if n.IsOrdered() {
			mark = strconv.Itoa(number) + string(rune(n.Marker)) + " "
			number++
		} else if t.Styled {
			mark = "• "
		}
		if !n.IsTight && item.PreviousSibling() != nil {
			all = append(all, "")
		}
		all = append(all, t.within(item, mark, strings.Repeat(" ", lipgloss.Width(mark)), !n.IsTight, width)...)
	}
	return all
}
