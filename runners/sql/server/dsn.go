package server

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/coding-judge/judge/runners"
)

// DSN uses a server that runs already, such as a service container of CI's. There are others on it: the judge makes
// databases and roles of its own, whose names begin with its mark, and touches nothing else.
type DSN struct {
	// DSN is a connection string as PostgreSQL's own programs take it. It may hold a password, so it is shown nowhere.
	DSN string
}

// What a server of somebody else's does not guarantee.
var (
	sharedWeaker = []string{
		"the server is shared: where a process of it crashes, whatever runs there is run again",
		"memory is not bounded, and a server process that cannot be ended stays",
	}
	powerlessWeaker = []string{
		"temporary files are not bounded, and waiting counts as time of the processor (the role in sql.dsn is no superuser)",
		"a submission sees the names of others on the server and what they are doing, and can fill what all share (the role in sql.dsn is no superuser)",
	}
)

// Name is "dsn".
func (d DSN) Name() string { return "dsn" }

// Start connects to the server, sees whether the role there may do what is needed, and removes what judges that were
// killed left there.
func (d DSN) Start(ctx context.Context, memory int64) (*Server, error) {
	config, err := pgx.ParseConfig(d.DSN)
	if err != nil { // its words quote the text
		return nil, runners.Unavailable("sql.dsn is no connection string, such as postgres://user:password@host:5432/postgres")
	}
	config.RuntimeParams = map[string]string{}
	t := &tenant{mark: newMark()}
	s := &Server{Memory: memory, Shared: true, home: t, prefix: t.prefix(), login: config}
	t.server = s
	err = s.started(ctx, "use the server of sql.dsn", func(ctx context.Context) error {
		conn, err := pgx.ConnectConfig(ctx, config)
		if err != nil {
			return runners.Unavailable("no server takes the connection of sql.dsn: %s", strings.Join(strings.Fields(err.Error()), " "))
		}
		s.admin, s.Version = conn, version(conn)
		if err := t.enter(ctx, conn); err != nil {
			return err
		}
		if err := s.ask(ctx); err != nil {
			return err
		}
		sweep(ctx, conn)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// ask finds out what the role may do, and how an empty database is made.
func (s *Server) ask(ctx context.Context) error {
	const question = `select current_setting('server_version_num')::int, current_user::text, rolsuper, rolsuper or rolcreatedb and rolcreaterole,
			coalesce((select min(collctype) from pg_collation where collprovider = 'c' and collctype ~* '^c[.]utf-?8$'),
				case when pg_encoding_to_char(encoding) = 'UTF8' then datctype end, 'C')
		from pg_roles, pg_database where rolname = current_user and datname = 'template0'`
	var (
		number      int
		role, ctype string
		able        bool
	)
	if err := s.admin.QueryRow(ctx, question).Scan(&number, &role, &s.Superuser, &able, &ctype); err != nil {
		return fmt.Errorf("ask what the role may do: %w", err)
	}
	if number < 130000 {
		return runners.Unavailable("the server of sql.dsn is %s, and version 13 or newer is needed", s.Version)
	}
	if !able {
		return runners.Unavailable("the role %s in sql.dsn may not create databases and roles: a superuser's \"alter role %[1]s createdb createrole\" lets it",
			pgx.Identifier{role}.Sanitize())
	}
	s.Clean = "template template0 encoding 'UTF8' lc_collate 'C' lc_ctype '" + strings.ReplaceAll(ctype, "'", "''") + "'"
	if number >= 150000 {
		s.copying = fast
		s.Clean += " locale_provider libc" + fast
	}
	s.Weaker = sharedWeaker
	if !s.Superuser {
		s.Weaker = slices.Concat(sharedWeaker, powerlessWeaker)
	}
	return nil
}

// tenant is a judge on a server of somebody else's. Its mark is in the names of all that it makes, and as long as it is
// connected, it holds an advisory lock of that number: where nobody holds it, the judge is gone, and what it made is
// anybody's to remove.
type tenant struct {
	mark   uint64
	server *Server
}

func newMark() uint64 {
	var b [8]byte
	_, _ = rand.Read(b[:]) // which never fails
	return binary.BigEndian.Uint64(b[:])
}

func (t *tenant) prefix() string { return prefixOf(fmt.Sprintf("%016x", t.mark)) }

func prefixOf(mark string) string { return "judge_" + mark + "_" }

func (t *tenant) enter(ctx context.Context, admin *pgx.Conn) error {
	// Shared, for a connection that was lost may hold it for another moment.
	if _, err := admin.Exec(ctx, "select pg_advisory_lock_shared($1)", int64(t.mark)); err != nil { //nolint:gosec // any number will do
		return fmt.Errorf("lock the judge's mark: %w", err)
	}
	return nil
}

func (t *tenant) ended(context.Context) error { return nil }

func (t *tenant) leave(context.Context, *pgx.Conn) (bool, error) { return false, nil }

// remove drops what the judge has made.
func (t *tenant) remove(ctx context.Context) error {
	if t.server.admin == nil {
		return nil
	}
	var err error
	for range 2 { // a crash, which is why the server is given up, may reach this connection later than a submission's
		admin, lost := t.server.Admin(ctx)
		if lost != nil {
			return lost
		}
		if err = drop(ctx, admin, t.prefix()); err == nil || !admin.IsClosed() {
			break
		}
	}
	return err
}

// drop removes the databases and roles with a prefix.
func drop(ctx context.Context, admin *pgx.Conn, prefix string) error {
	// Databases first: a role that has privileges in one can't be dropped.
	const names = `select 'database', datname::text from pg_database where starts_with(datname, $1)
		union all select 'role', rolname::text from pg_roles where starts_with(rolname, $1) order by 1`
	rows, err := admin.Query(ctx, names, prefix)
	if err != nil {
		return fmt.Errorf("look for what is left: %w", err)
	}
	type object struct{ Kind, Name string }
	objects, err := pgx.CollectRows(rows, pgx.RowToStructByPos[object])
	if err != nil {
		return fmt.Errorf("look for what is left: %w", err)
	}
	var errs []error
	for _, o := range objects {
		statement := "drop " + o.Kind + " if exists " + pgx.Identifier{o.Name}.Sanitize()
		if o.Kind == "database" {
			statement += " with (force)"
		}
		if _, err := admin.Exec(ctx, statement); err != nil {
			errs = append(errs, fmt.Errorf("drop what is left: %w", err))
		}
	}
	return errors.Join(errs...)
}

// sweep removes what judges left that are gone. What can't be removed, such as another role's, is left to others. A judge
// takes its lock before it makes anything, so whatever is seen here has its lock looked for later.
func sweep(ctx context.Context, admin *pgx.Conn) {
	const gone = `with marks as materialized (
			select distinct substr(name, 7, 16) as mark from (select datname::text from pg_database union select rolname::text from pg_roles) names(name)
			where name ~ '^judge_[0-9a-f]{16}_(case|submission)_[a-z2-7]{26}$')
		select mark from marks where mark not in (
			select lpad(to_hex(classid::bigint), 8, '0') || lpad(to_hex(objid::bigint), 8, '0') from pg_locks where locktype = 'advisory' and objsubid = 1)`
	rows, err := admin.Query(ctx, gone)
	if err != nil {
		return
	}
	marks, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return
	}
	for _, mark := range marks {
		_ = drop(ctx, admin, prefixOf(mark))
	}
}
