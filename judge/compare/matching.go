package compare

import (
	"encoding/binary"
	"math"
	"slices"
	"sort"
)

// maxLooks bounds the search for partners among rows that lie close together in two columns or more. Beyond it, a row may be
// left without a partner that it could have had.
const maxLooks = 20_000_000

// search finds partners by shortest augmenting paths, among the rows near in the first column. It begins with rows that lie
// in one cell of a grid, and so are near: an answer that is right has nearly all of its partners there.
func (p *pairing) search(want, got []vector) {
	by(want, 0)
	by(got, 0)
	m := &matching{pairing: p, want: want, got: got, seen: make([]int, len(got)), via: make([]int, len(got))}
	m.grid()
	for w := range want {
		if m.ofWant[w] < 0 {
			m.augment(w)
		}
	}
	for w, g := range m.ofWant {
		if g >= 0 {
			p.pair(want[w].row, got[g].row)
		}
	}
}

// matching is of rows that are sorted on their first number.
type matching struct {
	*pairing
	want, got     []vector
	ofWant, ofGot []int // partners by place, or -1
	seen          []int // by which search, from 1
	looks         int
	via           []int // from which row of want
}

// augment looks for a row without a partner, over rows that could give up theirs for another.
func (m *matching) augment(root int) {
	for queue := []int{root}; len(queue) > 0; queue = queue[1:] {
		at := m.want[queue[0]].n
		g := sort.Search(len(m.got), func(g int) bool { return m.got[g].n[0] >= at[0] || m.t.near(at[0], m.got[g].n[0]) })
		for ; g < len(m.got) && (m.got[g].n[0] <= at[0] || m.t.near(at[0], m.got[g].n[0])); g++ {
			if m.looks += 1 + len(at)/16; m.looks > maxLooks { // of a long row a look takes longer
				return
			}
			if m.seen[g] == root+1 || !m.t.allNear(at, m.got[g].n) {
				continue
			}
			m.seen[g], m.via[g] = root+1, queue[0]
			if m.ofGot[g] < 0 {
				m.flip(root, g)
				return
			}
			queue = append(queue, m.ofGot[g])
		}
	}
}

// flip gives the rows on the path from root to last their new partners.
func (m *matching) flip(root, last int) {
	for g := last; ; {
		w := m.via[g]
		next := m.ofWant[w]
		m.ofGot[g], m.ofWant[w] = w, g
		if w == root {
			return
		}
		g = next
	}
}

// grid gives partners to rows that lie in one cell of a grid, at first of small cells, and each time also of cells that are
// moved by half their size.
func (m *matching) grid() {
	m.ofWant, m.ofGot = slices.Repeat([]int{-1}, len(m.want)), slices.Repeat([]int{-1}, len(m.got))
	sizes := m.cellSizes()
	for _, scale := range []float64{1e-4, 1e-2, 0.1, 1} {
		for _, shift := range []float64{0, 0.5} {
			m.fill(func(n []float64) string { return gridCell(n, sizes, scale, shift) })
		}
	}
}

func (m *matching) fill(cell func(n []float64) string) {
	in := map[string][]int{}
	for g, v := range m.got {
		if m.ofGot[g] < 0 {
			c := cell(v.n)
			in[c] = append(in[c], g)
		}
	}
	for w, v := range m.want {
		if m.ofWant[w] >= 0 {
			continue
		}
		c := cell(v.n)
		free := in[c]
		if len(free) == 0 {
			continue
		}
		if g := free[len(free)-1]; m.t.allNear(v.n, m.got[g].n) { // in spite of rounding
			m.ofGot[g], m.ofWant[w], in[c] = w, g, free[:len(free)-1]
		}
	}
}

// cellSizes gives for each column the tolerance of its smallest number, which is that of all.
func (m *matching) cellSizes() []float64 {
	sizes := make([]float64, len(m.want[0].n))
	for c := range sizes {
		least := math.Inf(1)
		for _, side := range [][]vector{m.want, m.got} {
			for _, v := range side {
				least = min(least, math.Abs(v.n[c]))
			}
		}
		sizes[c] = max(m.t.Abs, m.t.Rel*least)
	}
	return sizes
}

func gridCell(n, sizes []float64, scale, shift float64) string {
	b := make([]byte, 0, 8*len(n))
	for c, f := range n {
		if sizes[c] > 0 {
			f = math.Floor(f/(scale*sizes[c]) + shift)
		}
		b = binary.BigEndian.AppendUint64(b, math.Float64bits(f+0)) // -0 is 0
	}
	return string(b)
}
