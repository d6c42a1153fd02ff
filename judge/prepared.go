package judge

import (
	"context"
	"iter"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// Prepared gives a problem's cases as they are judged by, one after the other: their inputs made, and what the reference solution
// answers where its answer is what is wanted. The first error is the last thing that it gives.
func (j *Judge) Prepared(ctx context.Context, p *problems.Problem) iter.Seq2[testcases.Case, error] {
	return func(yield func(testcases.Case, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		plan := j.plan(ctx, p)
		defer plan.wait()
		defer stop()
		for i := range p.Cases {
			if c, err := plan.next(ctx, i); !yield(c, err) || err != nil {
				return
			}
		}
	}
}
