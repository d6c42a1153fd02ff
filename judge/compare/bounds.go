package compare

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/coding-judge/judge/testcases/value"
)

// Bound says what a column of a table of measurements may hold. One with neither Ratio nor Most holds what is expected.
type Bound struct {
	Column string
	// Says puts a cell into words; it is a format, whose first argument is the row's first cell and whose second is the cell.
	Says string
	// Ratio bounds a number by so many times the expected one, or by Slack more than it, where that is more: of small numbers
	// a ratio says nothing.
	Ratio, Slack float64
	// Most bounds a number whatever is expected.
	Most float64
}

// maxBounds is how many bounds that were passed are told of.
const maxBounds = 5

// bounded compares tables whose rows are told apart by their first column. What no bound is of does not count. The error is
// about want.
func bounded(want, got value.Value, bounds []Bound) (Diff, error) {
	w, err := readTable(want)
	if err != nil {
		return Diff{}, fmt.Errorf("the expected answer: %w", err)
	}
	g, err := readTable(got)
	if err != nil {
		return Diff{Message: "the answer is not a table: " + err.Error()}, nil //nolint:nilerr // theirs, not ours
	}
	rows := map[string][]value.Value{}
	for _, row := range g.rows {
		if len(row) > 0 {
			rows[cell(row[0])] = row
		}
	}
	var wrong []string
	for _, row := range w.rows {
		for _, b := range bounds {
			at, in := column(w, b.Column), column(g, b.Column)
			if at < 0 || in < 0 {
				return Diff{}, fmt.Errorf("the expected answer: there is no column %q beside %q", b.Column, w.columns)
			}
			had := rows[cell(row[0])]
			if had == nil {
				wrong = append(wrong, cell(row[0])+" is missing")
				break
			}
			if m := b.passed(row[at], had[in]); m != "" {
				wrong = append(wrong, fmt.Sprintf(b.Says, cell(row[0]), shownNumber(had[in]))+"; "+m)
			}
		}
	}
	if len(wrong) == 0 {
		return Diff{Equal: true}, nil
	}
	if more := len(wrong) - maxBounds; more > 0 {
		wrong = append(wrong[:maxBounds], fmt.Sprintf("and %d more", more))
	}
	return Diff{Message: strings.Join(wrong, "\n"), Expected: w.summary(), Got: g.summary()}, nil
}

func column(t *table, name string) int {
	for i, c := range t.columns {
		if c == name {
			return i
		}
	}
	return -1
}

// passed says what a cell should be, and nothing where it is that.
func (b Bound) passed(want, got value.Value) string {
	if b.Ratio == 0 && b.Most == 0 {
		if cell(want) == cell(got) {
			return ""
		}
		return "it should be " + cell(want)
	}
	n, ok := numberOf(got)
	if !ok {
		return "it should be a number"
	}
	if b.Most > 0 && n > b.Most {
		return "the limit is " + grouped(b.Most)
	}
	if b.Ratio == 0 {
		return ""
	}
	expected, ok := numberOf(want)
	if limit := max(expected*b.Ratio, expected+b.Slack); !ok || n > limit {
		return fmt.Sprintf("the limit is %s (the reference solution: %s)", grouped(limit), grouped(expected))
	}
	return ""
}

// numberOf is a cell's number, if it is a finite one.
func numberOf(v value.Value) (float64, bool) {
	switch v.(type) {
	case value.Int, value.Decimal, value.Float, value.BigInt:
	default:
		return 0, false
	}
	f, err := strconv.ParseFloat(cell(v), 64)
	return f, err == nil && !math.IsNaN(f) && !math.IsInf(f, 0)
}

func shownNumber(v value.Value) string {
	if n, ok := numberOf(v); ok {
		return grouped(n)
	}
	return cell(v)
}

// grouped writes a number with its thousands apart, and with a fraction only where it is small.
func grouped(n float64) string {
	if n < 100 {
		return strconv.FormatFloat(math.Round(n*10)/10, 'f', -1, 64)
	}
	digits := strconv.FormatFloat(n, 'f', 0, 64)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}
