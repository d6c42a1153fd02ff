package rng_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/coding-judge/judge/problems/rng"
)

// parts counts the parts of a graph, and says whether it has a cycle, directions aside.
func parts(n int, edges []rng.Edge) (count int, cycle bool) {
	up := make([]int, n)
	for i := range up {
		up[i] = i
	}
	find := func(i int) int {
		for up[i] != i {
			up[i] = up[up[i]]
			i = up[i]
		}
		return i
	}
	count = n
	for _, e := range edges {
		a, b := find(e[0]), find(e[1])
		if a == b {
			cycle = true
			continue
		}
		up[a] = b
		count--
	}
	return count, cycle
}

func degrees(n int, edges []rng.Edge) []int {
	out := make([]int, n)
	for _, e := range edges {
		out[e[0]]++
		out[e[1]]++
	}
	return out
}

func TestTree(t *testing.T) {
	t.Parallel()
	for _, shape := range []string{"random", "path", "star", "binary", "caterpillar"} {
		for n := 1; n <= 60; n++ {
			edges, err := rng.Tree(rng.New(uint64(n)), n, shape)
			if err != nil {
				t.Fatal(err)
			}
			if count, cycle := parts(n, edges); len(edges) != n-1 || count != 1 || cycle {
				t.Fatalf("%s of %d: %d parts, cycle %t: %v", shape, n, count, cycle, edges)
			}
			around := degrees(n, edges)
			inner := []rng.Edge{} // without the leaves
			for _, e := range edges {
				if around[e[0]] > 1 && around[e[1]] > 1 {
					inner = append(inner, e)
				}
			}
			switch most := slices.Max(around); {
			case shape == "path" && most > 2,
				shape == "star" && most != n-1,
				shape == "binary" && most > 3,
				shape == "caterpillar" && slices.Max(degrees(n, inner)) > 2:
				t.Errorf("%s of %d: %v", shape, n, edges)
			}
		}
	}
	for want, tree := range map[string]struct {
		n     int
		shape string
	}{
		`no shape "bush"; it is one of random, path, star, binary, caterpillar`: {5, "bush"},
		"a tree of 0 nodes; it has at least 1":                                  {0, "path"},
		"a tree of -3 nodes; it has at least 1":                                 {-3, "random"},
	} {
		if edges, err := rng.Tree(rng.New(1), tree.n, tree.shape); err == nil || err.Error() != want {
			t.Errorf("%v: %v, %v", tree, edges, err)
		}
	}
}

// Of the graphs that may come, each comes as often.
func TestEachAsLikely(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		kinds int
		draw  func(s *rng.Source) ([]rng.Edge, error)
	}{
		"trees of 5 nodes": {125, func(s *rng.Source) ([]rng.Edge, error) { return rng.Tree(s, 5, "random") }},
		"paths of 4 nodes": {12, func(s *rng.Source) ([]rng.Edge, error) { return rng.Tree(s, 4, "path") }},
		"graphs of 5 nodes, 4 edges": {210, func(s *rng.Source) ([]rng.Edge, error) {
			return rng.Graph{Nodes: 5, Edges: 4}.Draw(s)
		}},
		"directed graphs of 4 nodes, 3 edges": {220, func(s *rng.Source) ([]rng.Edge, error) {
			return rng.Graph{Nodes: 4, Edges: 3, Directed: true}.Draw(s)
		}},
	} {
		const each = 200
		seen := map[string]int{}
		s := rng.New(11)
		for range each * tt.kinds {
			edges, err := tt.draw(s)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(name, "directed") {
				for i, e := range edges {
					edges[i] = rng.Edge{min(e[0], e[1]), max(e[0], e[1])}
				}
			}
			slices.SortFunc(edges, func(a, b rng.Edge) int { return slices.Compare(a[:], b[:]) })
			seen[fmt.Sprint(edges)]++
		}
		chi := 0.0
		for _, n := range seen {
			chi += float64((n-each)*(n-each)) / each
		}
		if len(seen) != tt.kinds || chi > 1.5*float64(tt.kinds) {
			t.Errorf("%s: %d different ones, want %d; chi-squared is %.1f", name, len(seen), tt.kinds, chi)
		}
	}
}

