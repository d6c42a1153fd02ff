package script

import (
	"fmt"

	"go.starlark.net/starlark"

	"github.com/coding-judge/judge/problems/rng"
)

// span is a pair (lo, hi) of integers, or None.
type span struct {
	lo, hi int64
	given  bool
}

// Unpack is called by starlark.UnpackArgs.
func (s *span) Unpack(v starlark.Value) error {
	if v == starlark.None {
		return nil
	}
	var pair starlark.Sequence
	if p, ok := v.(starlark.Sequence); ok && p.Len() == 2 {
		pair = p
	}
	if pair == nil {
		return fmt.Errorf("got %s, want (lo, hi)", v.Type())
	}
	var ends []starlark.Int
	for item := range starlark.Elements(pair) {
		if i, ok := item.(starlark.Int); ok {
			ends = append(ends, i)
		}
	}
	if len(ends) != 2 {
		return fmt.Errorf("want two integers (lo, hi)")
	}
	var ok1, ok2 bool
	s.lo, ok1 = ends[0].Int64()
	s.hi, ok2 = ends[1].Int64()
	if !ok1 || !ok2 || s.hi < s.lo {
		return fmt.Errorf("no integer between %v and %v", ends[0], ends[1])
	}
	s.given = true
	return nil
}

// tree is tree(n, shape, weights, first): the edges of a tree.
func (r *generator) tree(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var n, first int
	var weights span
	shape := "random"
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "n", &n, "shape?", &shape, "weights?", &weights, "first?", &first); err != nil {
		return nil, err
	}
	if err := r.spendEdges(n, n, weights); err != nil {
		return nil, err
	}
	edges, err := rng.Tree(r.src, n, shape)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", b.Name(), err)
	}
	return r.edges(edges, weights, first), nil
}

// graph is graph(n, m, directed, connected, acyclic, simple, weights, first): the m edges of a graph of n nodes.
func (r *generator) graph(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var g rng.Graph
	var weights span
	first, simple := 0, true
	err := starlark.UnpackArgs(b.Name(), args, kwargs, "n", &g.Nodes, "m", &g.Edges, "directed?", &g.Directed, "connected?", &g.Connected,
		"acyclic?", &g.Acyclic, "simple?", &simple, "weights?", &weights, "first?", &first)
	if err != nil {
		return nil, err
	}
	g.Multi = !simple
	if err := r.spendEdges(g.Nodes, g.Edges, weights); err != nil {
		return nil, err
	}
	edges, err := g.Draw(r.src)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", b.Name(), err)
	}
	return r.edges(edges, weights, first), nil
}

// spendEdges bounds a graph. An edge is a list of two values or three.
func (r *generator) spendEdges(nodes, edges int, weights span) error {
	if err := r.spend(nodes); err != nil {
		return err
	}
	values := 3
	if weights.given {
		values = 4
	}
	if edges > maxBulk/values {
		return fmt.Errorf("rng: %d edges at once; %d are possible", edges, maxBulk/values)
	}
	return r.spend(values * max(edges, 0))
}

func (r *generator) edges(edges []rng.Edge, weights span, first int) starlark.Value {
	out := make([]starlark.Value, len(edges))
	for i, e := range edges {
		values := []starlark.Value{starlark.MakeInt(e[0] + first), starlark.MakeInt(e[1] + first)}
		if weights.given {
			values = append(values, starlark.MakeInt64(r.src.Between(weights.lo, weights.hi)))
		}
		out[i] = starlark.NewList(values)
	}
	return starlark.NewList(out)
}
