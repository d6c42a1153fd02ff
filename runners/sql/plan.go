package sql

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases/value"
)

// A plan is measured by EXPLAIN, under the submission's role and never under another, for whatever a query calls would do its
// work with that role's privileges. What decides the numbers is fixed: the planner's constants (see settings), statistics of all
// rows and a visibility map of all pages (see vacuum), one process. A page counts wherever it was found, so caches play no role.

// explain is put before a query. Times are left out: asking for them can take longer than the query.
const explain = "explain (analyze, buffers, timing off, summary off, format json) "

// planner are the planner's constants, which a server's owner may have changed; they are PostgreSQL's defaults.
var planner = map[string]string{
	"seq_page_cost": "1", "random_page_cost": "4", "cpu_tuple_cost": "0.01", "cpu_index_tuple_cost": "0.005", "cpu_operator_cost": "0.0025",
	"effective_cache_size": "4GB", "max_parallel_maintenance_workers": "0",
}

// maxDepth bounds how deep a plan is looked into.
const maxDepth = 100

// explained executes a query in a transaction of its own, which is rolled back.
func explained(ctx context.Context, conn *pgconn.PgConn, query string) (*runners.PlanNode, error) {
	if _, err := conn.Exec(ctx, readOnly).ReadAll(); err != nil {
		return nil, err
	}
	// With parameters, though there are none: it then can be one statement only.
	r := conn.ExecParams(ctx, explain+query, nil, nil, nil, nil).Read()
	if r.Err != nil {
		return nil, r.Err
	}
	if _, err := conn.Exec(ctx, "rollback").ReadAll(); err != nil {
		return nil, err
	}
	var plans []struct{ Plan *node }
	if len(r.Rows) != 1 || len(r.Rows[0]) != 1 || json.Unmarshal(r.Rows[0][0], &plans) != nil || len(plans) != 1 || plans[0].Plan == nil {
		return nil, fmt.Errorf("%w: a plan that can't be read", errTooMuch) // as one that is too deep
	}
	return plans[0].Plan.step(0), nil
}

// warm executes a query of the problem's twice, and gives the second plan: at first, the server also reads its catalog.
func warm(ctx context.Context, conn *pgconn.PgConn, query string) (*runners.PlanNode, error) {
	if _, err := explained(ctx, conn, query); err != nil {
		return nil, err
	}
	return explained(ctx, conn, query)
}

// once has a query of the submission's planned before it is executed, for the same reason. It is not executed twice, for it
// might know that by what it had left the first time, such as the seed of random().
func once(ctx context.Context, conn *pgconn.PgConn, query string) (*runners.PlanNode, error) {
	if r := conn.ExecParams(ctx, "explain "+query, nil, nil, nil, nil).Read(); r.Err != nil {
		return nil, r.Err
	}
	return explained(ctx, conn, query)
}

// measurement is a row of the table plans.
func measurement(name string, p *runners.PlanNode) value.Value {
	return value.List{value.Str(name), value.Decimal(strconv.FormatFloat(p.Cost, 'f', 2, 64)), value.Int(p.Pages)}
}

// node is a step of a plan as PostgreSQL writes it.
type node struct {
	Kind         string  `json:"Node Type"`
	Join         string  `json:"Join Type"`
	Strategy     string  `json:"Strategy"`
	Relationship string  `json:"Parent Relationship"`
	Subplan      string  `json:"Subplan Name"`
	Schema       string  `json:"Schema"`
	Relation     string  `json:"Relation Name"`
	Function     string  `json:"Function Name"`
	CTE          string  `json:"CTE Name"`
	Alias        string  `json:"Alias"`
	Index        string  `json:"Index Name"`
	Cost         float64 `json:"Total Cost"`
	Estimated    float64 `json:"Plan Rows"`
	Rows         float64 `json:"Actual Rows"`
	Loops        float64 `json:"Actual Loops"`

	IndexCond   string   `json:"Index Cond"`
	RecheckCond string   `json:"Recheck Cond"`
	HashCond    string   `json:"Hash Cond"`
	MergeCond   string   `json:"Merge Cond"`
	JoinFilter  string   `json:"Join Filter"`
	Filter      string   `json:"Filter"`
	SortKey     []string `json:"Sort Key"`
	GroupKey    []string `json:"Group Key"`

	RemovedByFilter  float64 `json:"Rows Removed by Filter"`
	RemovedByJoin    float64 `json:"Rows Removed by Join Filter"`
	RemovedByRecheck float64 `json:"Rows Removed by Index Recheck"`

	SharedHit   int64 `json:"Shared Hit Blocks"`
	SharedRead  int64 `json:"Shared Read Blocks"`
	LocalHit    int64 `json:"Local Hit Blocks"`
	LocalRead   int64 `json:"Local Read Blocks"`
	TempRead    int64 `json:"Temp Read Blocks"`
	TempWritten int64 `json:"Temp Written Blocks"`

	Below []*node `json:"Plans"`
}

