package problems

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/coding-judge/judge/testcases"
)

// IndexTask is what a problem of kind index declares. The answer to a case is a value.Dict of tables: plans, with the cost and
// the pages of each query of the workload; indexes, with the number and size of those that the submission adds; attempts,
// with what came of each.
type IndexTask struct {
	Workload []WorkQuery `yaml:"workload"`
	Attempts []Attempt   `yaml:"attempts"`
	Max      Bounds      `yaml:"max"`
}

// WorkQuery is a query whose plan is measured when the submission has ended. It names tables with their schema, as a probe
// does.
type WorkQuery struct {
	Name  string `yaml:"name"`
	Query string `yaml:"query"`
}

// Attempt is a statement that must end in a certain way. It is rolled back, and it names tables with their schema.
type Attempt struct {
	Name     string `yaml:"name"`
	Run      string `yaml:"run"`
	SQLState string `yaml:"sqlstate"` // of the error that it must end with, or Succeeds
}

// Succeeds stands for a SQLSTATE where there must be no error.
const Succeeds = "ok"

// Bounds say how much more than the reference solution a submission may need; a zero bounds nothing.
type Bounds struct {
	CostRatio    float64       `yaml:"cost_ratio"`    // of each query, as the planner estimates it
	BuffersRatio float64       `yaml:"buffers_ratio"` // of each query: pages that it touches, in memory or not
	BytesRatio   float64       `yaml:"bytes_ratio"`   // of all new indexes together
	Indexes      testcases.Int `yaml:"indexes"`       // how many new indexes there may be, those of constraints included
}

// Plan is how much more than the reference solution a query may need, on the cases that are named.
type Plan struct {
	Cases           []string `yaml:"cases"` // "hidden/10-large"
	MaxCostRatio    float64  `yaml:"max_cost_ratio"`
	MaxBuffersRatio float64  `yaml:"max_buffers_ratio"`
}

// Measures says whether a case's answer holds measured plans, which are compared with those of the reference solution on
// the same server. For kind query it then is a value.Dict of two tables: rows, and plans with one row.
func (p *Problem) Measures(c testcases.Case) bool {
	return p.Kind == Index || p.Plan != nil && slices.Contains(p.Plan.Cases, c.Name)
}

var sqlState = regexp.MustCompile(`^[0-9A-Z]{5}$`)

func (x IndexTask) mistakes() []mistake {
	all := []mistake{
		when(len(x.Workload) == 0, "workload", "is missing; name the queries that the indexes are for"),
		when(x.Max.CostRatio == 0 && x.Max.BuffersRatio == 0, "max", "needs cost_ratio: or buffers_ratio:, or nothing would be asked of the queries"),
		ratio("max.cost_ratio", x.Max.CostRatio), ratio("max.buffers_ratio", x.Max.BuffersRatio), ratio("max.bytes_ratio", x.Max.BytesRatio),
		when(x.Max.Indexes < 0, "max.indexes", "is negative"),
	}
	seen := map[string]bool{}
	for _, q := range x.Workload {
		all = append(all, nameMistakes("workload", q.Name, seen)...)
		all = append(all, when(q.Query == "", "workload", fmt.Sprintf("%s has no query", q.Name)))
	}
	seen = map[string]bool{}
	for _, a := range x.Attempts {
		all = append(all, nameMistakes("attempts", a.Name, seen)...)
		all = append(all,
			when(a.Run == "", "attempts", fmt.Sprintf("%s has nothing to run", a.Name)),
			when(a.SQLState != Succeeds && !sqlState.MatchString(a.SQLState), "attempts",
				fmt.Sprintf("%s: sqlstate: is %q; it is one of five characters, such as 23505, or %s", a.Name, a.SQLState, Succeeds)),
		)
	}
	return all
}

func nameMistakes(key, name string, seen map[string]bool) []mistake {
	twice := seen[name]
	seen[name] = true
	return []mistake{
		when(!slugPattern.MatchString(name), key, fmt.Sprintf("%q is not a name; %s", name, slugRule)),
		when(twice, key, fmt.Sprintf("%s is there twice", name)),
	}
}

// absent finds what is there though the kind is not index.
func (x IndexTask) absent() []mistake {
	const message = "is for index problems only"
	return []mistake{
		when(x.Workload != nil, "workload", message), when(x.Attempts != nil, "attempts", message), when(x.Max != Bounds{}, "max", message),
	}
}

func (p *Plan) mistakes() []mistake {
	if p == nil {
		return nil
	}
	return []mistake{
		when(len(p.Cases) == 0, "plan", "needs cases:, the names of those whose plans count, such as hidden/10-large"),
		when(p.MaxCostRatio == 0 && p.MaxBuffersRatio == 0, "plan", "needs max_cost_ratio: or max_buffers_ratio:"),
		ratio("plan.max_cost_ratio", p.MaxCostRatio), ratio("plan.max_buffers_ratio", p.MaxBuffersRatio),
	}
}

func ratio(key string, r float64) mistake {
	return when(r != 0 && !(r >= 1), key, fmt.Sprintf("%v is less than 1, so that the reference solution itself would fail", r))
}

// checkPlan sees to it that the cases which plan: names are there.
func (p *Problem) checkPlan(f *problemFile) error {
	if p.Plan == nil {
		return nil
	}
	for _, name := range p.Plan.Cases {
		if !slices.ContainsFunc(p.Cases, func(c testcases.Case) bool { return c.Name == name }) {
			return f.doc.Errorf("plan.cases", "plan.cases: there is no case %s", name)
		}
	}
	return nil
}
