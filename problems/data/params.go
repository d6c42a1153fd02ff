package data

import (
	"fmt"

	"github.com/coding-judge/judge/testcases/value"
)

// The bounds of one data set. The bytes are those of its texts and decimals.
const (
	maxRows   = 1_000_000 // of one table
	maxValues = 8_000_000
	maxBytes  = 64 << 20
)

// Params reads what a case asks for: the seed, which must be there, and numbers of rows by table.
func (s *Spec) Params(params value.Dict) (seed int64, sizes map[string]int, err error) {
	sizes, seeded := map[string]int{}, false
	for _, e := range params {
		name, ok := e.Key.(value.Str)
		n, isInt := e.Value.(value.Int)
		switch {
		case ok && name == "seed" && isInt:
			seed, seeded = int64(n), true
		case ok && name == "seed":
			return 0, nil, fmt.Errorf("seed: is an integer of at most 64 bits, not %s", value.TypeName(e.Value))
		case !ok || s.table(string(name)) == nil:
			return 0, nil, fmt.Errorf("%s is no table of the problem's data", value.Python(e.Key, 40))
		case !isInt || n < 0 || n > maxRows:
			return 0, nil, fmt.Errorf("%s: its number of rows is an integer from 0 to %d", name, maxRows)
		default:
			sizes[string(name)] = int(n)
		}
	}
	if !seeded {
		return 0, nil, fmt.Errorf("seed is missing; write generate: {seed: 1}, with any integer")
	}
	return seed, sizes, s.bound(sizes)
}

// Sizes are the numbers of rows of the tables where a case asks for no other.
func (s *Spec) Sizes() map[string]int {
	out := map[string]int{}
	for _, t := range s.tables {
		out[t.name] = t.rows
	}
	return out
}

// bound keeps a data set within its bounds.
func (s *Spec) bound(sizes map[string]int) error {
	total := 0
	for _, t := range s.tables {
		n := t.size(sizes)
		if n < 0 || n > maxRows {
			return &Error{t.name, "", fmt.Sprintf("%d rows; 0 to %d are possible", n, maxRows)}
		}
		total += n * len(t.columns)
	}
	if total > maxValues {
		return fmt.Errorf("the tables have %d values together; %d are possible", total, maxValues)
	}
	return nil
}

func (t *table) size(sizes map[string]int) int {
	if n, ok := sizes[t.name]; ok {
		return n
	}
	return t.rows
}

func (s *Spec) table(name string) *table {
	for _, t := range s.tables {
		if t.name == name {
			return t
		}
	}
	return nil
}
