package sql

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/jackc/pgerrcode"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases/value"
)

// A submission to a problem of kind index is a script that may add and drop indexes, and add constraints and statistics.
// What it did is read from the catalog, not from its text: where anything else is not as it was, the tables are not asked at
// all, so no view, function or trigger of the submission's ever answers for a table or an index.

// indexed runs the script, looks at what it did, and measures.
func (s *session) indexed(ctx context.Context, p *site) (runners.Outcome, bool, error) {
	before, after, o, sound, err := s.allowed(ctx, p)
	if err != nil || !sound || o.End != runners.Answered {
		return o, sound, err
	}
	answer := value.Dict{{Key: value.Str("indexes"), Value: after.added(before)}}
	asked, sound, err := s.observed(ctx, s.now(p.db, s.measuring(after)), "", func(ctx context.Context, conn *pgconn.PgConn) result {
		return s.measure(ctx, conn, after, answer)
	})
	if err != nil {
		return asked, sound, err
	}
	return afterwards(o, asked), sound, nil
}

// allowed runs the script, and gives an error of the submission's where it did what it may not.
func (s *session) allowed(ctx context.Context, p *site) (before, after *inventory, o runners.Outcome, sound bool, err error) {
	if before, err = s.inspect(ctx, p.db, nil); err != nil {
		return nil, nil, o, false, err
	}
	o, sound, err = s.observed(ctx, s.now(p.db, s.writing()), "", s.script)
	if err != nil || !sound {
		return nil, nil, o, sound, err
	}
	if err = s.restore(ctx, p.db); err != nil || o.End != runners.Answered {
		return nil, nil, o, err == nil, err
	}
	if after, err = s.inspect(ctx, p.db, before); err != nil {
		return nil, nil, o, false, err
	}
	if wrong := after.unlike(before); len(wrong) > 0 {
		o.End, o.Fault = runners.Raised, &runners.Fault{
			Type: condition(pgerrcode.InvalidObjectDefinition), Code: pgerrcode.InvalidObjectDefinition,
			Message: shorten("the submission does more than it may: " + strings.Join(wrong, ", ")),
			Hint:    "it may create and drop indexes, and add constraints and statistics",
		}
	}
	return before, after, o, true, nil
}

// measuring are the settings of the connection that measures: those of probes, but attempts write.
func (s *session) measuring(in *inventory) map[string]string {
	settings := s.probing()
	settings["default_transaction_read_only"], settings["default_statistics_target"] = "off", in.target()
	settings["synchronous_commit"] = "on" // see vacuum
	return settings
}

// measure gives the plans of the workload and the ends of the attempts, beside what the answer has already.
func (s *session) measure(ctx context.Context, conn *pgconn.PgConn, in *inventory, answer value.Dict) result {
	plans, attempts := value.List{}, value.List{}
	all, r := s.work(ctx, conn, in)
	if r.err != nil {
		return r
	}
	for _, p := range all {
		plans = append(plans, measurement(p.Name, p.Root))
	}
	for _, a := range s.problem.Attempts {
		state, err := attempt(ctx, conn, a.Run)
		if err != nil {
			return result{err: err, prepared: true}.about("the attempt " + a.Name)
		}
		attempts = append(attempts, value.List{value.Str(a.Name), value.Str(state)})
	}
	answer = append(answer,
		value.Entry{Key: value.Str("plans"), Value: tableOf(plans, "query", "cost", "pages")},
		value.Entry{Key: value.Str("attempts"), Value: tableOf(attempts, "attempt", "sqlstate")},
	)
	return result{answer: value.AppendJSON(nil, answer), prepared: true}
}

// work executes the workload.
func (s *session) work(ctx context.Context, conn *pgconn.PgConn, in *inventory) (plans []runners.Plan, r result) {
	for _, sql := range in.vacuum() {
		if _, err := conn.Exec(ctx, sql).ReadAll(); err != nil {
			return nil, result{err: err, prepared: true}.about("vacuum")
		}
	}
	for _, q := range s.problem.Workload {
		plan, err := warm(ctx, conn, q.Query)
		if err != nil {
			return nil, result{err: err, prepared: true}.about("the query " + q.Name)
		}
		plans = append(plans, runners.Plan{Name: q.Name, Root: plan})
	}
	return plans, result{prepared: true}
}

// attempt tells how a statement ends, constraints that would be checked later included, and rolls it back.
func attempt(ctx context.Context, conn *pgconn.PgConn, statement string) (state string, err error) {
	state = problems.Succeeds
	for _, sql := range []string{"begin", statement, "set constraints all immediate"} {
		var pgErr *pgconn.PgError
		_, err := conn.Exec(ctx, sql).ReadAll()
		if errors.As(err, &pgErr) && theirs(pgErr.Code) {
			state = pgErr.Code
			break
		}
		if err != nil {
			return "", err
		}
	}
	_, err = conn.Exec(ctx, "rollback").ReadAll()
	return state, err
}

func tableOf(rows value.List, columns ...string) value.Value {
	names := value.List{}
	for _, c := range columns {
		names = append(names, value.Str(c))
	}
	return value.Dict{{Key: value.Str("columns"), Value: names}, {Key: value.Str("rows"), Value: rows}}
}

// settle waits until the submission's processes have ended: what is temporary goes with them.
func (s *session) settle(ctx context.Context, conn *pgx.Conn) error {
	const wait = `do $$ begin for i in 1..5000 loop
			exit when not exists (select from pg_stat_activity where datname = current_database() and usename = '%s');
			perform pg_sleep(0.001), pg_stat_clear_snapshot();
		end loop; end $$`
	_, err := conn.Exec(ctx, fmt.Sprintf(wait, s.role))
	return err
}

// added is the table of the indexes that were not there before.
func (in *inventory) added(before *inventory) value.Value {
	number, bytes := 0, int64(0)
	for _, what := range slices.Sorted(maps.Keys(in.indexes)) {
		if _, old := before.indexes[what]; !old {
			number, bytes = number+1, bytes+in.indexes[what]
		}
	}
	return tableOf(value.List{value.List{value.Str("new"), value.Int(number), value.Int(bytes)}}, "indexes", "number", "bytes")
}
