package judge

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// PlanReport is how a query was executed on a sample case.
type PlanReport struct {
	Case    string     `json:"case"`
	Query   string     `json:"query,omitempty"`   // the name of the problem's; empty for the submission's own
	Message string     `json:"message,omitempty"` // why there is none
	Cost    float64    `json:"cost"`              // as the planner estimated it
	Pages   int64      `json:"pages"`             // touched
	Steps   []PlanStep `json:"steps,omitempty"`   // each before those that it takes rows from
	More    int        `json:"more,omitempty"`    // steps that are left out
}

// PlanStep is a step of a plan. Its numbers of rows are those of all loops together.
type PlanStep struct {
	Depth    int      `json:"depth"`
	Kind     string   `json:"kind"` // "Seq Scan"
	Role     string   `json:"role,omitempty"`
	Relation string   `json:"relation,omitempty"`
	Alias    string   `json:"alias,omitempty"`
	Index    string   `json:"index,omitempty"`
	Details  []string `json:"details,omitempty"`
	Expected float64  `json:"expected_rows"`
	Rows     float64  `json:"rows"`
	Removed  float64  `json:"removed_rows"` // of which a condition was not true
	Loops    float64  `json:"loops"`
	Pages    int64    `json:"pages"` // touched by the step itself
	Share    float64  `json:"share"` // of the plan's cost that is the step's own, from 0 to 1
	Most     bool     `json:"most,omitempty"`
	Hint     string   `json:"hint,omitempty"`
}

// How much of a plan is shown. Its texts are the submission's.
const (
	maxPlans  = 20
	maxSteps  = 60
	maxDetail = 300 // characters
)

// plans shows how a submission's queries are executed on a sample case; nil where no such case ran.
func (j *Judge) plans(ctx context.Context, p *problems.Problem, cell *seat, c *testcases.Case) []PlanReport {
	if c == nil || c.Hidden {
		return []PlanReport{{Message: "no sample case ran, and plans of hidden ones are not shown"}}
	}
	none := PlanReport{Case: c.Name, Message: "there is no plan to show: submissions to problems of kind " + string(p.Kind) + " have none"}
	planner, ok := cell.session.(runners.Planner)
	if !ok || p.Kind != problems.Query && p.Kind != problems.Index {
		return []PlanReport{none}
	}
	plans, err := planner.Plans(ctx, *c)
	switch {
	case err != nil:
		none.Message = Clean(fmt.Sprintf("the plan could not be had, which says nothing about the submission: %v", err))
		return []PlanReport{none}
	case len(plans) == 0:
		none.Message = "there is no plan to show, for the submission fails on the case"
		return []PlanReport{none}
	}
	var out []PlanReport
	for _, plan := range plans[:min(len(plans), maxPlans)] {
		out = append(out, planReport(c.Name, plan))
	}
	return out
}

// planReport puts a plan's steps in a row, with the part of the cost that is each one's own.
func planReport(name string, plan runners.Plan) PlanReport {
	r := PlanReport{Case: name, Query: Clean(plan.Name), Cost: plan.Root.Cost, Pages: plan.Root.Pages}
	w := planWalk{total: plan.Root.Cost}
	w.visit(plan.Root, 0, plan.Root.Cost, false)
	most := 0
	for i, s := range w.steps {
		if s.Share > w.steps[most].Share {
			most = i
		}
	}
	w.steps[most].Most = true
	shown := min(len(w.steps), maxSteps)
	r.Steps, r.More = w.steps[:shown], len(w.steps)-shown
	return r
}

type planWalk struct {
	total float64
	steps []PlanStep
}

// visit adds a step and those below it; paid is what of the plan's cost they cause together. Whatever ends early, as below
// a limit, costs less than the estimate for itself says, and the inside of a nested loop costs it again and again.
func (w *planWalk) visit(n *runners.PlanNode, depth int, paid float64, cut bool) {
	costs, below := make([]float64, len(n.Below)), 0.0
	pages := n.Pages
	for i, b := range n.Below {
		costs[i] = b.Cost
		if i > 0 && strings.HasPrefix(n.Kind, "Nested Loop") && b.Role == "" {
			costs[i] *= max(1, n.Below[0].Estimated)
		}
		below, pages = below+costs[i], pages-b.Pages
	}
	scale := 0.0
	if whole := max(n.Cost, below); whole > 0 {
		scale = paid / whole
	}
	s := PlanStep{
		Depth: depth, Kind: Clean(n.Kind), Role: Clean(n.Role), Relation: Clean(n.Relation), Alias: Clean(n.Alias), Index: Clean(n.Index),
		Expected: n.Estimated * max(1, n.Loops), Rows: n.Rows * n.Loops, Removed: n.Removed * n.Loops, Loops: n.Loops, Pages: max(0, pages),
		Hint: planHint(n, cut),
	}
	for _, d := range n.Details {
		if r := []rune(d); len(r) > maxDetail {
			d = string(r[:maxDetail]) + "…"
		}
		s.Details = append(s.Details, Clean(d))
	}
	if share := (paid - below*scale) / w.total; share > 0 && !math.IsInf(share, 0) { // and is a number
		s.Share = math.Round(1000*share) / 1000
	}
	w.steps = append(w.steps, s)
	for i, b := range n.Below {
		w.visit(b, depth+1, costs[i]*scale, cut || n.Kind == "Limit")
	}
}

// planHint says what a step's numbers tell; cut is whether a step above may have stopped it early.
func planHint(n *runners.PlanNode, cut bool) string {
	const (
		off   = 10   // times
		few   = 0.05 // of the rows that are read
		large = 1000 // rows, below which reading all is as good
		some  = 100  // rows, below which a wrong estimate does no harm
	)
	read := n.Rows + n.Removed
	switch {
	case strings.HasSuffix(n.Kind, "Scan") && read*n.Loops >= large && n.Rows < few*read:
		return fmt.Sprintf("%s rows are read and %s kept: an index on what the filter compares would lead to these alone",
			rowCount(read*n.Loops), rowCount(n.Rows*n.Loops))
	case n.Loops == 0, max(n.Rows, n.Estimated) < some:
		return ""
	case n.Rows+1 > off*(n.Estimated+1):
		return fmt.Sprintf("the planner expected %s rows and %s came: it may have chosen another plan had it known", rowCount(n.Estimated), rowCount(n.Rows))
	case !cut && n.Estimated+1 > off*(n.Rows+1):
		return fmt.Sprintf("the planner expected %s rows and only %s came: it may have chosen another plan had it known", rowCount(n.Estimated), rowCount(n.Rows))
	}
	return ""
}

func rowCount(n float64) string {
	digits := strconv.FormatFloat(math.Round(n), 'f', 0, 64)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}
