package rng

import "fmt"

// Edge joins two nodes, which are numbered from 0.
type Edge [2]int

// grow gives the edges of a tree, each from a node to its child or the other way round. n is at least 2.
type grow func(s *Source, n int) []Edge

// shapes are the shapes of trees; shapeNames lists them.
var shapes = map[string]grow{
	"random":      anyTree,
	"path":        under(func(_ *Source, i int) int { return i - 1 }),
	"star":        under(func(*Source, int) int { return 0 }),
	"binary":      forking,
	"caterpillar": caterpillar,
}

const shapeNames = "random, path, star, binary, caterpillar"

// Tree draws a tree of n nodes, which is at least 1: n-1 edges. The edges are in random order, their ends too, and the nodes
// have random numbers. A shape is
//
//   - random: each tree of n numbered nodes is as likely
//   - path, star: all nodes in a row, or all around one
//   - binary: grown from a root, each new node in one of the free places, of which a node has two
//   - caterpillar: a path of half the nodes, at least one, and the others each beside a random one of it
func Tree(s *Source, n int, shape string) ([]Edge, error) {
	draw, ok := shapes[shape]
	switch {
	case !ok:
		return nil, fmt.Errorf("no shape %q; it is one of %s", shape, shapeNames)
	case n < 1:
		return nil, fmt.Errorf("a tree of %d nodes; it has at least 1", n)
	case n == 1:
		return []Edge{}, nil
	}
	edges := draw(s, n)
	number(s, n, edges)
	flip(s, edges)
	Mix(s, edges, 0)
	return edges, nil
}

// number gives the nodes numbers in random order.
func number(s *Source, n int, edges []Edge) {
	numbers := make([]int, n)
	for i := range numbers {
		numbers[i] = i
	}
	Mix(s, numbers, 0)
	for i, e := range edges {
		edges[i] = Edge{numbers[e[0]], numbers[e[1]]}
	}
}

// flip turns each edge around or not.
func flip(s *Source, edges []Edge) {
	for i, e := range edges {
		if s.Below(2) == 1 {
			edges[i] = Edge{e[1], e[0]}
		}
	}
}

// under puts each node i from 1 below an earlier one.
func under(parent func(s *Source, i int) int) grow {
	return func(s *Source, n int) []Edge {
		edges := make([]Edge, 0, n-1)
		for i := 1; i < n; i++ {
			edges = append(edges, Edge{parent(s, i), i})
		}
		return edges
	}
}

func forking(s *Source, n int) []Edge {
	free := []int{0, 0}
	return under(func(s *Source, i int) int {
		place := s.Below(uint64(len(free)))
		parent := free[place]
		free[place] = i
		free = append(free, i)
		return parent
	})(s, n)
}

func caterpillar(s *Source, n int) []Edge {
	spine := max(1, n/2)
	return under(func(s *Source, i int) int {
		if i < spine {
			return i - 1
		}
		return int(s.Below(uint64(spine)))
	})(s, n)
}

// anyTree draws a Prüfer code, n-2 nodes, and gives its tree.
func anyTree(s *Source, n int) []Edge {
	code := make([]int, n-2)
	open := make([]int, n) // how many edges a node still gets
	for i := range open {
		open[i] = 1
	}
	for i := range code {
		code[i] = int(s.Below(uint64(n)))
		open[code[i]]++
	}
	edges := make([]Edge, 0, n-1)
	next := 0 // no node below it is a leaf, but for leaf
	for open[next] != 1 {
		next++
	}
	leaf := next
	for _, node := range code {
		edges = append(edges, Edge{node, leaf})
		if open[node]--; open[node] == 1 && node < next {
			leaf = node
			continue
		}
		for next++; open[next] != 1; next++ {
		}
		leaf = next
	}
	return append(edges, Edge{n - 1, leaf}) // the largest node is never taken away
}
