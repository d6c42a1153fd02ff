package statement

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// tables are goldmark's, but for their size: the parser fills every row up to as many cells as its table has columns, so that a few
// kilobytes of short rows below one long line would become millions of them.
type tables struct{}

// mostCells is how many cells all tables of a statement may have. What would have more stays a paragraph, as it is written.
const mostCells = 50_000

var cellsSoFar = parser.NewContextKey()

// Extend is what goldmark's own extension does, with boundedTables around its parser.
func (tables) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithParagraphTransformers(util.Prioritized(boundedTables{extension.NewTableParagraphTransformer()}, 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
	// Not the attribute style, which the page's policy forbids.
	html := extension.NewTableHTMLRenderer(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute))
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(html, 500)))
}

type boundedTables struct{ parser.ParagraphTransformer }

// Transform makes a table of a paragraph that is one.
func (t boundedTables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, columns := node.Lines(), 0
	for i := range lines.Len() {
		line := lines.At(i)
		columns = max(columns, columnsOf(line.Value(reader.Source())))
	}
	before, _ := pc.Get(cellsSoFar).(int)
	if cells := before + lines.Len()*columns; cells <= mostCells {
		pc.Set(cellsSoFar, cells)
		t.ParagraphTransformer.Transform(node, reader, pc)
	}
}

// columnsOf is how many columns a line at most says that a table has; zero for a line that says nothing of that.
func columnsOf(line []byte) int {
	if len(bytes.Trim(line, "-|: \t\r\n\v\f")) > 0 {
		return 0
	}
	return bytes.Count(line, []byte("|")) + 1
}
