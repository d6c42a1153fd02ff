package compare

import (
	"math"
	"slices"
)

// Tolerance is how far two numbers may be apart and still be taken for the same. One of the bounds is enough. Integers
// among integers have none.
type Tolerance struct {
	Abs float64 // the difference
	Rel float64 // the difference as a part of the larger of the two; less than 1
}

func (t Tolerance) near(a, b float64) bool {
	return a == b || math.Abs(a-b) <= t.allowed(a, b)
}

func (t Tolerance) allowed(a, b float64) float64 {
	return max(t.Abs, t.Rel*max(math.Abs(a), math.Abs(b)))
}

func (t Tolerance) allNear(a, b []float64) bool {
	for i := range a {
		if !t.near(a[i], b[i]) {
			return false
		}
	}
	return len(a) == len(b)
}

// vector is the numbers with a tolerance of one row.
type vector struct {
	row int
	n   []float64
}

// maxSteps bounds the rows that are looked at to cut groups into parts; what has not been cut by then is searched as it is.
const maxSteps = 50_000_000

// maxColumns bounds the columns that groups are cut by; each cut that leaves one out keeps a copy of those that are left.
const maxColumns = 100

// pairing gives as many rows of two tables as possible a partner that is near. Nearness is not transitive, so the order
// in which partners are chosen matters: with a tolerance of 1, 0 and 1 have partners in -1 and 0 only if 0 takes -1.
type pairing struct {
	t     Tolerance
	steps int // in which rows were looked at
	pair  func(want, got int)
}

// match matches two groups of rows, which have equally many numbers. It cuts them into parts that are far from each other in
// some column, and leaves out columns in which all of a part is near. A column or none is left of nearly all.
func (p *pairing) match(want, got []vector, columns []int) {
	p.steps += len(want) + len(got)
	switch {
	case len(want) == 0 || len(got) == 0:
		return
	case len(columns) > 1 && p.steps > maxSteps:
		p.search(want, got)
		return
	case len(columns) > maxColumns:
		if !p.ranks(want, got, columns[:maxColumns]) {
			p.search(want, got)
		}
		return
	}
	for at, c := range columns {
		by(want, c)
		by(got, c)
		low := min(want[0].n[c], got[0].n[c])
		high := max(want[len(want)-1].n[c], got[len(got)-1].n[c])
		if p.t.near(low, high) {
			p.match(want, got, slices.Delete(slices.Clone(columns), at, at+1))
			return
		}
		if w, g := p.firstPart(want, got, c); w < len(want) || g < len(got) {
			p.parts(want, got, columns, c)
			return
		}
	}
	switch len(columns) {
	case 0:
		for i := range min(len(want), len(got)) {
			p.pair(want[i].row, got[i].row)
		}
	case 1:
		p.line(want, got, columns[0])
	default:
		if !p.ranks(want, got, columns) {
			p.search(want, got)
		}
	}
}

// ranks pairs rows that have the same rank in some column, if all of them are near.
func (p *pairing) ranks(want, got []vector, columns []int) bool {
	for _, c := range columns {
		by(want, c)
		by(got, c)
		near := func(a, b vector) bool { return p.t.allNear(a.n, b.n) }
		if slices.EqualFunc(want, got, near) {
			for i := range want {
				p.pair(want[i].row, got[i].row)
			}
			return true
		}
	}
	return false
}

func by(rows []vector, column int) {
	slices.SortStableFunc(rows, func(a, b vector) int {
		if a.n[column] < b.n[column] {
			return -1
		} else if a.n[column] > b.n[column] {
			return 1
		}
		return 0
	})
}

// parts matches each part that is far from the next in a column, on which the rows are sorted.
func (p *pairing) parts(want, got []vector, columns []int, column int) {
	for len(want) > 0 && len(got) > 0 {
		w, g := p.firstPart(want, got, column)
		p.match(slices.Clone(want[:w]), slices.Clone(got[:g]), columns)
		want, got = want[w:], got[g:]
	}
}

// firstPart says how many rows of each come before the first gap.
func (p *pairing) firstPart(want, got []vector, column int) (w, g int) {
	last := math.Inf(-1)
	for w < len(want) || g < len(got) {
		next := math.Inf(1)
		if w < len(want) {
			next = want[w].n[column]
		}
		fromGot := g < len(got) && got[g].n[column] < next
		if fromGot {
			next = got[g].n[column]
		}
		if w+g > 0 && !p.t.near(last, next) {
			return w, g
		}
		last = next
		if fromGot {
			g++
		} else {
			w++
		}
	}
	return w, g
}

// line matches rows sorted on their one number. What a number is near to is an interval, and both its ends grow with the
// number, so the least two that are near can be partners whatever comes after them.
func (p *pairing) line(want, got []vector, column int) {
	w, g := 0, 0
	for w < len(want) && g < len(got) {
		a, b := want[w].n[column], got[g].n[column]
		switch {
		case p.t.near(a, b):
			p.pair(want[w].row, got[g].row)
			w, g = w+1, g+1
		case a < b:
			w++
		default:
			g++
		}
	}
}
