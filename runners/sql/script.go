package sql

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgerrcode"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases/value"
)

// A script may change its case's database in every way that the owner of the tables may. When it has ended, the problem's
// probes are asked, and their tables are the answer. They are asked under the submission's own role, because what a probe
// reads may have become a view or a function of the submission's, which would otherwise do its work with another's
// privileges; in a fresh connection, with the role's own settings taken back; and where only the system catalog is found
// without naming a schema, so that no operator, function or type of the submission's can stand in for what the probe means.

// changed runs the script, has a schedule performed where the case has one, and asks the probes.
func (s *session) changed(ctx context.Context, p *site, schedule problems.Schedule) (o runners.Outcome, sound bool, err error) {
	o, sound, err = s.observed(ctx, s.ready(p, writing), "", s.script)
	if err != nil || !sound {
		return o, sound, err
	}
	if err := s.restore(ctx, p.db); err != nil {
		return o, false, err
	}
	if o.End == runners.Answered && schedule != nil {
		o, sound, err = s.scheduled(ctx, p.db, schedule, o)
		if err != nil || !sound {
			return o, sound, err
		}
	}
	if o.End != runners.Answered {
		return o, true, nil
	}
	asked, sound, err := s.observed(ctx, s.ready(p, probing), readOnly, s.ask)
	if err != nil {
		return asked, sound, err
	}
	asked.Answer = joined(asked.Answer, o.Answer)
	return afterwards(o, asked), sound, nil
}

// afterwards is what came of a submission that answered, and of what was asked then.
func afterwards(o, asked runners.Outcome) runners.Outcome {
	if asked.End == runners.Answered {
		o.Answer = asked.Answer
		return o
	}
	if f := asked.Fault; f != nil { // its place is one in what was asked
		f.Line, f.Column, f.Width, f.Static = 0, 0, 0, false
	}
	asked.CPU, asked.Wall, asked.Peak = o.CPU+asked.CPU, o.Wall+asked.Wall, max(o.Peak, asked.Peak)
	return asked
}

// writing are the settings of a script's connection.
func (s *session) writing() map[string]string {
	settings := s.settings()
	settings["default_transaction_read_only"] = "off"
	return settings
}

// probing are the settings of the probes' connection. Temporary objects come last, for otherwise they would come first.
func (s *session) probing() map[string]string {
	settings := s.settings()
	settings["search_path"] = "pg_catalog, pg_temp"
	return settings
}

// script sends all statements at once, as they are, and takes no notice of their rows.
func (s *session) script(ctx context.Context, conn *pgconn.PgConn) result {
	front := conn.Frontend()
	front.Send(&pgproto3.Query{String: s.source})
	if err := front.Flush(); err != nil {
		return result{err: err}
	}
	r := result{script: true}
	for {
		message, err := conn.ReceiveMessage(ctx)
		if err != nil {
			r.err = err
			return r
		}
		switch m := message.(type) {
		case *pgproto3.RowDescription:
			r.prepared = true
		case *pgproto3.CommandComplete:
			r.prepared, r.done = true, r.done+1
		case *pgproto3.CopyInResponse: // the server would wait for data, and not even notice that it is asked to stop
			front.Send(&pgproto3.CopyFail{Message: "a submission has no input to copy from"})
			if err := front.Flush(); err != nil {
				return result{err: err}
			}
		case *pgproto3.ErrorResponse:
			r.err = pgconn.ErrorResponseToPgError(m)
		case *pgproto3.ReadyForQuery:
			if r.err == nil && m.TxStatus != 'I' {
				r.fault = own(pgerrcode.InvalidTransactionTermination, condition(pgerrcode.InvalidTransactionTermination),
					"the script ends within a transaction that it has begun, so nothing of it counts", "write commit; at its end")
			}
			return r
		}
	}
}

// ask asks the probes, one after the other, the first in a transaction that has begun. Each is rolled back, and with it whatever a
// function of the submission's may have set for the next.
func (s *session) ask(ctx context.Context, conn *pgconn.PgConn) result {
	answer := []byte(`{"dict":[`)
	for i, probe := range s.problem.Probes {
		if i > 0 {
			if _, err := conn.Exec(ctx, "rollback; "+readOnly).ReadAll(); err != nil {
				return result{err: err}
			}
			answer = append(answer, ',')
		}
		r := s.rows(ctx, conn, probe.Query, s.limits.Answer-int64(len(answer)))
		if r.err != nil || r.fault != nil {
			r.prepared = true // it is no mistake in the submission's text
			return r.about("the probe " + probe.Name)
		}
		answer = append(value.AppendJSON(append(answer, '['), value.Str(probe.Name)), ',')
		answer = append(append(answer, r.answer...), ']')
	}
	return result{answer: append(answer, "]}"...), prepared: true}
}

// about says what an error of PostgreSQL's came from, where that is not the submission's text.
func (r result) about(what string) result {
	if e, ok := r.err.(*pgconn.PgError); ok { //nolint:errorlint // as it came from pgconn
		e.Message = fmt.Sprintf("%s, asked afterwards, fails: %s", what, e.Message)
		e.Position = 0
	}
	return r
}

// restore takes back what the role has set for itself: its password, and settings for its connections to come, be it to this
// database or to any.
func (s *session) restore(ctx context.Context, db string) error {
	admin, err := s.server.Admin(ctx)
	if err == nil {
		_, err = admin.Exec(ctx, strings.Join(append([]string{
			"alter role " + s.role + " reset all", "alter role " + s.role + " in database " + db + " reset all",
		}, s.roleSettings()...), ";"))
	}
	if err != nil {
		return fmt.Errorf("%w: take back the role's settings: %w", errBroken, cause(ctx, err))
	}
	return nil
}
