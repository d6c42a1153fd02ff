package data

import (
	"fmt"
	"slices"

	"github.com/coding-judge/judge/testcases/value"
)

// maxSearch bounds how many combinations are tried in a table whose keys leave hardly a row possible.
const maxSearch = 20_000_000

// separate makes the rows of a table different in one of its keys. A row that an earlier one equals is drawn anew; where that
// does not help, it becomes the first combination of values that is free. Keys before this one hold already, and go on to.
func (m *maker) separate(t *table, which, n int) error {
	s := &separation{search: maxSearch}
	for _, k := range t.unique[:which+1] {
		s.keys = append(s.keys, m.index(k))
	}
	k := s.keys[which]
	for i := range n {
		if err := m.spend(t, i, nil); err != nil {
			return err
		}
		if !s.place(k, i) {
			return &Error{t.name, "", fmt.Sprintf("unique %v: there are not enough different rows for %d", k.names, n)}
		}
	}
	return nil
}

// separation is the keys of a table with the rows that were found to be different in all of them.
type separation struct {
	keys   []*index
	search int
}

// index is what the rows before have in a key.
type index struct {
	names   []string
	columns []*filling
	leaders []*filling // those that are drawn: columns, or what they follow
	used    map[string]bool
	cursor  uint64 // all combinations before it are used
}

func (m *maker) index(k key) *index {
	x := &index{used: map[string]bool{}}
	for _, c := range k {
		f := m.columns[c]
		x.names, x.columns = append(x.names, c.name), append(x.columns, f)
		if c.ref != nil && c.ref.leader != nil {
			f = m.columns[c.ref.leader]
		}
		if !slices.Contains(x.leaders, f) {
			x.leaders = append(x.leaders, f)
		}
	}
	return x
}

// of gives a row's values in the key; empty where one is NULL, which makes the row different from all others.
func (x *index) of(i int) string {
	var text []byte
	for _, f := range x.columns {
		v := f.value(i)
		if v == (value.None{}) {
			return ""
		}
		text = append(value.AppendJSON(text, v), ',')
	}
	return string(text)
}

// free says that no row before has the same values in any key.
func (s *separation) free(i int) bool {
	for _, x := range s.keys {
		if x.used[x.of(i)] {
			return false
		}
	}
	return true
}

// place finds values for a row in key k, if it needs others.
func (s *separation) place(k *index, i int) bool {
	for range redraws {
		if s.free(i) {
			s.take(i)
			return true
		}
		for _, f := range k.leaders {
			f.cells[i], _ = f.plain()
		}
	}
	size := uint64(1)
	for _, f := range k.leaders {
		size = times(size, f.domain.size())
	}
	for at := k.cursor; at < size && s.search > 0; at++ {
		s.search--
		rest := at
		for _, f := range k.leaders {
			f.cells[i] = f.domain.at(rest % f.domain.size())
			rest /= f.domain.size()
		}
		if at == k.cursor && k.used[k.of(i)] {
			k.cursor++
		}
		if s.free(i) {
			s.take(i)
			return true
		}
	}
	return false
}

func (s *separation) take(i int) {
	for _, x := range s.keys {
		if text := x.of(i); text != "" {
			x.used[text] = true
		}
	}
}
