package data

import (
	"fmt"

	"github.com/coding-judge/judge/problems/rng"
	"github.com/coding-judge/judge/testcases/value"
)

// rows is the rows of a table that a column refers to, the most likely ones first.
type rows struct {
	numbers []value.Value // Int
	weights *rng.Weights  // nil where all are as likely
}

func (d *rows) size() uint64            { return uint64(len(d.numbers)) }
func (d *rows) at(i uint64) value.Value { return d.numbers[i] }

func (d *rows) draw(src *rng.Source) value.Value {
	if d.weights != nil {
		return d.numbers[d.weights.Draw(src)]
	}
	return d.numbers[src.Below(d.size())]
}

// refer makes a reference ready to be filled. It is done where nothing is left to draw.
func (m *maker) refer(t *table, f *filling, n int) (done bool, err error) {
	r := f.ref
	f.target = m.columns[r.target].resolved()
	switch {
	case r.leader != nil:
		f.cells = m.columns[r.leader].cells // the same slice: what the leader draws anew, its follower shares
		return true, nil
	case r.self:
		f.earlier()
		return true, nil
	case n == 0:
		return true, nil
	case len(f.target) == 0 && f.nullable:
		for i := range f.cells {
			f.cells[i] = value.None{}
		}
		return true, nil
	case len(f.target) == 0:
		return true, &Error{t.name, f.name, fmt.Sprintf("references: table %s has no rows, and null: is not there", r.table.name)}
	}
	numbers := make([]value.Value, len(f.target))
	for i := range numbers {
		numbers[i] = value.Int(i)
	}
	rng.Mix(f.src, numbers, 0)
	d := &rows{numbers: numbers[min(len(numbers)-1, int(float64(len(numbers))*r.unused)):]}
	if r.skew > 0 {
		d.weights = rng.Zipf(len(d.numbers), r.skew)
	}
	f.domain = d
	return false, nil
}

// earlier refers each row to one before it, the first of them being the most likely where there is skew.
func (f *filling) earlier() {
	var weights *rng.Weights
	if f.ref.skew > 0 && len(f.cells) > 1 {
		weights = rng.Zipf(len(f.cells)-1, f.ref.skew)
	}
	for i := range f.cells {
		switch {
		case i == 0 || f.null > 0 && f.src.Unit() < f.null:
			f.cells[i] = value.None{}
		case weights != nil:
			f.cells[i] = value.Int(weights.DrawBelow(f.src, i))
		default:
			f.cells[i] = value.Int(f.src.Below(uint64(i)))
		}
	}
}