// What is asked of a graph holds for each that is drawn.
func TestGraph(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		g := rng.Graph{
			Nodes: rapid.IntRange(0, 12).Draw(t, "nodes"), Edges: rapid.IntRange(0, 140).Draw(t, "edges"),
			Directed: rapid.Bool().Draw(t, "directed"), Connected: rapid.Bool().Draw(t, "connected"),
			Acyclic: rapid.Bool().Draw(t, "acyclic"), Multi: rapid.Bool().Draw(t, "multi"),
		}
		if most := g.Nodes * (g.Nodes - 1); !g.Multi && g.Edges > most { // mostly one that there is
			g.Edges = most / 2
		}
		if g.Acyclic && !g.Directed {
			g.Edges = min(g.Edges, max(0, g.Nodes-1))
		}
		seed := rapid.Uint64().Draw(t, "seed")
		edges, err := g.Draw(rng.New(seed))
		if err != nil {
			return // TestGraphErrors says when
		}
		if len(edges) != g.Edges {
			t.Fatalf("%d edges", len(edges))
		}
		count, cycle := parts(g.Nodes, edges)
		if g.Connected && count > 1 {
			t.Errorf("%d parts: %v", count, edges)
		}
		if g.Acyclic && !g.Directed && cycle || g.Acyclic && g.Directed && !acyclic(g.Nodes, edges) {
			t.Errorf("a cycle: %v", edges)
		}
		seen := map[rng.Edge]bool{}
		for _, e := range edges {
			if e[0] == e[1] && !g.Multi {
				t.Errorf("a loop: %v", edges)
			}
			if !g.Directed {
				e = rng.Edge{min(e[0], e[1]), max(e[0], e[1])}
			}
			if seen[e] && !g.Multi {
				t.Errorf("twice %v: %v", e, edges)
			}
			seen[e] = true
		}
		if again, _ := g.Draw(rng.New(seed)); !slices.Equal(again, edges) {
			t.Errorf("one seed, two graphs: %v, %v", edges, again)
		}
	})
}

// acyclic takes away nodes that no edge leads to, as long as there are any.
func acyclic(n int, edges []rng.Edge) bool {
	into, out := make([]int, n), make([][]int, n)
	for _, e := range edges {
		into[e[1]]++
		out[e[0]] = append(out[e[0]], e[1])
	}
	free := []int{}
	for i, k := range into {
		if k == 0 {
			free = append(free, i)
		}
	}
	for i := 0; i < len(free); i++ {
		for _, to := range out[free[i]] {
			if into[to]--; into[to] == 0 {
				free = append(free, to)
			}
		}
	}
	return len(free) == n
}

// The graphs with the most edges, and those with none, are there too.
func TestGraphBounds(t *testing.T) {
	t.Parallel()
	for _, g := range []rng.Graph{
		{}, {Nodes: 1, Connected: true}, {Nodes: 5, Edges: 10}, {Nodes: 5, Edges: 10, Connected: true}, {Nodes: 5, Edges: 20, Directed: true},
		{Nodes: 5, Edges: 20, Directed: true, Connected: true}, {Nodes: 5, Edges: 10, Directed: true, Acyclic: true},
		{Nodes: 5, Edges: 4, Acyclic: true, Connected: true}, {Nodes: 5, Edges: 4, Connected: true}, {Nodes: 1, Edges: 3, Multi: true},
		{Nodes: 2, Edges: 9, Multi: true, Acyclic: true, Directed: true}, {Nodes: 4_000_000, Edges: 3, Directed: true},
	} {
		if edges, err := g.Draw(rng.New(1)); err != nil || len(edges) != g.Edges {
			t.Errorf("%+v: %v, %v", g, edges, err)
		}
	}
	for want, g := range map[string]rng.Graph{
		"a graph of -1 nodes and 0 edges; neither can be below 0":        {Nodes: -1},
		"a graph of 1 nodes and -1 edges; neither can be below 0":        {Nodes: 1, Edges: -1},
		"a graph of 4294967296 nodes; it has at most 2147483647":         {Nodes: 1 << 32},
		"a connected graph of 5 nodes has at least 4 edges, not 3":       {Nodes: 5, Edges: 3, Connected: true},
		"an acyclic graph of 5 nodes has at most 4 edges, not 5":         {Nodes: 5, Edges: 5, Acyclic: true},
		"an acyclic graph of 0 nodes has at most 0 edges, not 1":         {Edges: 1, Acyclic: true, Multi: true},
		"there are no edges without nodes to join":                       {Edges: 1, Multi: true},
		"a simple graph of 5 nodes has at most 10 such edges, not 11":    {Nodes: 5, Edges: 11},
		"a simple graph of 5 nodes has at most 20 such edges, not 21":    {Nodes: 5, Edges: 21, Directed: true},
		"a simple graph of 5 nodes has at most 10 such edges, not 12":    {Nodes: 5, Edges: 12, Directed: true, Acyclic: true},
		"a simple graph of 1 nodes has at most 0 such edges, not 987654": {Nodes: 1, Edges: 987654},
	} {
		if edges, err := g.Draw(rng.New(1)); err == nil || err.Error() != want {
			t.Errorf("%+v: %v, %v; want %s", g, edges, err, want)
		}
	}
}
