package verify

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// codeBlock is a block of code in a statement.
type codeBlock struct {
	line    int // its first
	heading string
	text    string
}

// codeBlocks gives the blocks of code of a Markdown text, each with the heading that it stands below.
func codeBlocks(markdown string) []codeBlock {
	source := []byte(markdown)
	var all []codeBlock
	heading := ""
	doc := goldmark.DefaultParser().Parse(text.NewReader(source))
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == ast.KindHeading {
			heading = plain(n, source)
		}
		_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker never fails
			if (n.Kind() == ast.KindFencedCodeBlock || n.Kind() == ast.KindCodeBlock) && entering && n.Lines().Len() > 0 {
				at := n.Lines().At(0).Start
				all = append(all, codeBlock{1 + strings.Count(markdown[:at], "\n"), heading, string(n.Lines().Value(source))})
			}
			return ast.WalkContinue, nil
		})
	}
	return all
}

// trimmed is a text as it is compared: what ends its lines, and itself, can't be seen.
func trimmed(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t\r")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// printed is what a program is to print for a sample; false where a checker decides.
func printed(c testcases.Case) (string, bool) {
	switch v := want(c).(type) {
	case value.Str:
		return trimmed(string(v)), true
	case value.Bytes:
		return trimmed(string(v)), true
	}
	return "", false
}

// showsText sees that a statement has a block with what a program reads, and one with what it prints.
func showsText(p *problems.Problem, c testcases.Case, input value.Dict, found *Result) {
	blocks := codeBlocks(p.Statement)
	has := func(s string) bool {
		return s == "" || slices.ContainsFunc(blocks, func(b codeBlock) bool { return trimmed(b.text) == s })
	}
	var lacks []string
	if !has(trimmed(string(problems.Text(input)))) {
		lacks = append(lacks, "no block of code has its input")
	}
	if out, ok := printed(c); ok && !has(out) {
		lacks = append(lacks, "no block of code has its output")
	}
	if lacks != nil {
		missing(found, c, strings.Join(lacks, ", "))
	}
}

// examples are the headings below which every block of code is a sample's.
var examples = regexp.MustCompile(`(?i)^\s*(examples?|samples?)\b`)

// strangeTexts finds blocks among the examples that are neither the input nor the output of a sample.
func strangeTexts(p *problems.Problem, samples []testcases.Case, found *Result) {
	var known []string
	for _, c := range samples {
		if input, err := p.Input(c); err == nil {
			known = append(known, trimmed(string(problems.Text(input))))
		}
		out, ok := printed(c)
		if !ok {
			return // the statement may show any right answer
		}
		known = append(known, out)
	}
	for _, b := range codeBlocks(p.Statement) {
		if examples.MatchString(b.heading) && !slices.Contains(known, trimmed(b.text)) {
			strange(found, b.line, "it shows an input or output that no sample case has")
		}
	}
}

// sequence is the calls of a sample of a class, as a statement has them.
func sequence(p *problems.Problem, c testcases.Case) []example {
	input, err := p.Input(c)
	if err != nil {
		return nil
	}
	calls, err := p.CallsOf(input)
	if err != nil {
		return nil
	}
	results, _ := value.Ordered(want(c))
	var all []example
	for i, call := range calls {
		args, _, _ := enclosed(strings.TrimPrefix(call.String(written), call.Name+"("))
		e := example{name: call.Name}
		e.call, _ = literals(args)
		if i < len(results) && !call.Void() && p.Compare.Rule == problems.RuleExact {
			e.returns, _ = literals(value.Python(results[i], written))
		}
		all = append(all, e)
	}
	return all
}

// sequences finds the calls of each sample of a class, one after the other, in the statement's blocks of code; and calls there that are
// no sample's.
func sequences(p *problems.Problem, samples []testcases.Case, found *Result) {
	names := []string{p.Class.Name}
	for _, m := range p.Class.Methods {
		names = append(names, m.Name)
	}
	var blocks [][]example
	for _, b := range codeBlocks(p.Statement) {
		inside := calls(b.text, names...)
		for i := range inside {
			inside[i].line += b.line - 1
		}
		if slices.ContainsFunc(inside, func(e example) bool { return e.name == p.Class.Name }) {
			blocks = append(blocks, inside)
		}
	}
	covered := map[*example]bool{}
	for _, c := range samples {
		mine, shown := sequence(p, c), false
		for _, block := range blocks {
			for from := 0; from+len(mine) <= len(block); from++ {
				if !slices.EqualFunc(block[from:from+len(mine)], mine, example.same) {
					continue
				}
				shown = true
				for i, e := range mine {
					theirs := &block[from+i]
					covered[theirs] = true
					if e.returns != "" && theirs.returns != "" && e.returns != theirs.returns {
						strange(found, theirs.line, "it says that %s(%s) gives %s, and the sample %s wants %s", e.name, e.call, theirs.returns, c.Name, e.returns)
					}
				}
			}
		}
		if !shown && mine != nil {
			missing(found, c, fmt.Sprintf("no block of code makes its %s", count(len(mine), "call")))
		}
	}
	for _, block := range blocks {
		for i := range block {
			if !covered[&block[i]] {
				strange(found, block[i].line, "it shows %s(%s), which no sample case has at this place", block[i].name, block[i].call)
				break // what follows is the same example
			}
		}
	}
}

func (e example) same(o example) bool { return e.name == o.name && e.call == o.call }
