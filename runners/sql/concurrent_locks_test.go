package sql

import "testing"

func TestAtRest(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		blockers   map[uint32][]uint32
		busy, idle []uint32
		want       bool
	}{
		"nobody is busy":                      {nil, nil, []uint32{1, 2}, true},
		"one works":                           {map[uint32][]uint32{1: nil}, []uint32{1}, []uint32{2}, false},
		"one waits for an idle one":           {map[uint32][]uint32{1: {2}}, []uint32{1}, []uint32{2}, true},
		"one waits for one that works":        {map[uint32][]uint32{1: {2}, 2: nil}, []uint32{1, 2}, []uint32{3}, false},
		"a queue behind an idle one":          {map[uint32][]uint32{1: {2}, 2: {3}, 3: {4}}, []uint32{1, 2, 3}, []uint32{4}, true},
		"two, of which one works":             {map[uint32][]uint32{1: {3}, 2: nil}, []uint32{1, 2}, []uint32{3}, false},
		"two that wait for each other":        {map[uint32][]uint32{1: {2}, 2: {1}}, []uint32{1, 2}, []uint32{3}, false},
		"a circle, held up by an idle one":    {map[uint32][]uint32{1: {2, 3}, 2: {1}}, []uint32{1, 2}, []uint32{3}, false},
		"one behind a circle":                 {map[uint32][]uint32{1: {2}, 2: {1}, 4: {1}}, []uint32{1, 2, 4}, []uint32{3}, false},
		"one that waits for somebody unknown": {map[uint32][]uint32{1: {9}}, []uint32{1}, []uint32{2}, false},
	} {
		if got := (held{blockers: c.blockers}).atRest(c.busy, c.idle); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