// step turns it into the contract's words.
func (n *node) step(depth int) *runners.PlanNode {
	out := &runners.PlanNode{
		Kind: n.title(), Relation: n.Relation, Alias: n.Alias, Index: n.Index, Details: n.details(),
		Cost: n.Cost, Estimated: n.Estimated, Rows: n.Rows, Loops: n.Loops, Removed: n.RemovedByFilter + n.RemovedByJoin + n.RemovedByRecheck,
		Pages: n.SharedHit + n.SharedRead + n.LocalHit + n.LocalRead + n.TempRead + n.TempWritten,
	}
	if n.Relationship == "InitPlan" || n.Relationship == "SubPlan" {
		out.Role = n.Subplan
	}
	switch {
	case n.Relation != "" && n.Schema != "":
		out.Relation = n.Schema + "." + n.Relation
	case n.Relation == "" && n.CTE != "":
		out.Relation = n.CTE
	case n.Relation == "" && n.Function != "":
		out.Relation = n.Function
	}
	for _, b := range n.Below {
		if b != nil && depth < maxDepth {
			out.Below = append(out.Below, b.step(depth+1))
		}
	}
	return out
}

// title is the step's name as PostgreSQL's own text form has it, where that is shorter than its parts.
func (n *node) title() string {
	switch {
	case n.Kind == "Aggregate" && n.Strategy == "Hashed":
		return "HashAggregate"
	case n.Kind == "Aggregate" && n.Strategy == "Sorted":
		return "GroupAggregate"
	case n.Join != "" && n.Join != "Inner":
		return n.Kind + " (" + n.Join + ")"
	}
	return n.Kind
}

func (n *node) details() []string {
	var out []string
	for _, d := range []struct{ what, text string }{
		{"Index Cond", n.IndexCond}, {"Hash Cond", n.HashCond}, {"Merge Cond", n.MergeCond}, {"Join Filter", n.JoinFilter}, {"Filter", n.Filter},
		{"Sort Key", strings.Join(n.SortKey, ", ")}, {"Group Key", strings.Join(n.GroupKey, ", ")},
	} {
		if d.text != "" {
			out = append(out, shorten(d.what+": "+d.text))
		}
	}
	return out
}

// planned runs a query, and measures its plan in another connection, which has the same settings: nothing tells the query in
// which of them it is. Its own time is that of the first.
func (s *session) planned(ctx context.Context, p *site) (runners.Outcome, bool, error) {
	if err := s.readied(ctx, p.db); err != nil {
		return runners.Outcome{}, false, err
	}
	o, sound, err := s.observed(ctx, s.now(p.db, s.settings()), readOnly, s.query)
	if err != nil || !sound || o.End != runners.Answered {
		return o, sound, err
	}
	asked, sound, err := s.observed(ctx, s.now(p.db, s.settings()), "", func(ctx context.Context, conn *pgconn.PgConn) result {
		plan, err := once(ctx, conn, s.source)
		if err != nil {
			return result{err: err, prepared: true}.about("the query's plan")
		}
		plans := tableOf(value.List{measurement("query", plan)}, "query", "cost", "pages")
		answer := append(append([]byte(`{"dict":[["rows",`), o.Answer...), `],["plans",`...)
		return result{answer: append(value.AppendJSON(answer, plans), `]]}`...), prepared: true}
	})
	if err != nil {
		return asked, sound, err
	}
	return afterwards(o, asked), sound, nil
}

// readied does for the tables of a query, in which nobody but the judge has written, what makes plans the same each time. A
// database that is kept may have it done already.
func (s *session) readied(ctx context.Context, db string) error {
	in, err := s.inspect(ctx, db, nil)
	if err != nil {
		return err
	}
	conn, err := s.server.Connect(ctx, db)
	if err == nil {
		for _, sql := range append([]string{"set default_statistics_target = " + in.target(), "set synchronous_commit = on"}, in.vacuum()...) {
			if err == nil {
				_, err = conn.Exec(ctx, sql)
			}
		}
		err = errors.Join(err, conn.Close(ctx))
	}
	if err != nil {
		return fmt.Errorf("%w: vacuum the case's tables: %w", errBroken, cause(ctx, err))
	}
	return nil
}
