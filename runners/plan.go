package runners

import (
	"context"

	"github.com/coding-judge/judge/testcases"
)

// Planner is a Session that can tell how the queries of its submission are executed.
type Planner interface {
	// Plans has the submission do on a case what Run does, and gives the plan of its query, or of each query that the problem
	// measures. There are none where the submission fails on the case, or the problem has no queries. The error is ours.
	Plans(ctx context.Context, c testcases.Case) ([]Plan, error)
}

// Plan is how a query was executed. All its texts are untrusted.
type Plan struct {
	Name string // of the problem's query; empty for the submission's own
	Root *PlanNode
}

// PlanNode is a step of a plan with the steps that it takes rows from. Numbers of rows are those of one loop.
type PlanNode struct {
	Kind     string // "Seq Scan"
	Role     string // what the rows are to the step above, where that is not obvious: "SubPlan 1"
	Relation string // what it reads, with its schema; empty where that is no table
	Alias    string
	Index    string
	Details  []string // conditions, sort keys: "Filter: (n > 3)"

	Cost      float64 // estimated, with the steps below
	Estimated float64 // rows
	Rows      float64
	Removed   float64 // rows that a condition was not true of
	Loops     float64
	Pages     int64 // touched, with the steps below, in all loops
	Below     []*PlanNode
}
