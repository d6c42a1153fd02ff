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
	p, err := s.alone(ctx, c)
	if err != nil {
		return nil, errors.Join(err, s.discard())
	}
	_, err = s.within(ctx, c, p, func() (o runners.Outcome, sound bool, err error) {
		if s.problem.Kind == problems.Query {
			plans, o, sound, err = s.explainQuery(ctx, p)
		} else {
			plans, o, sound, err = s.explainWork(ctx, p)
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

func (s *session) explainQuery(ctx context.Context, p *site) (plans []runners.Plan, o runners.Outcome, sound bool, err error) {
	if err = s.readied(ctx, p.db); err != nil {
		return nil, o, false, err
	}
	o, sound, err = s.observed(ctx, s.now(p.db, s.settings()), "", func(ctx context.Context, conn *pgconn.PgConn) result {
		plan, err := warm(ctx, conn, s.source)
		plans = []runners.Plan{{Root: plan}}
		return result{err: err, prepared: true}
	})
	return plans, o, sound, err
}

func (s *session) explainWork(ctx context.Context, p *site) (plans []runners.Plan, o runners.Outcome, sound bool, err error) {
	_, after, o, sound, err := s.allowed(ctx, p)
	if err != nil || !sound || o.End != runners.Answered {
		return nil, o, sound, err
	}
	o, sound, err = s.observed(ctx, s.now(p.db, s.measuring(after)), "", func(ctx context.Context, conn *pgconn.PgConn) (r result) {
		plans, r = s.work(ctx, conn, after)
		return r
	})
	return plans, o, sound, err
}
