package smallest

import (
	"iter"
	"maps"
	"math/big"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/coding-judge/judge/testcases/value"
)

// Simple values are 1, 2, 3 …, a, b, c …, and the days from firstDay on. They stand in the order of those that they replace,
// and the letters of each column go on where those of the column before end, so that no two columns come to be equal.

var firstDay = time.Date(2024, time.January, 1, 0, 0, 0, 0, time.UTC)

// naming gives simple values in the place of a domain's.
type naming func(d *domain, letters *alphabet) map[string]value.Value

// rewritten gives the tables with their values rewritten, the most at once first.
func (s Tables) rewritten(in value.Dict) iter.Seq[value.Dict] {
	return func(yield func(value.Dict) bool) {
		tables := read(in)
		domains := s.domains(tables)
		for _, name := range []naming{whole, words} {
			if !yield(write(rewrite(tables, domains, domains, name, firstDay))) {
				return
			}
		}
		for _, name := range []naming{whole, words} {
			for _, d := range domains {
				if !yield(write(rewrite(tables, domains, []*domain{d}, name, firstDay))) {
					return
				}
			}
		}
		for _, d := range domains {
			for out := range d.filled(tables) {
				if !yield(write(out)) {
					return
				}
			}
		}
		letters := map[string]bool{}
		for _, d := range domains {
			for _, v := range d.values {
				letters[text(v)] = d.class == texts
			}
		}
		for _, d := range domains {
			for out := range d.each(tables, letters) {
				if !yield(write(out)) {
					return
				}
			}
		}
	}
}

// rewrite renames the values of some domains. Letters are counted over all of them.
func rewrite(tables []table, all, some []*domain, name naming, day time.Time) []table {
	letters := &alphabet{day: day}
	for _, d := range all {
		to := name(d, letters)
		if slices.Contains(some, d) {
			tables = d.renamed(tables, to)
		}
	}
	return tables
}

// whole names each value anew.
func whole(d *domain, letters *alphabet) map[string]value.Value {
	to := map[string]value.Value{}
	for i, v := range d.values {
		switch d.class {
		case numeric:
			to[text(v)] = like(v, int64(i)+1)
		case dates:
			to[text(v)] = d.date(letters.day, i)
		case texts:
			if v != value.Str("") { // which is simple, and easily overlooked as something else
				to[text(v)] = value.Str(letters.next())
			}
		}
	}
	return to
}

// date gives a date so many days after another; of times of day, so many minutes.
func (d *domain) date(from time.Time, n int) value.Value {
	if d.layout == "" {
		return value.Str(from.AddDate(0, 0, n).Format(time.DateOnly))
	}
	if d.layout == time.TimeOnly {
		return value.Str(from.Add(time.Duration(n) * time.Minute).Format(d.layout))
	}
	return value.Str(from.AddDate(0, 0, n).Format(d.layout))
}

// words names each word of a text anew, and leaves what is between words, and which words are in capitals. Numbers and dates
// it leaves.
func words(d *domain, letters *alphabet) map[string]value.Value {
	if d.class != texts {
		return nil
	}
	known := map[string]string{}
	to := map[string]value.Value{}
	for _, v := range d.values {
		s, _ := v.(value.Str)
		to[text(v)] = value.Str(eachWord(string(s), func(word string) string {
			folded := strings.ToLower(word)
			if known[folded] == "" {
				known[folded] = letters.next()
			}
			if word != folded {
				return strings.ToUpper(known[folded])
			}
			return known[folded]
		}))
	}
	if different := slices.Compact(slices.SortedFunc(maps.Values(to), d.compare)); len(different) < len(d.values) {
		return whole(d, letters) // Ada and ADA would become equal
	}
	return to
}

