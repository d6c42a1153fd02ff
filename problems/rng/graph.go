package rng

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"sort"
)

// Graph says what graph is drawn.
type Graph struct {
	Nodes, Edges int
	Directed     bool
	Connected    bool // directions aside
	Acyclic      bool
	// Multi allows several edges between two nodes, and loops where cycles may be.
	Multi bool
}

// Draw draws a graph: edges in random order between nodes with random numbers; of an undirected one, the ends are in random
// order. Where neither Connected nor Acyclic is asked for, each graph is as likely. A connected graph is a random tree and
// further edges, a directed acyclic one has edges along a random order of its nodes, and an undirected acyclic one is a
// random tree without some of its edges. The error says why there is no such graph.
func (g Graph) Draw(s *Source) ([]Edge, error) {
	if err := g.possible(); err != nil {
		return nil, err
	}
	var edges []Edge
	switch {
	case g.Nodes < 2: // no trees
	case g.Acyclic && !g.Directed:
		edges = anyTree(s, g.Nodes)
		Mix(s, edges, 0)
		edges = edges[:g.Edges]
	case g.Connected:
		edges = anyTree(s, g.Nodes)
		if g.Acyclic {
			ascend(edges)
		} else {
			flip(s, edges)
		}
	}
	if rest := g.Edges - len(edges); g.Multi {
		edges = append(edges, g.any(s, rest)...)
	} else {
		edges = append(edges, g.others(s, rest, edges)...)
	}
	if g.Nodes > 0 {
		number(s, g.Nodes, edges)
	}
	if !g.Directed {
		flip(s, edges)
	}
	Mix(s, edges, 0)
	return edges, nil
}

// oneWay says whether two nodes have one pair between them, the lower node first, and not two.
func (g Graph) oneWay() bool { return !g.Directed || g.Acyclic }

// pairs is how many edges there can be at most without a loop and a second of the same.
func (g Graph) pairs() uint64 {
	n := uint64(g.Nodes)
	if n == 0 {
		return 0
	}
	if g.oneWay() {
		return n * (n - 1) / 2
	}
	return n * (n - 1)
}

func (g Graph) possible() error {
	switch most := g.pairs(); {
	case g.Nodes < 0, g.Edges < 0:
		return fmt.Errorf("a graph of %d nodes and %d edges; neither can be below 0", g.Nodes, g.Edges)
	case int64(g.Nodes) > math.MaxInt32: // their pairs then have no number
		return fmt.Errorf("a graph of %d nodes; it has at most %d", g.Nodes, math.MaxInt32)
	case g.Connected && g.Edges < g.Nodes-1:
		return fmt.Errorf("a connected graph of %d nodes has at least %d edges, not %d", g.Nodes, g.Nodes-1, g.Edges)
	case g.Acyclic && !g.Directed && g.Edges > max(0, g.Nodes-1):
		return fmt.Errorf("an acyclic graph of %d nodes has at most %d edges, not %d", g.Nodes, max(0, g.Nodes-1), g.Edges)
	case g.Multi && g.Edges > 0 && (g.Nodes == 0 || g.Acyclic && g.Nodes == 1):
		return errors.New("there are no edges without nodes to join")
	case !g.Multi && uint64(g.Edges) > most:
		return fmt.Errorf("a simple graph of %d nodes has at most %d such edges, not %d", g.Nodes, most, g.Edges)
	}
	return nil
}

// any draws edges, each apart from the others.
func (g Graph) any(s *Source, count int) []Edge {
	edges := make([]Edge, count)
	for i := range edges {
		if g.Acyclic {
			edges[i] = g.pair(s.Below(g.pairs()))
		} else {
			edges[i] = Edge{int(s.Below(uint64(g.Nodes))), int(s.Below(uint64(g.Nodes)))}
		}
	}
	return edges
}

// others draws edges that differ, and differ from those that are there: Floyd's way to draw a set, from the numbers of the
// pairs that are left.
func (g Graph) others(s *Source, count int, there []Edge) []Edge {
	taken := make([]uint64, len(there))
	for i, e := range there {
		taken[i] = g.index(e)
	}
	slices.Sort(taken)
	left := g.pairs() - uint64(len(taken))
	drawn := make(map[uint64]bool, count)
	edges := make([]Edge, 0, count)
	for k := left - uint64(count); k < left; k++ {
		i := s.Below(k + 1)
		if drawn[i] {
			i = k
		}
		drawn[i] = true
		before := sort.Search(len(taken), func(t int) bool { return taken[t]-uint64(t) > i })
		edges = append(edges, g.pair(i+uint64(before)))
	}
	return edges
}

// ascend puts the lower node first.
func ascend(edges []Edge) {
	for i, e := range edges {
		edges[i] = Edge{min(e[0], e[1]), max(e[0], e[1])}
	}
}

// index is a pair's number, from 0.
func (g Graph) index(e Edge) uint64 {
	if g.oneWay() {
		a, b := uint64(min(e[0], e[1])), uint64(max(e[0], e[1]))
		return b*(b-1)/2 + a
	}
	a, b := uint64(e[0]), uint64(e[1])
	if b > a {
		b--
	}
	return a*(uint64(g.Nodes)-1) + b
}

// pair is the pair of a number.
func (g Graph) pair(i uint64) Edge {
	if !g.oneWay() {
		a, b := i/uint64(g.Nodes-1), i%uint64(g.Nodes-1)
		if b >= a {
			b++
		}
		return Edge{int(a), int(b)}
	}
	b := uint64(math.Sqrt(float64(2 * i))) // off by one at most, whatever the rounding
	for b*(b+1)/2 <= i {
		b++
	}
	for b*(b-1)/2 > i {
		b--
	}
	return Edge{int(i - b*(b-1)/2), int(b)}
}
