package sql

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/jackc/pgerrcode"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// How long a try may take: its statement, and all of it. At the second the database is given up.
const (
	tryLimit = 300 * time.Millisecond
	tryGuard = 3 * time.Second
)

// checkpointEvery is after how many tries of scripts there is a checkpoint: the file of a table that was dropped stays until then,
// and a cell has only so many.
const checkpointEvery = 32

// tries is a database that is kept from one try to the next, with the connections to it. What a try has changed is undone
// before the next is made: of a query nothing, of a script all that its role owns. The connections of the submission are
// reset, and closed where it is not sure that they are at rest.
type tries struct {
	db      string
	made    bool
	admin   *pgx.Conn
	restart string // the statement that starts all sequences anew; empty where there are none
	refills int
	built   string              // the catalog's state when a script's tables were made; empty where they are to be made anew
	types   map[string][]uint32 // of the columns of each table
	conn    *pgconn.PgConn      // the submission's, as all others; nil where it is not open
	probes  *pgconn.PgConn
}

// Try runs the submission on an input, in a database that is kept.
func (s *session) Try(ctx context.Context, input testcases.Blob) (runners.Outcome, error) {
	tables, err := s.tables(testcases.Case{Name: "a try", Input: input})
	if err != nil {
		return runners.Outcome{}, fmt.Errorf("%w: %w", runners.ErrRefused, err)
	}
	ctx, cancel := context.WithTimeoutCause(ctx, tryGuard, fmt.Errorf("a try took more than %v", tryGuard))
	defer cancel()
	var o runners.Outcome
	err = s.startTries(ctx)
	if err == nil {
		if err = s.refill(ctx, tables); errors.Is(err, runners.ErrRefused) {
			return o, err
		}
	}
	if err == nil {
		o, err = s.attempt(ctx)
	}
	if err != nil {
		err = cause(ctx, err)
		if s.endTries(context.WithoutCancel(ctx)) != nil {
			err = errors.Join(err, s.discard())
		}
	}
	return o, err
}

// startTries makes the database of tries, where there is none.
func (s *session) startTries(ctx context.Context) error {
	switch {
	case s.closed:
		return errors.New("the session is closed")
	case s.problem.Kind != problems.Query && s.problem.Kind != problems.Script:
		return fmt.Errorf("submissions to problems of kind %q can't be tried", s.problem.Kind)
	case s.tries != nil:
		return nil
	}
	if s.server == nil {
		if err := s.boot(ctx); err != nil {
			return err
		}
	}
	if err := s.recall(ctx); err != nil {
		return err
	}
	t := &tries{db: s.server.NewName("try"), types: map[string][]uint32{}}
	s.tries = t
	err := s.server.Create(ctx, t.db)
	if t.made = err == nil; t.made {
		t.admin, err = s.server.Connect(ctx, t.db)
	}
	if err == nil && s.problem.Kind == problems.Query {
		if err = s.fill(ctx, t.admin, testcases.Case{}, nil); err == nil {
			_, err = t.admin.Exec(ctx, s.admission(t.db))
		}
	}
	if err == nil {
		const restart = `select coalesce('select ' || string_agg(format('setval(%L, %s, false)', seqrelid::regclass, seqstart), ', '), '')
			from pg_sequence where (select relnamespace from pg_class where oid = seqrelid) = 'public'::regnamespace`
		err = t.admin.QueryRow(ctx, restart).Scan(&t.restart)
	}
	if err != nil {
		return fmt.Errorf("make a database to try in: %w", err)
	}
	return nil
}

// endTries drops the database of tries; it does no harm where there is none. The error says that something is left.
func (s *session) endTries(ctx context.Context) error {
	t := s.tries
	if t == nil || s.server == nil {
		return nil
	}
	s.tries = nil
	t.hangUp()
	ctx, cancel := context.WithTimeoutCause(ctx, closeTimeout, fmt.Errorf("the database of tries was not dropped after %v", closeTimeout))
	defer cancel()
	if !t.made {
		return nil
	}
	s.server.Drop(t.db)
	return s.server.Settle(ctx)
}

// hangUp closes all connections.
func (t *tries) hangUp() {
	if t == nil {
		return
	}
	for _, c := range []*pgconn.PgConn{t.conn, t.probes} {
		if c != nil {
			hangUp(c)
		}
	}
	if t.admin != nil {
		hangUp(t.admin.PgConn())
	}
}

// refill makes the tables hold the rows, and nothing else than what the schema says be there.
func (s *session) refill(ctx context.Context, tables []named) error {
	t := s.tries
	if s.problem.Kind == problems.Script {
		same, err := s.unchanged(ctx)
		if err != nil {
			return err
		}
		if !same {
			return s.rebuild(ctx, tables)
		}
	}
	// Not truncate, which makes files. Rows still lie in the order in which they come: what was deleted is not written over.
	empty := "begin; "
	if s.problem.Kind == problems.Script { // what loads a table evaluates what its owner says: never as the judge
		empty += "set local role " + s.role + "; "
	}
	empty += t.restart
	for _, table := range slices.Backward(tables) {
		empty += "; delete from " + pgx.Identifier{table.name}.Sanitize()
	}
	if _, err := t.admin.Exec(ctx, empty); err != nil {
		return t.taken(ctx, refused(ctx, err, testcases.FileError{Message: "the tables"}, false))
	}
	for _, table := range tables {
		if err := t.load(ctx, table); err != nil {
			return t.taken(ctx, refused(ctx, err, testcases.FileError{Message: "table " + table.name}, false))
		}
	}
	_, err := t.admin.Exec(ctx, "commit")
	if err != nil { // a constraint that is checked at the end
		return t.taken(ctx, refused(ctx, err, testcases.FileError{Message: "the tables"}, false))
	}
	return nil
}