// eachWord replaces runs of letters and digits.
func eachWord(s string, replace func(word string) string) string {
	var b strings.Builder
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	for len(s) > 0 {
		end := strings.IndexFunc(s, func(r rune) bool { return !inWord(r) })
		if end < 0 {
			end = len(s)
		}
		if end > 0 {
			b.WriteString(replace(s[:end]))
		}
		s = s[end:]
		next := strings.IndexFunc(s, inWord)
		if next < 0 {
			next = len(s)
		}
		b.WriteString(s[:next])
		s = s[next:]
	}
	return b.String()
}

// filled puts a value in the place of each NULL: NULL stands only where it matters. References it makes NULL.
func (d *domain) filled(tables []table) iter.Seq[[]table] {
	return func(yield func([]table) bool) {
		cells, values := d.cells, d.fillers()
		if d.linked {
			cells = d.refers
		}
		for _, p := range cells {
			if isNull(p.of(tables)) == d.linked {
				continue
			}
			for _, v := range values {
				if !yield(with(tables, []place{p}, func(value.Value) value.Value { return v })) {
					return
				}
			}
		}
	}
}

func (d *domain) fillers() []value.Value {
	switch {
	case d.linked:
		return []value.Value{value.None{}}
	case len(d.values) > 0:
		return append(d.beyond(), d.values[0])
	}
	return []value.Value{value.Int(1), value.Str("a"), d.date(firstDay, 0)}
}

// beyond gives a value above all of the domain's, if there is a simple one.
func (d *domain) beyond() []value.Value {
	last := d.values[len(d.values)-1]
	switch d.class {
	case numeric:
		if n := number(last); n.IsInt() && n.Num().IsInt64() && n.Num().Int64() < 1<<31-1 {
			return []value.Value{like(last, n.Num().Int64()+1)}
		}
	case dates:
		t, _ := date(last, d.layout)
		return []value.Value{d.date(t, 1)}
	case texts:
		if s, ok := last.(value.Str); ok && len(s) == 1 && s >= "a" && s < "z" {
			return []value.Value{value.Str([]byte{s[0] + 1})}
		}
		return []value.Value{last.(value.Str) + "a"}
	}
	return nil
}

// each renames one value at a time, so that it does not become equal to another one of the domain, or of all texts.
func (d *domain) each(tables []table, texts map[string]bool) iter.Seq[[]table] {
	return func(yield func([]table) bool) {
		taken := maps.Clone(texts)
		for _, v := range d.values {
			taken[text(v)] = true
		}
		for i, v := range d.values {
			for _, simple := range d.simplerThan(v, i, taken) {
				if key := text(simple); !taken[key] && !yield(d.renamed(tables, map[string]value.Value{text(v): simple})) {
					return
				}
			}
		}
	}
}

func (d *domain) simplerThan(v value.Value, place int, taken map[string]bool) []value.Value {
	switch d.class {
	case numeric:
		return append([]value.Value{like(v, int64(place)+1)}, rounded(v)...)
	case dates:
		return []value.Value{d.date(firstDay, place)}
	case texts:
		s, _ := v.(value.Str)
		letters := &alphabet{}
		letter := value.Str(letters.next())
		for taken[text(letter)] {
			letter = value.Str(letters.next())
		}
		return []value.Value{letter, value.Str(strings.TrimSpace(string(s)))}
	}
	return nil
}

// rounded gives the number with its first digit only.
func rounded(v value.Value) []value.Value {
	n := number(v)
	whole := new(big.Int).Quo(n.Num(), n.Denom())
	if !whole.IsInt64() {
		return nil
	}
	unit := int64(1)
	for i := whole.Int64(); i >= 10 || i <= -10; i /= 10 {
		unit *= 10
	}
	return []value.Value{like(v, whole.Int64()/unit*unit)}
}

// alphabet gives the simple texts one after the other, and the first of the simple dates.
type alphabet struct {
	at  int
	day time.Time
}

// next goes on after z with za, so that the order is that of the alphabet.
func (a *alphabet) next() string {
	n := a.at
	a.at++
	return strings.Repeat("z", n/25) + string(rune('a'+n%25))
}
