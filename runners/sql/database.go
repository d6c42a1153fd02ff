package sql

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgerrcode"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// named is a table of a case.
type named struct {
	name string
	*problems.Table
}

// tables reads the case's input.
func (s *session) tables(c testcases.Case) ([]named, error) {
	input, err := s.problem.Input(c)
	if err != nil {
		return nil, err
	}
	if input, err = s.problem.TablesOf(input); err != nil {
		return nil, fmt.Errorf("case %s: %w", c.Name, err)
	}
	var out []named
	for _, e := range input {
		name, ok := e.Key.(value.Str)
		if !ok {
			return nil, fmt.Errorf("case %s: a table's name is a string, not a %s", c.Name, value.TypeName(e.Key))
		}
		t, err := problems.ParseTable(e.Value)
		if err != nil {
			return nil, fmt.Errorf("case %s: table %s: %w", c.Name, name, err)
		}
		out = append(out, named{string(name), t})
	}
	return out, nil
}

// keeps says whether the databases of cases are kept, for nobody can change anything in them.
func (s *session) keeps() bool { return s.problem.Kind == problems.Query && !s.server.Shared }

// arrive gives the site of a case, made ready ahead or now, and has the next one made ready. A schema or rows that PostgreSQL
// does not take are a *testcases.FileError.
func (s *session) arrive(ctx context.Context, c testcases.Case) (*site, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, ownTimeout, fmt.Errorf("the case's database was not ready after %v", ownTimeout))
	defer cancel()
	p, err := s.expected(ctx, c)
	if err == nil && p == nil {
		if p, err = s.create(ctx, c); err == nil && s.server.Superuser && !s.keeps() {
			s.dialAhead(p)
		}
	}
	if err != nil {
		return nil, err
	}
	s.prepare(c)
	s.last = c.Name
	return p, nil
}

// alone gives the site of a case that is not one of those that are run in turn.
func (s *session) alone(ctx context.Context, c testcases.Case) (*site, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, ownTimeout, fmt.Errorf("the case's database was not ready after %v", ownTimeout))
	defer cancel()
	if err := s.recall(ctx); err != nil {
		return nil, err
	}
	return s.create(ctx, c)
}

// create gives a site of which nothing was made ready.
func (s *session) create(ctx context.Context, c testcases.Case) (*site, error) {
	p := newSite(c)
	if s.keeps() {
		return p, s.keep(ctx, p)
	}
	conn, err := s.fresh(ctx, p)
	if err == nil {
		err = s.admit(ctx, conn, p.db)
	}
	if conn != nil {
		err = errors.Join(err, conn.Close(ctx))
	}
	return p, err
}

// keep gives the site that is kept, or that is kept from now on.
func (s *session) keep(ctx context.Context, p *site) error {
	admin, err := s.server.Admin(ctx)
	if err != nil {
		return fmt.Errorf("%w: %w", errBroken, err)
	}
	p.db = s.keptName(p.c)
	if !s.server.IsKept(p.db) { // one may have to go that another case was to find
		if err := s.recall(ctx); err != nil {
			return err
		}
	}
	if err := s.server.Keep(ctx, p.db, func(db string) error { return s.make(ctx, db, p.c) }); err != nil {
		return err
	}
	return s.admit(ctx, admin, p.db)
}

func (s *session) keptName(c testcases.Case) string {
	return s.server.KeptName(s.problem.Schema + "\x00" + string(c.Input.Bytes()))
}

// fresh fills a database that nobody else has had.
func (s *session) fresh(ctx context.Context, p *site) (*pgx.Conn, error) {
	tables, err := s.tables(p.c)
	if err != nil {
		return nil, err
	}
	db, conn, err := s.server.Fresh().Wait(ctx)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errBroken, err)
	}
	p.db = db
	return conn, s.fill(ctx, conn, p.c, tables)
}

// admission lets the submission connect to a database, and make temporary tables there unless it is to read only.
func (s *session) admission(db string) string {
	privileges := "connect"
	if s.problem.Kind != problems.Query {
		privileges += ", temporary"
	}
	return "grant " + privileges + " on database " + db + " to " + s.role
}

