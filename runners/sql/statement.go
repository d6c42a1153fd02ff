package sql

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgerrcode"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// result is what came back from the statement.
type result struct {
	answer   []byte
	fault    *runners.Fault // it is not run, and why
	prepared bool           // PostgreSQL has understood it
	script   bool           // it is a script's, of which so many statements were done
	done     int
	err      error
	other    bool // the server was lost because of a process that is not the submission's
}

// errTooMuch says that the rows are more than an answer may be.
var errTooMuch = errors.New("more rows than an answer may have")

// perform has the submission do in a case's database what its problem's kind asks for. The outcome is sound where the
// server is as it was before. The error is ours.
func (s *session) perform(ctx context.Context, c testcases.Case, p *site) (o runners.Outcome, sound bool, err error) {
	if strings.ContainsRune(s.source, 0) {
		f := own(pgerrcode.SyntaxError, "syntax_error", "there is a NUL character in the submission", "")
		return runners.Outcome{End: runners.NotCompiled, Fault: f}, true, nil
	}
	switch {
	case s.problem.Kind == problems.Script:
		return s.changed(ctx, p, nil)
	case s.problem.Kind == problems.Concurrent:
		schedule, err := s.schedule(c)
		if err != nil {
			return o, true, err
		}
		return s.changed(ctx, p, schedule)
	case s.problem.Kind == problems.Index:
		return s.indexed(ctx, p)
	case s.problem.Measures(c):
		return s.planned(ctx, p)
	}
	return s.observed(ctx, s.ready(p, reading), readOnly, s.query)
}

// observed takes a connection of the submission's, runs the statement first in it, if that is not empty, and watches over what
// is done there.
func (s *session) observed(ctx context.Context, open dial, first string, do func(context.Context, *pgconn.PgConn) result) (o runners.Outcome, sound bool, err error) {
	admin, err := s.server.Admin(ctx)
	if err != nil {
		return o, false, fmt.Errorf("%w: %w", errBroken, err)
	}
	run, abort := context.WithCancel(ctx)
	defer abort()
	l, before, err := s.begun(run, admin, open, first)
	if err != nil {
		return o, false, err
	}
	conn := l.conn
	w := &watch{admin: admin, pid: conn.PID(), readable: s.server.Superuser, limits: s.limits, abort: abort, before: before}
	r, wall := w.during(ctx, func() result { return do(run, conn) })
	if w.err == nil && !admin.IsClosed() {
		w.finish(ctx)
	}
	if r.err != nil { // it may still be at work
		abort()
	}
	hangUp(conn)
	if ctx.Err() != nil {
		return o, false, context.Cause(ctx)
	}
	r.other = s.server.Shared && l.told.Load()
	o = runners.Outcome{CPU: w.cpu(wall), Wall: wall, Peak: w.last.peak}
	if err := s.judge(&o, r, w); err != nil {
		return o, false, err
	}
	return o, !w.gaveUp && w.err == nil && !admin.IsClosed(), nil
}

// query runs the submission's one statement, in a transaction that has begun.
func (s *session) query(ctx context.Context, conn *pgconn.PgConn) result {
	return s.rows(ctx, conn, s.source, s.limits.Answer)
}

// rows runs one statement and reads its rows, of which there may be so many bytes.
func (s *session) rows(ctx context.Context, conn *pgconn.PgConn, source string, limit int64) result {
	described, err := conn.Prepare(ctx, "", source, nil)
	if err != nil {
		return result{err: err}
	}
	switch {
	case len(described.ParamOIDs) > 0:
		f := own(pgerrcode.UndefinedParameter, "undefined_parameter", "the query has a parameter such as $1, and nobody gives it a value", "")
		return result{fault: f}
	case len(described.Fields) == 0:
		f := own("", "no_result", "the submission gives no rows", "write one query: it begins with select, with, values or table")
		return result{fault: f}
	}
	rows := conn.ExecPrepared(ctx, "", nil, nil, nil)
	a := newAnswer(described.Fields, limit)
	for rows.NextRow() {
		if !a.add(rows.Values()) {
			// Closing would read all that is still to come, so the connection is given up.
			return result{prepared: true, err: errTooMuch}
		}
	}
	_, err = rows.Close()
	return result{answer: a.end(), prepared: true, err: err}
}

// during runs f under the watch.
func (w *watch) during(ctx context.Context, f func() result) (result, time.Duration) {
	watching, stop := context.WithCancel(ctx)
	var done sync.WaitGroup
	w.start = time.Now()
	done.Go(func() { w.run(watching) })
	r := f()
	wall := time.Since(w.start)
	stop()
	done.Wait()
	return r, wall
}

// finish takes the last measurement, and makes sure that the process stops where its rows were too many.
func (w *watch) finish(ctx context.Context) {
	own, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	u, err := w.usage(own)
	if err == nil && u.known == w.before.known && u.cpu >= w.last.cpu {
		w.last = u
	}
	w.err = err
}

// cpu is what the statement took; its wall time where that can't be measured.
func (w *watch) cpu(wall time.Duration) time.Duration {
	if !w.before.known {
		return wall
	}
	return max(0, w.last.cpu-w.before.cpu)
}

// judge says how the statement ended. What the watch did comes first: a statement that was ended has no error of its own.
func (s *session) judge(o *runners.Outcome, r result, w *watch) error {
	var (
		pgErr   *pgconn.PgError
		tooLong *pgproto3.ExceededMaxBodyLenErr
	)
	switch {
	case r.fault != nil:
		o.End, o.Fault = runners.Raised, r.fault
	case r.err == nil:
		o.End, o.Answer = runners.Answered, r.answer
	case errors.Is(r.err, errTooMuch), errors.As(r.err, &tooLong):
		o.End, o.Stream = runners.OutputEnded, "rows"
	case errors.As(r.err, &pgErr) && !crashed(pgErr):
		s.failed(o, pgErr, r.prepared, w)
		if r.script && o.Fault != nil {
			placeStatement(o.Fault, pgErr, s.source, r.done)
		}
	case w.ended != runners.Answered:
		o.End = w.ended
	default:
		if r.other {
			return fmt.Errorf("%w: %w", errBroken, r.err)
		}
		return fmt.Errorf("%w: %w", errLost, r.err)
	}
	return nil
}

// crashed says that a process ended without having done with the statement. A submission can raise an error with any code,
// but none that ends the process.
func crashed(e *pgconn.PgError) bool {
	return e.SeverityUnlocalized == "FATAL" && (e.Code == pgerrcode.CrashShutdown || e.Code == pgerrcode.CannotConnectNow)
}

func (s *session) failed(o *runners.Outcome, e *pgconn.PgError, prepared bool, w *watch) {
	ours := e.Code == pgerrcode.QueryCanceled || e.Code == pgerrcode.AdminShutdown
	switch {
	case ours && w.ended != runners.Answered:
		o.End = w.ended
	case e.Code == pgerrcode.QueryCanceled && o.Wall >= s.limits.Wall: // statement_timeout was first
		o.End = runners.WallEnded
	case e.Code == pgerrcode.OutOfMemory:
		o.End = runners.MemoryEnded
	default:
		o.End, o.Fault = runners.Raised, faultOf(e, s.source, s.problem.Kind)
		query := s.problem.Kind == problems.Query
		o.Fault.Static = !prepared && query // the first statement of a script may have seen data, and say what it will
		if !prepared && e.Code == pgerrcode.SyntaxError && (query || e.Position > 0) {
			o.End = runners.NotCompiled
		}
	}
}
