package smallest

import (
	"strings"
	"time"

	"github.com/coding-judge/judge/testcases/value"
)

// weight says how far from simple an input is: how many cells are NULL that could hold something, and what all others weigh
// together. A reference is simpler where it is NULL: it needs no other row.
type weight struct{ nulls, cells int }

func lighter(a, b weight) bool {
	if a.nulls != b.nulls {
		return a.nulls < b.nulls
	}
	return a.cells < b.cells
}

func (s Tables) weigh(in value.Dict) weight {
	var w weight
	tables := read(in)
	for _, d := range s.domains(tables) {
		for _, p := range d.cells {
			switch v := p.of(tables); {
			case !isNull(v):
				w.cells += 1 + weighCell(v)
			case !d.linked:
				w.nulls++
			}
		}
	}
	return w
}

// weighCell counts the digits of numbers, those that are not zero much more; the days of dates; the letters of texts.
func weighCell(v value.Value) int {
	if n := number(v); n != nil {
		digits := n.RatString()
		return 20*len(strings.Trim(digits, "0-")) + 5*len(digits) + int(digits[len(digits)-1]-'0')
	}
	for _, layout := range layouts {
		if t, ok := date(v, layout); ok {
			days := int(t.Sub(firstDay).Abs() / (24 * time.Hour))
			return 2*days + t.Second() + t.Minute() + t.Hour()
		}
	}
	s, ok := v.(value.Str)
	if !ok {
		return 0
	}
	sum := 0
	for _, r := range s {
		if r >= 'a' && r <= 'z' {
			sum += 10 + int(r-'a')
		} else {
			sum += 40
		}
	}
	return sum
}
