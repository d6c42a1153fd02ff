package mutant

// Words that end a clause beside it. The bodies of functions add those of PL/pgSQL.
var (
	afterCondition = []string{
		"group", "order", "having", "limit", "offset", "fetch", "for", "window", "union", "intersect", "except", "returning", "loop", "then",
		"join", "left", "right", "inner", "full", "cross", "natural", "where", "on", "when", "do",
	}
	afterList = []string{
		"limit", "offset", "fetch", "for", "window", "union", "intersect", "except", "rows", "range", "groups", "having", "order", "loop",
		"into", "where",
	}
)

// joins edits the kind of a join.
func (b *block) joins(i int) {
	if !b.tokens[i].is("join") {
		return
	}
	from := i
	if b.at(i - 1).is("outer") {
		from--
	}
	switch before := b.at(from - 1); {
	case before.is("left", "right"):
		b.replace("join", from-1, i+1, "join")
	case before.is("full"):
		b.replace("join", from-1, i+1, "left join")
		b.replace("join", from-1, i+1, "join")
	case before.is("inner"):
		b.replace("join", from-1, i+1, "left join")
	case before.is("cross", "natural"):
	default:
		b.replace("join", i, i+1, "left join")
	}
}

// conditions leaves out parts of conditions.
func (b *block) conditions(i int) {
	t := b.tokens[i]
	operator := "condition"
	switch {
	case t.is("on") && !b.at(i-1).is("distinct", "index", "drop", "delete", "update") && !b.at(i+1).is("commit", "conflict"):
		operator = "join"
		if b.createsIndex(i) {
			return
		}
	case t.is("where", "having"):
	default:
		return
	}
	to := b.clause(i+1, afterCondition...)
	if to <= i+1 {
		return
	}
	parts := b.split(i+1, to, "and")
	if len(parts) == 1 {
		b.replace(operator, i+1, to, "true")
	}
	b.without(operator, parts)
}

// createsIndex says whether the statement around a place is CREATE INDEX.
func (b *block) createsIndex(i int) bool {
	for j := i - 1; j >= 0 && !b.tokens[j].is(";"); j-- {
		if b.tokens[j].is("index") {
			return true
		}
	}
	return false
}

// lists edits what is ordered, grouped, limited and indexed by.
func (b *block) lists(i int) {
	t := b.tokens[i]
	switch {
	case b.seq(i, "order", "by"):
		to := b.clause(i+2, afterList...)
		parts := b.split(i+2, to, ",")
		for _, p := range parts {
			b.direction(p)
		}
		b.without("order", parts)
		if len(parts) == 1 {
			b.drop("order", i, to)
		}
	case b.seq(i, "group", "by"):
		to := b.clause(i+2, afterList...)
		parts := b.split(i+2, to, ",")
		b.without("group", parts)
		if len(parts) == 1 {
			b.drop("group", i, to)
		}
	case t.is("limit") && b.at(i+1).kind == number:
		b.drop("limit", i, i+2)
	case t.is("offset") && b.at(i+1).kind == number:
		b.drop("limit", i, i+2)
	case t.is("(") && (b.createsIndex(i) || b.at(i-1).is("unique", "key")):
		parts := b.split(i+1, b.clause(i+1), ",")
		b.without("index", parts)
		for n := range len(parts) - 1 {
			l, r := parts[n], parts[n+1]
			between := b.source[b.at(l[1]-1).to:b.at(r[0]).from]
			b.replace("index", l[0], r[1], b.text(r)+between+b.text(l))
		}
		for _, p := range parts {
			if b.createsIndex(i) && b.at(p[1]-1).is("desc") {
				b.drop("index", p[1]-1, p[1])
			}
		}
	}
}

// direction turns the direction of one part of an ORDER BY.
func (b *block) direction(p [2]int) {
	to := p[1]
	if b.at(to - 2).is("nulls") {
		to -= 2
	}
	if to <= p[0] {
		return
	}
	switch last := b.at(to - 1); {
	case last.is("desc"):
		b.replace("order", to-1, to, "asc")
	case last.is("asc"):
		b.replace("order", to-1, to, "desc")
	default:
		b.after("order", to-1, " desc")
	}
}

// windows edits partitions and frames.
func (b *block) windows(i int) {
	t := b.tokens[i]
	switch {
	case b.seq(i, "partition", "by"):
		to := b.clause(i+2, afterList...)
		b.drop("window", i, to)
		b.without("window", b.split(i+2, to, ","))
	case t.is("rows", "range", "groups") && (b.at(i+1).is("between", "unbounded", "current") || b.at(i+2).is("preceding", "following")):
		b.replace("window", i, i+1, map[string]string{"rows": "range", "range": "rows", "groups": "rows"}[t.text])
		b.drop("window", i, b.clause(i+1))
	case b.seq(i, "unbounded", "preceding"):
		b.replace("window", i, i+2, "current row")
	case b.seq(i, "unbounded", "following"), b.seq(i, "current", "row") && b.at(i-1).is("and"):
		by := map[string]string{"unbounded": "current row", "current": "unbounded following"}[t.text]
		b.replace("window", i, i+2, by)
	}
}

// locks leaves row locks out, and how they are waited for.
func (b *block) locks(i int) {
	t := b.tokens[i]
	switch {
	case b.seq(i, "for", "update"), b.seq(i, "for", "share"), b.seq(i, "for", "no", "key", "update"), b.seq(i, "for", "key", "share"):
		b.drop("lock", i, b.clause(i, "loop"))
	case b.seq(i, "skip", "locked"):
		b.drop("lock", i, i+2)
	case t.is("nowait"):
		b.drop("lock", i, i+1)
	}
}

// statements leaves out each statement, where there are several, and in PL/pgSQL what stands between the words of a block.
func (b *block) statements() {
	starts := map[int]bool{0: true}
	for i, t := range b.tokens {
		if t.is(";") || b.body && t.is("begin", "then", "else", "loop") && !b.at(i+1).is(";") {
			starts[i+1] = true
		}
	}
	for i := range b.tokens {
		if !starts[i] || b.tokens[i].is("if", "for", "foreach", "while", "loop", "begin", "declare", "exception", "end", "elsif", "else", "when", "case", "commit", "null") {
			continue
		}
		to := b.clause(i)
		if to <= i || b.at(to).kind == end && !b.several() {
			continue
		}
		by := ""
		if b.body {
			by = "null"
		}
		b.replace("statement", i, to, by)
	}
}

// several says whether there is more than one statement.
func (b *block) several() bool {
	for i, t := range b.tokens {
		if t.is(";") && i+1 < len(b.tokens) {
			return true
		}
	}
	return false
}
