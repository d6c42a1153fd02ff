package verify

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// shown is a table as text: in the statement, or as it would be written there.
type shown struct {
	name string // of a case's
	line int    // of a statement's
	head []string
	rows []string // each row's cells, in a form that two equal rows share; sorted
}

func (t shown) same(u shown) bool {
	return slices.Equal(t.head, u.head) && slices.Equal(t.rows, u.rows)
}

// markdownTables gives the tables of a Markdown text.
func markdownTables(markdown string) []shown {
	source := []byte(markdown)
	doc := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser().Parse(text.NewReader(source))
	var all []shown
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker never fails
		t, ok := n.(*tables.Table)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		out := shown{line: lineOf(t, source)}
		for row := t.FirstChild(); row != nil; row = row.NextSibling() {
			var cells []string
			for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
				cells = append(cells, strings.TrimSpace(plain(cell, source)))
			}
			if row.Kind() == tables.KindTableHeader {
				out.head = lower(cells)
				continue
			}
			out.rows = append(out.rows, rowOf(cells))
		}
		slices.Sort(out.rows)
		all = append(all, out)
		return ast.WalkSkipChildren, nil
	})
	return all
}

// plain is the text of a node without its marks.
func plain(n ast.Node, source []byte) string {
	var b strings.Builder
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		switch t := child.(type) {
		case *ast.Text:
			s := string(t.Segment.Value(source))
			if n.Kind() != ast.KindCodeSpan {
				s = unescaped.Replace(s)
			}
			b.WriteString(s)
		case *ast.String:
			b.Write(t.Value)
		case *ast.AutoLink:
			b.Write(t.Label(source))
		default:
			b.WriteString(plain(child, source))
		}
	}
	return b.String()
}

// unescaped are the characters that tables are often written with an escape for.
var unescaped = strings.NewReplacer(`\|`, "|", `\*`, "*", `\_`, "_", `\\`, `\`, `\<`, "<", `\>`, ">", `\#`, "#", "\\`", "`")

// lineOf finds a node's first line by its first text.
func lineOf(n ast.Node, source []byte) int {
	for n != nil {
		if t, ok := n.(*ast.Text); ok {
			return 1 + strings.Count(string(source[:t.Segment.Start]), "\n")
		}
		n = n.FirstChild()
	}
	return 0
}

func lower(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = strings.ToLower(n)
	}
	return out
}

// rowOf writes a row's cells, numbers in one form.
func rowOf(cells []string) string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = c
		if c == "''" { // how an empty text is made visible
			out[i] = ""
		}
		if n, ok := new(big.Rat).SetString(c); ok && len(c) < 60 && !strings.ContainsAny(c, "/xXpPeE_") {
			out[i] = n.RatString()
		}
	}
	return strings.Join(out, "\x1f")
}

// caseTable is a table of a case as a statement would show it. What a cell answered has the types of its columns too.
func caseTable(name string, v value.Value) (shown, bool) {
	dict, _ := v.(value.Dict)
	dict = slices.DeleteFunc(slices.Clone(dict), func(e value.Entry) bool { return e.Key == value.Str("types") })
	t, err := problems.ParseTable(dict)
	if err != nil {
		return shown{}, false
	}
	out := shown{name: name, head: lower(t.Columns)}
	for _, row := range t.Rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = strings.TrimSpace(cellText(cell))
		}
		out.rows = append(out.rows, rowOf(cells))
	}
	slices.Sort(out.rows)
	return out, true
}

func cellText(v value.Value) string {
	switch v := v.(type) {
	case value.None:
		return "NULL"
	case value.Bool:
		return fmt.Sprint(bool(v))
	case value.Str:
		return string(v)
	case value.Decimal:
		return string(v)
	}
	return value.Python(v, written)
}

// inputTables are the tables that a case begins with, and answerTables those that it ends with.
func inputTables(p *problems.Problem, input value.Dict) []shown {
	all, err := p.TablesOf(input)
	if err != nil {
		return nil
	}
	return namedTables(all)
}

func answerTables(p *problems.Problem, c testcases.Case) []shown {
	v := want(c)
	if p.Kind == problems.Query && !p.Measures(c) {
		if t, ok := caseTable("the result", v); ok {
			return []shown{t}
		}
		return nil
	}
	all, _ := v.(value.Dict)
	return namedTables(all)
}

func namedTables(all value.Dict) []shown {
	var out []shown
	for _, e := range all {
		name, _ := e.Key.(value.Str)
		if t, ok := caseTable(string(name), e.Value); ok {
			out = append(out, t)
		}
	}
	return out
}

// showsTables sees that the statement has a sample's tables, but for empty ones, and the result of a query.
func showsTables(p *problems.Problem, c testcases.Case, input value.Dict, found *Result) {
	needed := inputTables(p, input)
	if p.Kind == problems.Query {
		needed = append(needed, answerTables(p, c)...)
	}
	all := markdownTables(p.Statement)
	var lacks []string
	for _, t := range needed {
		if len(t.rows) > 0 && !slices.ContainsFunc(all, t.same) {
			lacks = append(lacks, fmt.Sprintf("the table %s with its %s", t.name, count(len(t.rows), "row")))
		}
	}
	if p.Kind == problems.Concurrent {
		lacks = append(lacks, unshownCalls(p, input)...)
	}
	if lacks != nil {
		missing(found, c, strings.Join(lacks, ", "))
	}
}

// strangeTables finds tables in the statement that have the columns of one of a sample's, and other rows than any.
func strangeTables(p *problems.Problem, samples []testcases.Case, found *Result) {
	var known []shown
	for _, c := range samples {
		if input, err := p.Input(c); err == nil {
			known = append(append(known, inputTables(p, input)...), answerTables(p, c)...)
		}
	}
	for _, t := range markdownTables(p.Statement) {
		if slices.ContainsFunc(known, func(k shown) bool { return slices.Equal(k.head, t.head) }) && !slices.ContainsFunc(known, t.same) {
			strange(found, t.line, "it shows a table with the columns %s whose rows no sample case has", strings.Join(t.head, ", "))
		}
	}
}

// unshownCalls are the calls of a schedule that the statement lacks.
func unshownCalls(p *problems.Problem, input value.Dict) []string {
	schedule, err := p.ScheduleOf(input)
	if err != nil {
		return nil // which has been told
	}
	squeeze := func(s string) string { return strings.Join(strings.Fields(strings.ReplaceAll(s, "`", "")), "") }
	all := squeeze(p.Statement)
	var lacks []string
	for _, round := range schedule {
		for _, session := range round.Sessions() {
			for _, statement := range round.Statements[session] {
				call := strings.TrimPrefix(strings.TrimSpace(statement), "select ")
				if strings.Contains(call, "(") && !strings.Contains(all, squeeze(call)) {
					lacks = append(lacks, "the call "+call)
				}
			}
		}
	}
	return lacks
}
