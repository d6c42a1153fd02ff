package mutant

import (
	"slices"
	"strconv"
)

// The edits of SQL are made from its words. What comes of one may be no SQL at all: the server says so, and it does not count.

// block is the tokens of a source or of a body in it, with the edits that are made of them.
type block struct {
	source string
	tokens []token
	body   bool // of a function, or of DO
	edits  []edit
}

func sqlEdits(source string) []edit {
	var all []edit
	for i, tokens := range blocks(source) {
		b := &block{source: source, tokens: tokens, body: i > 0}
		for at := range tokens {
			b.words(at)
			b.operators(at)
			b.nulls(at)
			b.joins(at)
			b.conditions(at)
			b.lists(at)
			b.windows(at)
			b.locks(at)
		}
		b.statements()
		all = append(all, b.edits...)
	}
	return all
}

// at gives a token; those beyond the ends are of kind end.
func (b *block) at(i int) token {
	if i < 0 || i >= len(b.tokens) {
		return token{kind: end}
	}
	return b.tokens[i]
}

// replace edits the tokens from one up to before another.
func (b *block) replace(operator string, from, to int, by string) {
	if from < to && to <= len(b.tokens) {
		b.edits = append(b.edits, edit{operator, b.tokens[from].from, b.tokens[to-1].to, by})
	}
}

// text is what some tokens are in the source, in brackets where they are more than one.
func (b *block) text(part [2]int) string {
	s := b.source[b.tokens[part[0]].from:b.tokens[part[1]-1].to]
	if part[1]-part[0] > 1 {
		s = "(" + s + ")"
	}
	return s
}

// drop leaves tokens out, with the space before them.
func (b *block) drop(operator string, from, to int) {
	if from >= to || to > len(b.tokens) {
		return
	}
	start := b.tokens[from].from
	if from > 0 {
		start = b.tokens[from-1].to
	}
	b.edits = append(b.edits, edit{operator, start, b.tokens[to-1].to, ""})
}

// after adds a text behind a token.
func (b *block) after(operator string, i int, add string) {
	b.edits = append(b.edits, edit{operator, b.tokens[i].to, b.tokens[i].to, add})
}

// seq says whether words stand at a place.
func (b *block) seq(i int, words ...string) bool {
	for n, w := range words {
		if !b.at(i + n).is(w) {
			return false
		}
	}
	return true
}

// clause gives the end of what begins at a place: the first token outside of it, or one of some words beside it.
func (b *block) clause(i int, enders ...string) int {
	depth := b.at(i).depth
	for j := i; j < len(b.tokens); j++ {
		t := b.tokens[j]
		if t.depth < depth || t.depth == depth && (t.is(";") || t.is(enders...)) {
			return j
		}
	}
	return len(b.tokens)
}

// split takes a clause apart at commas, or at another word beside it.
func (b *block) split(from, to int, at string) [][2]int {
	var parts [][2]int
	depth, start := b.at(from).depth, from
	between := false
	for i := from; i < to; i++ {
		t := b.tokens[i]
		switch {
		case t.depth != depth:
		case at == "and" && t.is("between"):
			between = true
		case t.is(at) && between:
			between = false
		case t.is(at):
			parts = append(parts, [2]int{start, i})
			start = i + 1
		}
	}
	return append(parts, [2]int{start, to})
}

// without leaves out each part of a list in turn, where there are several.
func (b *block) without(operator string, parts [][2]int) {
	for i, p := range parts {
		switch {
		case len(parts) == 1:
		case i+1 < len(parts):
			b.edits = append(b.edits, edit{operator, b.at(p[0]).from, b.at(parts[i+1][0]).from, ""})
		default:
			b.drop(operator, parts[i-1][1], p[1])
		}
	}
}

// operand says whether a value may end, or begin, with a token.
func (t token) operand(ends bool) bool {
	switch t.kind {
	case name, number, text:
		return true
	case word:
		return !slices.Contains(notOperands, t.text)
	case sign:
		return ends && t.is(")", "]") || !ends && t.is("(")
	}
	return false
}

// notOperands are the words that may stand beside a sign and are no value.
var notOperands = []string{
	"select", "where", "and", "or", "not", "on", "by", "then", "else", "when", "return", "in", "as", "having", "limit", "offset", "distinct",
	"all", "from", "returning", "values", "set", "between", "like", "is", "using", "union", "except", "intersect", "if", "elsif", "while",
}

var (
	comparisons = map[string]string{"=": "<>", "<>": "=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
	boundaries  = map[string]string{"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
	arithmetic  = map[string]string{"+": "-", "-": "+", "*": "+", "/": "*", "%": "*"}
)

// operators edits comparisons, arithmetic and numbers.
func (b *block) operators(i int) {
	t := b.tokens[i]
	switch {
	case t.kind == number:
		b.number(i)
	case t.kind != sign:
	case comparisons[t.text] != "" && b.at(i-1).operand(true):
		if b.assigns(i) {
			return
		}
		b.replace("comparison", i, i+1, comparisons[t.text])
		if other := boundaries[t.text]; other != "" {
			b.replace("boundary", i, i+1, other)
		}
	case arithmetic[t.text] != "" && b.at(i-1).operand(true) && (b.at(i+1).operand(false) || b.at(i+1).is("-")):
		b.replace("arithmetic", i, i+1, arithmetic[t.text])
	case t.text == "-" && b.at(i+1).operand(false):
		b.replace("arithmetic", i, i+1, "")
	}
}

// assigns says whether a = is that of UPDATE … SET.
func (b *block) assigns(i int) bool {
	for j := i - 1; j >= 0 && b.tokens[j].depth >= b.tokens[i].depth; j-- {
		if t := b.tokens[j]; t.depth == b.tokens[i].depth && t.is("set", "where", "from", "on", "select", ";", "then", "begin") {
			return t.is("set")
		}
	}
	return false
}

// number makes a whole number one more and one less, where it is no part of a type.
func (b *block) number(i int) {
	n, err := strconv.Atoi(b.tokens[i].text)
	if err != nil || b.typeAround(i) || b.at(i-1).is("select", "perform") && b.at(i+1).is("from", "where") { // of which only whether it is there matters
		return
	}
	operator := "constant"
	if b.at(i-1).is("limit", "offset", "first", "next") {
		operator = "limit"
	}
	b.replace(operator, i, i+1, strconv.Itoa(n+1))
	if n > 0 || operator != "limit" {
		b.replace(operator, i, i+1, strconv.Itoa(n-1))
	}
}

func (b *block) typeAround(i int) bool {
	for b.at(i-1).is(",") && b.at(i-2).kind == number {
		i -= 2
	}
	return b.at(i-1).is("(") && b.at(i-2).is("numeric", "decimal", "varchar", "char", "character", "varying", "timestamp", "timestamptz", "time", "bit", "float")
}
