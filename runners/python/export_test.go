package python

import (
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners/cell"
)

// Spec is the cell that the runner boots for such limits.
func (r *Runner) Spec(l problems.Limits) cell.Spec { return r.spec(l) }
