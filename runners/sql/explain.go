package sql

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// Plans does on a case what Run does for a query or an index problem, and gives the plans.
func (s *session) Plans(ctx context.Context, c testcases.Case) ([]runners.Plan, error) {
	switch {
	case s.closed:
		return nil, errors.New("the session is closed")
	case s.problem.Kind != problems.Query && s.problem.Kind != problems.Index:
		return nil, nil
	case s.server == nil:
		if err := s.boot(ctx); err != nil {
			return nil, err
		}
	}
	var plans []runners.Plan
	_, err := s.within(ctx, c, func(db string) (o runners.Outcome, sound bool, err error) {
		if s.problem.Kind == problems.Query {
			plans, o, sound, err = s.explainQuery(ctx, db)
		} else {
			plans, o, sound, err = s.explainWork(ctx, db)
		}
		if o.End != runners.Answered {
			plans = nil
		}
		return o, sound, err
	})
	if err != nil {
		return nil, errors.Join(err, s.discard())
	}
	return plans, nil
}

func (s *session) explainQuery(ctx context.Context, db string) (plans []runners.Plan, o runners.Outcome, sound bool, err error) {
	if err = s.readied(ctx, db); err != nil {
		return nil, o, false, err
	}
	o, sound, err = s.observed(ctx, db, s.settings(), func(ctx context.Context, conn *pgconn.PgConn) result {
		plan, err := warm(ctx, conn, s.source)
		plans = []runners.Plan{{Root: plan}}
		return result{err: err, prepared: true}
	})
	return plans, o, sound, err
}

func (s *session) explainWork(ctx context.Context, db string) (plans []runners.Plan, o runners.Outcome, sound bool, err error) {
	_, after, o, sound, err := s.allowed(ctx, db)
	if err != nil || !sound || o.End != runners.Answered {
		return nil, o, sound, err
	}
	o, sound, err = s.observed(ctx, db, s.measuring(after), func(ctx context.Context, conn *pgconn.PgConn) (r result) {
		plans, r = s.work(ctx, conn, after)
		return r
	})
	return plans, o, sound, err
}
