package mutant

// calls are functions with those that are taken for them.
var calls = map[string]struct {
	operator string
	others   []string
}{
	"min": {"aggregate", []string{"max"}}, "max": {"aggregate", []string{"min"}},
	"sum": {"aggregate", []string{"avg", "max"}}, "avg": {"aggregate", []string{"sum", "max"}},
	"bool_and": {"aggregate", []string{"bool_or"}}, "bool_or": {"aggregate", []string{"bool_and"}}, "every": {"aggregate", []string{"bool_or"}},
	"greatest": {"aggregate", []string{"least"}}, "least": {"aggregate", []string{"greatest"}},
	"any": {"aggregate", []string{"all"}}, "all": {"aggregate", []string{"any"}}, "some": {"aggregate", []string{"all"}},
	"row_number": {"window", []string{"rank", "dense_rank"}}, "rank": {"window", []string{"dense_rank", "row_number"}},
	"dense_rank":  {"window", []string{"rank", "row_number"}},
	"first_value": {"window", []string{"last_value"}}, "last_value": {"window", []string{"first_value"}},
	"lag": {"window", []string{"lead"}}, "lead": {"window", []string{"lag"}},
	"ceil": {"function", []string{"floor"}}, "ceiling": {"function", []string{"floor"}}, "floor": {"function", []string{"ceil"}},
	"lower": {"function", []string{""}}, "upper": {"function", []string{""}}, "trim": {"function", []string{""}},
	"btrim": {"function", []string{""}}, "abs": {"function", []string{""}}, "round": {"function", []string{"floor"}},
}

// words edits functions, DISTINCT, AND and OR, NOT and EXISTS, and what is true.
func (b *block) words(i int) {
	t := b.tokens[i]
	if t.kind != word || b.at(i-1).is(".") {
		return
	}
	if c, ok := calls[t.text]; ok && b.at(i+1).is("(") {
		for _, other := range c.others {
			b.replace(c.operator, i, i+1, other)
		}
	}
	switch t.text {
	case "count":
		b.count(i)
	case "distinct":
		b.distinct(i)
	case "union":
		if b.at(i + 1).is("all") {
			b.drop("distinct", i+1, i+2)
		} else {
			b.after("distinct", i, " all")
		}
	case "select":
		// Deeper, where what is asked is mostly whether something is in there, twice is as good as once.
		if t.depth == 0 && !b.body && !b.at(i+1).is("distinct", "all") {
			b.after("distinct", i, " distinct")
		}
	case "and", "or":
		if !b.ofBetween(i) && !b.at(i-1).is("create") {
			b.replace("and/or", i, i+1, map[string]string{"and": "or", "or": "and"}[t.text])
		}
	case "true", "false":
		b.replace("constant", i, i+1, map[string]string{"true": "false", "false": "true"}[t.text])
	case "not":
		if !b.at(i-1).is("is") && !b.at(i+1).is("null", "distinct") {
			b.drop("comparison", i, i+1)
		}
	case "in", "like", "ilike", "between":
		if b.at(i-1).operand(true) && (t.text != "in" || b.at(i+1).is("(")) {
			b.replace("comparison", i, i+1, "not "+t.text)
		}
	case "exists":
		if b.at(i+1).is("(") && !b.at(i-1).is("not") {
			b.replace("comparison", i, i+1, "not exists")
		}
	case "unique":
		if b.at(i - 1).is("create") {
			b.drop("index", i, i+1)
		}
	}
}

func (b *block) count(i int) {
	if !b.at(i+1).is("(") || b.at(i+2).is("*", "distinct") {
		return
	}
	to := b.clause(i + 2)
	b.replace("aggregate", i+2, to, "*")
	b.after("distinct", i+1, "distinct ")
}

func (b *block) distinct(i int) {
	switch {
	case b.at(i - 1).is("is"), b.at(i-1).is("not") && b.at(i-2).is("is"):
	case b.seq(i+1, "on", "("):
		to := b.clause(i+3) + 1
		b.drop("distinct", i, to)
		b.without("distinct", b.split(i+3, to-1, ","))
	default:
		b.drop("distinct", i, i+1)
	}
}

// ofBetween says whether an AND is that of a BETWEEN.
func (b *block) ofBetween(i int) bool {
	for j := i - 1; j >= 0 && b.tokens[j].depth >= b.tokens[i].depth; j-- {
		if t := b.tokens[j]; t.depth == b.tokens[i].depth {
			if t.is("between") {
				return true
			}
			if t.is("and", "or", "where", "on", ";") {
				return false
			}
		}
	}
	return false
}

// nulls edits how NULL is handled.
func (b *block) nulls(i int) {
	t := b.tokens[i]
	if t.kind != word {
		return
	}
	switch {
	case b.seq(i, "is", "null"):
		b.after("null", i, " not")
	case b.seq(i, "is", "not", "null"):
		b.drop("null", i+1, i+2)
	case b.seq(i, "is", "not", "distinct", "from"):
		b.replace("null", i, i+4, "=")
	case b.seq(i, "is", "distinct", "from"):
		b.replace("null", i, i+3, "<>")
	case b.seq(i, "nulls", "first"):
		b.replace("null", i+1, i+2, "last")
	case b.seq(i, "nulls", "last"):
		b.replace("null", i+1, i+2, "first")
	case t.is("coalesce", "nullif", "ifnull") && b.at(i+1).is("("):
		to := b.clause(i + 2)
		if parts := b.split(i+2, to, ","); len(parts) > 1 {
			b.replace("null", i, to+1, b.text(parts[0]))
		}
	}
}