// expulsion takes that back.
func (s *session) expulsion(db string) string {
	return "revoke all on database " + db + " from " + s.role
}

// admit lets the submission connect to a database.
func (s *session) admit(ctx context.Context, admin *pgx.Conn, db string) error {
	if _, err := admin.Exec(ctx, s.admission(db)); err != nil {
		return fmt.Errorf("%w: let the submission connect: %w", errBroken, cause(ctx, err))
	}
	return nil
}

// make makes a database with the case's tables, which is to be kept.
func (s *session) make(ctx context.Context, db string, c testcases.Case) error {
	tables, err := s.tables(c)
	if err != nil {
		return err
	}
	if err := s.server.Create(ctx, db); err != nil {
		return fmt.Errorf("%w: make the case's database: %w", errBroken, cause(ctx, err))
	}
	conn, err := s.server.Connect(ctx, db)
	if err != nil {
		return fmt.Errorf("%w: connect to the case's database: %w", errBroken, cause(ctx, err))
	}
	err = s.fill(ctx, conn, c, tables)
	return errors.Join(err, conn.Close(ctx))
}

// fill makes the tables. Rows come in the same transaction as their table, so they are written once, and not to the log
// as well. What a submission may change is made as its own.
func (s *session) fill(ctx context.Context, conn *pgx.Conn, c testcases.Case, tables []named) error {
	begin, end := "begin", "grant select on all tables in schema public to "+s.reader()
	if s.problem.Kind != problems.Query {
		begin += fmt.Sprintf("; grant create on schema public to %[1]s; grant usage on language plpgsql to %[1]s; set local role %[1]s", s.role)
		end = "reset role"
	}
	if _, err := conn.Exec(ctx, begin); err != nil {
		return fmt.Errorf("%w: fill the case's database: %w", errBroken, cause(ctx, err))
	}
	if _, err := conn.Exec(ctx, s.problem.Schema); err != nil {
		return refused(ctx, err, testcases.FileError{File: s.problem.Dir, Message: "schema"}, false)
	}
	for _, t := range tables {
		if err := load(ctx, conn, t); err != nil {
			return refused(ctx, err, testcases.FileError{File: c.File, Message: "table " + t.name}, c.Hidden)
		}
	}
	for _, t := range tables { // without statistics a query is planned by guesses, and its time would be a matter of luck
		end += "; analyze " + pgx.Identifier{t.name}.Sanitize()
	}
	if _, err := conn.Exec(ctx, end+"; commit"); err != nil {
		return fmt.Errorf("%w: let the submission read the tables: %w", errBroken, cause(ctx, err))
	}
	return nil
}

// reader is the role that is given the right to read: what is kept is for the roles of all submissions.
func (s *session) reader() string {
	if s.keeps() {
		return s.server.Reader()
	}
	return s.role
}

// refused tells what PostgreSQL does not take, which is the author's mistake, from a server that is lost. PostgreSQL's
// words hold values of the case.
func refused(ctx context.Context, err error, mistake testcases.FileError, hidden bool) error {
	var pgErr *pgconn.PgError
	if !errors.As(err, &pgErr) || ctx.Err() != nil || !theirs(pgErr.Code) {
		return fmt.Errorf("%w: fill the case's database: %w", errBroken, cause(ctx, err))
	}
	mistake.Message += ": " + condition(pgErr.Code) + " (" + pgErr.Code + ")"
	words := strings.Join(strings.Fields(pgErr.Message+"; "+pgErr.Where), " ")
	if hidden {
		mistake.Withheld = words
	} else {
		mistake.Message += ": " + words
	}
	return &mistake
}

// theirs says that an error is about what was sent, and not about the server's own state.
func theirs(code string) bool {
	return !pgerrcode.IsOperatorIntervention(code) && !pgerrcode.IsInsufficientResources(code) &&
		!pgerrcode.IsSystemError(code) && !pgerrcode.IsInternalError(code) && !pgerrcode.IsConnectionException(code)
}