// unchanged says whether a script's tables can be used again.
func (s *session) unchanged(ctx context.Context) (bool, error) {
	if s.tries.built == "" {
		return false, nil
	}
	now, err := s.catalog(ctx)
	return now == s.tries.built, err
}

// rebuild undoes all that a script has done, and makes its tables anew.
func (s *session) rebuild(ctx context.Context, tables []named) error {
	t := s.tries
	t.built = ""
	if t.refills++; t.refills%checkpointEvery == 0 && s.server.Superuser {
		if _, err := t.admin.Exec(ctx, "checkpoint"); err != nil {
			return fmt.Errorf("remove the files of tables that were dropped: %w", err)
		}
	}
	_, err := t.admin.Exec(ctx, "drop owned by "+s.role+"; "+s.admission(t.db))
	if err != nil {
		return fmt.Errorf("undo a try: %w", err)
	}
	if err := s.fill(ctx, t.admin, testcases.Case{}, tables); err != nil {
		return t.taken(ctx, err)
	}
	plain, err := s.plain(ctx, tables)
	if plain {
		t.built, err = s.catalog(ctx)
	}
	return err
}

func (t *tries) load(ctx context.Context, table named) error {
	key := table.name + " " + table.columns()
	if t.types[key] == nil {
		types, err := table.types(ctx, t.admin)
		if err != nil {
			return err
		}
		t.types[key] = types
	}
	return table.copy(ctx, t.admin, t.types[key])
}

// taken ends the transaction of rows that PostgreSQL does not take.
func (t *tries) taken(ctx context.Context, err error) error {
	var refused *testcases.FileError
	if !errors.As(err, &refused) {
		return err
	}
	if _, err := t.admin.Exec(ctx, "rollback"); err != nil {
		return err
	}
	return fmt.Errorf("%w: %w", runners.ErrRefused, err)
}

// attempt runs the submission on what the tables hold, and asks the probes where there are any.
func (s *session) attempt(ctx context.Context) (runners.Outcome, error) {
	t := s.tries
	if s.problem.Kind == problems.Query {
		return s.tryIn(ctx, &t.conn, s.settings(), readOnly, s.query)
	}
	o, err := s.tryIn(ctx, &t.conn, s.writing(), "", s.script)
	if err != nil || o.End != runners.Answered {
		return o, err
	}
	return s.tryIn(ctx, &t.probes, s.probing(), readOnly, s.ask)
}

// tryIn does something in a connection, and resets it.
func (s *session) tryIn(ctx context.Context, conn **pgconn.PgConn, settings map[string]string, first string, do func(context.Context, *pgconn.PgConn) result) (runners.Outcome, error) {
	t := s.tries
	if *conn == nil {
		if err := s.restore(ctx, t.db); err != nil {
			return runners.Outcome{}, err
		}
		settings["statement_timeout"] = strconv.FormatInt(tryLimit.Milliseconds(), 10)
		l := &line{}
		if err := s.connect(ctx, l, t.db, settings); err != nil {
			return runners.Outcome{}, fmt.Errorf("connect as the submission: %w", err)
		}
		*conn = l.conn
	}
	run, abort := context.WithCancel(ctx)
	defer abort()
	started := time.Now()
	r := result{}
	if first != "" {
		_, r.err = (*conn).Exec(ctx, first).ReadAll()
	}
	if r.err == nil {
		r = do(run, *conn)
	}
	o := runners.Outcome{Wall: time.Since(started)}
	w := &watch{}
	var e *pgconn.PgError
	if errors.As(r.err, &e) && e.Code == pgerrcode.QueryCanceled {
		w.ended = runners.WallEnded
	}
	if err := s.judge(&o, r, w); err != nil {
		return o, err
	}
	if o.End != runners.OutputEnded && resets(ctx, *conn) {
		return o, nil
	}
	abort() // it is in the middle of something, or has ended
	hangUp(*conn)
	*conn = nil
	return o, nil
}

// resets leaves nothing of a try in its connection.
func resets(ctx context.Context, conn *pgconn.PgConn) bool {
	for _, statement := range []string{"rollback", "discard all"} {
		if _, err := conn.Exec(ctx, statement).ReadAll(); err != nil {
			return false
		}
	}
	return true
}

// ForeignKeys reads them from the catalog.
func (s *session) ForeignKeys(ctx context.Context) ([]problems.ForeignKey, error) {
	if err := s.startTries(ctx); err != nil {
		return nil, err
	}
	if s.problem.Kind == problems.Script {
		if err := s.refill(ctx, nil); err != nil {
			return nil, err
		}
	}
	const names = `(select array_agg(attname::text order by place) from unnest(%s) with ordinality as key (number, place)
		join pg_attribute on attrelid = %s and attnum = number)`
	rows, err := s.tries.admin.Query(ctx, fmt.Sprintf(`select (select relname::text from pg_class where oid = conrelid), %s,
		(select relname::text from pg_class where oid = confrelid), %s from pg_constraint
		where contype = 'f' and connamespace = 'public'::regnamespace order by conrelid::regclass::text, conname`,
		fmt.Sprintf(names, "conkey", "conrelid"), fmt.Sprintf(names, "confkey", "confrelid")))
	if err != nil {
		return nil, fmt.Errorf("read the foreign keys: %w", err)
	}
	keys, err := pgx.CollectRows(rows, pgx.RowToStructByPos[problems.ForeignKey])
	if err != nil {
		return nil, fmt.Errorf("read the foreign keys: %w", err)
	}
	return keys, nil
}
