package sql

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgerrcode"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases/value"
)

// outcome is what the sessions used.
func (g *stage) outcome(wall time.Duration) runners.Outcome {
	o := runners.Outcome{Wall: wall, CPU: g.cpu()}
	for _, s := range g.used {
		o.Peak += s.last.peak
	}
	return o
}

// lost says whose fault it is that the server does not answer.
func (g *stage) lost(err error) error {
	for _, c := range g.clients {
		if !g.server.Shared || c.lost != nil && !c.told.Load() { // the one that has crashed is not told of another
			return fmt.Errorf("%w: %w", errLost, err)
		}
	}
	return fmt.Errorf("%w: %w", errBroken, err)
}

// judge says how the schedule ended, in which these sessions had not come to an end of these calls.
func (g *stage) judge(o *runners.Outcome, left map[*client]*call) error {
	if g.ended != runners.Answered {
		o.End = g.ended
		return nil
	}
	for _, c := range g.clients {
		var tooLong *pgproto3.ExceededMaxBodyLenErr
		switch {
		case c.lost == nil, left[c] != nil: // what we ended has no error of its own
		case errors.Is(c.lost, errTooMuch), errors.As(c.lost, &tooLong):
			o.End, o.Stream = runners.OutputEnded, "rows"
			return nil
		default:
			return g.lost(c.lost)
		}
	}
	for _, k := range left {
		k.err = &pgconn.PgError{Code: stillWaits, Message: "still waits for another session when all have done what they could"}
	}
	for _, k := range g.calls {
		switch {
		case !k.counts():
		case k.err.Code == pgerrcode.OutOfMemory:
			o.End = runners.MemoryEnded
			return nil
		case k.err.Code == pgerrcode.QueryCanceled && o.Wall >= g.limits.Wall: // statement_timeout was first
			o.End = runners.WallEnded
			return nil
		case pgerrcode.IsSyntaxErrororAccessRuleViolation(k.err.Code): // alone in its session it would be there too
			k.err.Position = 0 // its place is one in the statement
			k.err.Message = fmt.Sprintf("%s (in: %s)", k.err.Message, k.statement)
			o.End, o.Fault = runners.Raised, faultOf(k.err, g.source, g.problem.Kind)
			return nil
		}
	}
	o.Answer = g.answer()
	o.Stderr = g.words()
	return nil
}

// stillWaits is a code of ours among PostgreSQL's.
const stillWaits = "waits"

// answer writes the tables of the schedule as entries of an answer.
func (g *stage) answer() []byte {
	var results, failures, waits value.List
	for _, k := range g.calls {
		place := value.List{value.Int(k.round), value.Int(k.session), value.Str(k.statement)}
		for _, r := range k.results {
			var v value.Value = value.None{}
			if r != nil {
				v = value.Str(*r)
			}
			results = append(results, value.List{value.Int(k.round), v})
		}
		if k.counts() {
			failures = append(failures, append(slices.Clone(place), value.Str(k.problem())))
		}
		if k.waited && k.watched {
			waits = append(waits, place)
		}
	}
	var b []byte
	for _, t := range []struct {
		name    string
		columns string
		rows    value.List
	}{
		{problems.ResultsTable, "round result", results},
		{problems.ErrorsTable, "round session statement error", failures},
		{problems.WaitsTable, "round session statement", waits},
	} {
		if len(b) > 0 {
			b = append(b, ',')
		}
		b = value.AppendJSON(append(b, '['), value.Str(t.name))
		b = append(value.AppendJSON(append(b, ','), callTable(t.columns, t.rows)), ']')
	}
	return b
}

// callTable makes a table, in which all but rounds and sessions is text.
func callTable(columns string, rows value.List) value.Value {
	var names, types value.List
	for _, name := range strings.Fields(columns) {
		typ := "text"
		if name == "round" || name == "session" {
			typ = "int4"
		}
		names, types = append(names, value.Str(name)), append(types, value.Str(typ))
	}
	if rows == nil {
		rows = value.List{}
	}
	return value.Dict{
		{Key: value.Str("columns"), Value: names}, {Key: value.Str("types"), Value: types}, {Key: value.Str("rows"), Value: rows},
	}
}

// counts says that the call ended with an error of its own.
func (k *call) counts() bool { return k.err != nil && !k.follows }

// problem names the error as the errors table has it: its condition and SQLSTATE.
func (k *call) problem() string {
	if k.err.Code == stillWaits {
		return k.err.Message
	}
	return condition(k.err.Code) + " (" + valid(k.err.Code) + ")"
}

// words says what went wrong in the schedule, with PostgreSQL's own words, which the tables leave out: they hold numbers
// that are others each time.
func (g *stage) words() []byte {
	var b strings.Builder
	for _, k := range g.calls {
		if k.waited && k.watched {
			fmt.Fprintf(&b, "round %d, session %d: %s: had to wait for another session\n", k.round, k.session, k.statement)
		}
		switch {
		case !k.counts():
		case k.err.Code == stillWaits:
			fmt.Fprintf(&b, "round %d, session %d: %s: %s\n", k.round, k.session, k.statement, k.err.Message)
		default:
			fmt.Fprintf(&b, "round %d, session %d: %s: %s reached the client: %s\n", k.round, k.session, k.statement, k.problem(), shorten(k.err.Message))
		}
		if int64(b.Len()) > g.limits.Output {
			return []byte(b.String()[:g.limits.Output])
		}
	}
	return []byte(b.String())
}

// joined puts more entries into an answer of tables by name.
func joined(answer, entries []byte) []byte {
	if len(answer) == 0 || len(entries) == 0 {
		return answer
	}
	answer = append(bytes.TrimSuffix(answer, []byte("]}")), ',')
	return append(append(answer, entries...), "]}"...)
}
