// Package smallest makes an input on which something is wrong as small as it can, while the same stays wrong.
//
// It does not know what is wrong, nor what an input is made of: Fails tells the one, a Space the other. First parts are left
// out, until none can be (Zeller's delta debugging, on inputs that are parsed, so that each candidate is one); then what is
// left is made simpler. What is found depends on the input and on Fails alone, and is the same each time that there is time to
// come to the end.
package smallest

import (
	"context"
	"crypto/sha256"
	"iter"

	"github.com/coding-judge/judge/testcases/value"
)

// Space says how inputs of a kind become smaller.
type Space interface {
	// Parts counts what can be left out: the rows of tables, or the items of lists.
	Parts(in value.Dict) int
	// Without leaves parts out, given by their numbers in ascending order, with those that can't be there without them.
	Without(in value.Dict, parts []int) value.Dict
	// Simpler gives inputs that have as many parts and are simpler, the simplest first. None of them is simpler than itself in
	// turn, however long the way, so that a search ends.
	Simpler(in value.Dict) iter.Seq[value.Dict]
}

// Fails tells whether an input shows what is looked for. Its error ends the search.
type Fails func(ctx context.Context, in value.Dict) (bool, error)

// Shrink gives the smallest input that it finds, beginning with one that fails. With an error, which is that of fails, comes
// the smallest until then.
func Shrink(ctx context.Context, space Space, start value.Dict, fails Fails) (value.Dict, error) {
	s := &search{space: space, fails: Remember(fails), smallest: start}
	err := s.run(ctx)
	return s.smallest, err
}

// Remember asks of each input once.
func Remember(fails Fails) Fails {
	known := map[[sha256.Size]byte]bool{} // by digest, for an input may be large
	return func(ctx context.Context, in value.Dict) (bool, error) {
		key := sha256.Sum256(value.AppendJSON(nil, in))
		if result, ok := known[key]; ok {
			return result, nil
		}
		result, err := fails(ctx, in)
		if err == nil {
			known[key] = result
		}
		return result, err
	}
}

type search struct {
	space    Space
	fails    Fails
	smallest value.Dict
}

func (s *search) run(ctx context.Context) error {
	start := s.smallest
	_, slow := s.space.(Varied) // whose tries take longer, so that choices are left for last, when there are few
	if err := s.leaveOut(ctx); err != nil {
		return err
	}
	if !slow {
		if err := s.fewer(ctx, start); err != nil {
			return err
		}
	}
	for { // parts that were needed with the values before may not be with others
		if err := s.simplify(ctx); err != nil {
			return err
		}
		parts := s.space.Parts(s.smallest)
		if err := s.leaveOut(ctx); err != nil {
			return err
		}
		if slow && s.space.Parts(s.smallest) == parts {
			if err := s.fewer(ctx, s.smallest); err != nil {
				return err
			}
		}
		if s.space.Parts(s.smallest) == parts {
			return nil
		}
	}
}

// take makes an input the smallest, if it fails.
func (s *search) take(ctx context.Context, in value.Dict) (bool, error) {
	ok, err := s.fails(ctx, in)
	if ok && err == nil {
		s.smallest = in
	}
	return ok, err
}

// leaveOut leaves out runs of parts, at first long ones, until each single one is needed.
func (s *search) leaveOut(ctx context.Context) error {
	for length := max(1, s.space.Parts(s.smallest)/2); ; length = max(1, length/2) {
		removed := false
		// From the end: what refers to others mostly stands behind them.
		for to := s.space.Parts(s.smallest); to > 0; {
			from := max(0, to-length)
			ok, err := s.take(ctx, s.space.Without(s.smallest, numbers(from, to)))
			if err != nil {
				return err
			}
			removed = removed || ok
			to = min(from, s.space.Parts(s.smallest))
		}
		if length == 1 && !removed {
			return nil
		}
	}
}

// maxChoices bounds how many choices of parts are tried.
const maxChoices = 300

// fewer looks for a smaller choice of the parts that there were at the start, where there are not too many choices: with each
// part needed, there may still be fewer others that do.
func (s *search) fewer(ctx context.Context, start value.Dict) error {
	all, most := s.space.Parts(start), s.space.Parts(s.smallest)
	for size, budget := 0, maxChoices; size < most; size++ {
		if budget -= choose(all, size); budget < 0 {
			return nil
		}
		for kept := range choices(all, size) {
			if ok, err := s.take(ctx, s.space.Without(start, others(all, kept))); ok || err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *search) simplify(ctx context.Context) error {
	for {
		simpler := false
		for in := range s.space.Simpler(s.smallest) {
			var err error
			if simpler, err = s.take(ctx, in); err != nil {
				return err
			}
			if simpler {
				break
			}
		}
		if !simpler {
			return nil
		}
	}
}

// numbers gives those from one up to before another.
func numbers(from, to int) []int {
	out := make([]int, 0, to-from)
	for i := from; i < to; i++ {
		out = append(out, i)
	}
	return out
}

// others gives the numbers below n that are not among some, which ascend.
func others(n int, some []int) []int {
	out := make([]int, 0, n-len(some))
	for i := range n {
		if len(some) > 0 && some[0] == i {
			some = some[1:]
			continue
		}
		out = append(out, i)
	}
	return out
}

// choose is how many choices there are of k among n, or more than maxChoices.
func choose(n, k int) int {
	out := 1
	for i := 1; i <= k; i++ {
		if out = out * (n - k + i) / i; out > maxChoices {
			return maxChoices + 1
		}
	}
	return out
}

// choices gives each choice of k numbers below n, in ascending order.
func choices(n, k int) iter.Seq[[]int] {
	return func(yield func([]int) bool) {
		chosen := numbers(0, k)
		for k <= n && yield(chosen) {
			i := k - 1
			for i >= 0 && chosen[i] == n-k+i {
				i--
			}
			if i < 0 {
				return
			}
			chosen[i]++
			for j := i + 1; j < k; j++ {
				chosen[j] = chosen[j-1] + 1
			}
		}
	}
}
