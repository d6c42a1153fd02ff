package smallest

import (
	"iter"
	"math/big"
	"math/rand/v2"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/coding-judge/judge/testcases/value"
)

// Secret is an input that nothing is to be told of but its shape: how many rows there are, which values are equal, which are
// NULL or empty, and how they are ordered.
type Secret struct {
	tables  []table
	domains []*domain
	values  map[string]bool // those that are not trivial
	words   map[string]bool // of the texts among them
}

// Hide makes a secret of an input.
func (s Tables) Hide(in value.Dict) *Secret {
	h := &Secret{tables: read(in), values: map[string]bool{}, words: map[string]bool{}}
	h.domains = s.domains(h.tables)
	for _, d := range h.domains {
		for _, v := range d.values {
			if !trivial(v) {
				h.values[text(v)] = true
			}
			for _, w := range wordsOf(v) {
				h.words[w] = true
			}
		}
	}
	return h
}

// trivial says that a value tells nothing: it is one of few.
func trivial(v value.Value) bool {
	if n := number(v); n != nil {
		return n.IsInt() && n.Num().CmpAbs(big.NewInt(100)) <= 0
	}
	switch v := v.(type) {
	case value.None, value.Bool:
		return true
	case value.Str:
		return utf8.RuneCountInString(string(v)) <= 2
	}
	return false
}

// wordsOf gives the words of a text that are long enough to tell something.
func wordsOf(v value.Value) []string {
	s, ok := v.(value.Str)
	if !ok || number(v) != nil {
		return nil
	}
	for _, layout := range layouts { // of which only the whole counts
		if _, ok := date(v, layout); ok {
			return nil
		}
	}
	var out []string
	eachWord(string(s), func(word string) string {
		if utf8.RuneCountInString(word) > 2 {
			out = append(out, strings.ToLower(word))
		}
		return word
	})
	return out
}

// Tells says whether an input holds a value of the secret, or a word of one.
func (h *Secret) Tells(in value.Dict) bool {
	for _, t := range read(in) {
		for _, row := range t.Rows {
			for _, v := range row {
				if !trivial(v) && h.values[text(v)] {
					return true
				}
				for _, w := range wordsOf(v) {
					if h.words[w] {
						return true
					}
				}
			}
		}
	}
	return false
}

// Fresh gives inputs of the same shape with other values: simple ones; texts with the same white space, marks and capitals;
// and numbers as large and as far apart as those that they stand for. An input that still tells something is passed over.
func (h *Secret) Fresh(rng *rand.Rand) iter.Seq[value.Dict] {
	return func(yield func(value.Dict) bool) {
		day := h.day()
		redrawn := func(d *domain, letters *alphabet) map[string]value.Value {
			if d.class == numeric {
				return redraw(d, rng)
			}
			return shaped(d, letters)
		}
		for _, name := range []naming{whole, shaped, redrawn, redrawn} {
			if out := write(h.renamed(name, day)); !h.Tells(out) && !yield(out) {
				return
			}
		}
	}
}

func (h *Secret) renamed(name naming, day time.Time) []table {
	return rewrite(h.tables, h.domains, h.domains, name, day)
}

// shaped names words where there are texts, and values elsewhere.
func shaped(d *domain, letters *alphabet) map[string]value.Value {
	if d.class == texts {
		return words(d, letters)
	}
	return whole(d, letters)
}

// day gives the first of a year in which the secret has no date.
func (h *Secret) day() time.Time {
	day := firstDay
	for range 50 {
		met := false
		for _, d := range h.domains {
			if d.class != dates {
				continue
			}
			for _, v := range whole(d, &alphabet{day: day}) {
				met = met || h.values[text(v)]
			}
		}
		if !met {
			break
		}
		day = day.AddDate(-1, 0, 0)
	}
	return day
}

// redraw gives numbers between the least and the greatest of a domain, in the order of those that they stand for.
func redraw(d *domain, rng *rand.Rand) map[string]value.Value {
	least, greatest := number(d.values[0]), number(d.values[len(d.values)-1])
	from, to := new(big.Int).Quo(least.Num(), least.Denom()), new(big.Int).Quo(greatest.Num(), greatest.Denom())
	if !from.IsInt64() || !to.IsInt64() || to.Int64()-from.Int64() < 0 {
		return nil
	}
	room := max(to.Int64()-from.Int64(), 4*int64(len(d.values)), 100)
	step := room / int64(len(d.values))
	out := map[string]value.Value{}
	at := from.Int64()
	for _, v := range d.values {
		out[text(v)] = like(v, at+rng.Int64N(step))
		at += step
	}
	return out
}
