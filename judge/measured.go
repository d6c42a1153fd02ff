package judge

import (
	"context"
	"encoding/json"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// measured completes a case whose answer holds measurements: the reference solution is measured on the same kind of server
// as the submission was, which is not known before. Where the submission gave no answer there is nothing to compare.
func (j *Judge) measured(ctx context.Context, p *problems.Problem, c testcases.Case, o runners.Outcome, server string) (testcases.Case, error) {
	if !p.Measures(c) || o.End != runners.Answered {
		return c, nil
	}
	asked, _ := json.Marshal([]any{p.Workload, p.Attempts})
	want, err := j.computedFor(p, c, Key("measured/v1", answerKey(p, c), string(asked), server), func() (testcases.Blob, error) {
		reference := &seat{runner: j.Runners[p.Kind.Language()], problem: p}
		defer reference.leave()
		return j.ask(ctx, reference, c)
	})
	c.Want = want
	return c, err
}

// What a measurement may always be above the reference solution's: of small numbers a ratio says nothing.
const (
	slackCost  = 20    // five pages read in no order
	slackPages = 8     // the way down in two indexes
	slackBytes = 16384 // an index of no rows
)

// compareMeasured compares an answer that holds measurements.
func compareMeasured(p *problems.Problem, want, got value.Value) (compare.Diff, error) {
	if p.Kind == problems.Query {
		return compare.Tables(want, got, map[string]compare.RowsOptions{
			"rows":  rowsOptions(p.Compare.TableRule),
			"plans": {Bounds: planBounds("the query", p.Plan.MaxCostRatio, p.Plan.MaxBuffersRatio)},
		})
	}
	indexes := []compare.Bound{}
	if p.Max.BytesRatio > 0 {
		indexes = append(indexes, compare.Bound{Column: "bytes", Says: "the %s indexes take %s bytes", Ratio: p.Max.BytesRatio, Slack: slackBytes})
	}
	if p.Max.Indexes > 0 {
		indexes = append(indexes, compare.Bound{Column: "number", Says: "there are %[2]s %[1]s indexes", Most: float64(p.Max.Indexes)})
	}
	return compare.Tables(declared(p, want), got, map[string]compare.RowsOptions{
		"plans":    {Bounds: planBounds("the query %[1]s", p.Max.CostRatio, p.Max.BuffersRatio)},
		"indexes":  {Bounds: indexes},
		"attempts": {Bounds: []compare.Bound{{Column: "sqlstate", Says: "the attempt %s ends with %s"}}},
	})
}

func planBounds(query string, cost, pages float64) []compare.Bound {
	bounds := []compare.Bound{}
	if cost > 0 {
		bounds = append(bounds, compare.Bound{Column: "cost", Says: query + " is estimated to cost %[2]s", Ratio: cost, Slack: slackCost})
	}
	if pages > 0 {
		bounds = append(bounds, compare.Bound{Column: "pages", Says: query + " touches %[2]s pages", Ratio: pages, Slack: slackPages})
	}
	return bounds
}

// declared is the reference solution's answer with the ends of attempts that the problem declares, which hold for it too.
func declared(p *problems.Problem, want value.Value) value.Value {
	tables, ok := want.(value.Dict)
	if !ok {
		return want
	}
	rows := value.List{}
	for _, a := range p.Attempts {
		rows = append(rows, value.List{value.Str(a.Name), value.Str(a.SQLState)})
	}
	out := value.Dict{}
	for _, e := range tables {
		if name, _ := e.Key.(value.Str); name == "attempts" {
			e.Value = value.Dict{
				{Key: value.Str("columns"), Value: value.List{value.Str("attempt"), value.Str("sqlstate")}}, {Key: value.Str("rows"), Value: rows},
			}
		}
		out = append(out, e)
	}
	return out
}
