// Package server says where a PostgreSQL server comes from: from a container, from this machine's own programs in a
// cell of bubblewrap's, or from whoever runs it already. Each is a Source, in a file of its own.
//
// A server of ours serves one submission at a time. Its processes have a limit of memory each, so that a query which asks
// for too much gets an error, and the server lives on. Durability is off: nothing outlives it.
//
// What a submission is denied inside the server is package sql's to say.
package server

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

// Timeouts of our own, each named in its error.
const (
	bootTimeout      = 2 * time.Minute // from a present image to a usable connection
	removeTimeout    = 30 * time.Second
	reconnectTimeout = 15 * time.Second // a crash recovery included
)

// Source says where servers come from. It may be used from several goroutines.
type Source interface {
	// Name is what reports call it.
	Name() string
	// Start gives a server whose queries may use so many bytes of memory. Interrupted or failed, it leaves nothing behind.
	// The error wraps runners.ErrUnavailable where what the source needs is not there.
	Start(ctx context.Context, memory int64) (*Server, error)
}

// Server is a running server. Its methods are called by one goroutine at a time.
type Server struct {
	Memory  int64    // as asked for
	Version string   // such as "PostgreSQL 17.2"
	Weaker  []string // what it guarantees less than one in a container, in sentences

	// Shared says that there are databases and roles of others, who are not to be disturbed.
	Shared bool
	// Superuser says that the judge's role is one, and so may read the usage of processes.
	Superuser bool
	// Clean are the options of create database that give an empty one, in which text is sorted by code point.
	Clean string

	copying  string   // the options of create database that copy a small template fast
	template string   // the name of a database; see Template
	kept     []string // names of databases, the oldest first; see Kept, and nil before it has looked
	home     home
	prefix   string // of the names of what is the judge's
	login    *pgx.ConnConfig
	admin    *pgx.Conn

	last   *chore          // the one that was begun last; nil before there is any
	next   *chore          // makes the database that Fresh gives next; nil where it has not begun
	hand   *pgx.Conn       // the chores' connection, theirs until all are done; nil where it is not open
	chores context.Context //nolint:containedctx // of all chores: they outlive the calls that begin them
	stop   context.CancelFunc

	once sync.Once
	err  error
}

// home is what a server lives in.
type home interface {
	// enter is told of the judge's connection when it is opened again.
	enter(ctx context.Context, admin *pgx.Conn) error
	// ended says why the server will not come back; nil where it may.
	ended(ctx context.Context) error
	// leave leaves the server to other judges, and closes the connection; false where they need no more.
	leave(ctx context.Context, admin *pgx.Conn) (bool, error)
	// remove returns when nothing is left of the server, or of what the judge had in it.
	remove(ctx context.Context) error
}

// clean is what a server of ours needs: its clusters are made so.
const clean = "template template0"

// fast copies files: it takes half the time of the other strategy. Versions before 15 know no other.
const fast = " strategy file_copy"

// setUp is what holds for all submissions: they can connect to nothing but what they are given.
const setUp = "revoke all on database postgres, template0, template1 from public"

// prepare makes ready what was just started for the judge alone.
func (s *Server) prepare(ctx context.Context) error {
	s.Superuser, s.Clean, s.copying = true, clean+fast, fast
	if version := s.admin.PgConn().ParameterStatus("server_version"); version < "15" { // the others have no such option
		s.Clean, s.copying = clean, ""
	}
	if _, err := s.admin.Exec(ctx, setUp); err != nil {
		return fmt.Errorf("take privileges from public: %w", err)
	}
	s.Version = version(s.admin)
	return nil
}

func version(conn *pgx.Conn) string {
	version, _, _ := strings.Cut(conn.PgConn().ParameterStatus("server_version"), " ") // what follows is the packager's
	return "PostgreSQL " + version
}

// NewName gives a name that nothing else has: a database's or a role's, of the judge that has this server.
func (s *Server) NewName(kind string) string {
	return s.prefix + kind + "_" + strings.ToLower(rand.Text())
}

// As gives what another role needs to connect to a database.
func (s *Server) As(role, password, database string) *pgx.ConnConfig {
	c := s.login.Copy()
	c.User, c.Password, c.Database = role, password, database
	return c
}

// Connect opens a connection of the judge's role.
func (s *Server) Connect(ctx context.Context, database string) (*pgx.Conn, error) {
	return pgx.ConnectConfig(ctx, s.As(s.login.User, s.login.Password, database))
}

// Admin gives the judge's connection, which is opened again where it was lost; the server may need some time to
// recover from a crash.
func (s *Server) Admin(ctx context.Context) (*pgx.Conn, error) {
	if s.admin != nil && !s.admin.IsClosed() {
		return s.admin, nil
	}
	ctx, cancel := context.WithTimeoutCause(ctx, reconnectTimeout, fmt.Errorf("the server did not come back in %v", reconnectTimeout))
	defer cancel()
	retry := time.NewTicker(retryEvery)
	defer retry.Stop()
	for {
		conn, err := s.Connect(ctx, s.login.Database)
		if err == nil {
			s.admin = conn
			return conn, s.home.enter(ctx, conn)
		}
		if why := s.home.ended(ctx); why != nil {
			return nil, fmt.Errorf("connect to the server: %w: %w", why, err)
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("connect to the server: %w: %w", context.Cause(ctx), err)
		case <-retry.C:
		}
	}
}

// Left counts what is left of submissions: databases, roles and connections.
func (s *Server) Left(ctx context.Context) (n int, err error) {
	admin, err := s.Admin(ctx)
	if err == nil {
		err = s.Settle(ctx)
	}
	if err != nil {
		return 0, err
	}
	waiting, beside := s.waiting()
	// What is the server's own does not count, nor the template, what is kept and what waits, nor, with a prefix, what is others'.
	const left = `select (select count(*) from pg_database where starts_with(datname, $1) and datname not in ('postgres', 'template0', 'template1', $2, $5)
			and not starts_with(datname, $3) and datname <> current_database())
		+ (select count(*) from pg_roles where starts_with(rolname, $1) and rolname !~ '^pg_' and rolname not in (current_user, $4))
		+ (select count(*) from pg_stat_activity where backend_type = 'client backend' and starts_with(coalesce(usename::text, ''), $1) and pid <> pg_backend_pid() and pid <> all ($6))`
	if err := admin.QueryRow(ctx, left, s.prefix, s.template, s.keptPrefix(), s.Reader(), waiting, beside).Scan(&n); err != nil {
		return 0, fmt.Errorf("look for what is left: %w", err)
	}
	return n, nil
}

// Leave leaves the server, in which nothing of anybody's may be left, to other judges, or ends it where they need no more.
// It is of no more use to the caller.
func (s *Server) Leave(ctx context.Context) error {
	admin, err := s.Admin(ctx)
	left := false
	if err == nil {
		err = s.settleUp(ctx)
	}
	if err == nil {
		left, err = s.home.leave(ctx, admin)
	}
	if err != nil || !left {
		return errors.Join(err, s.Close())
	}
	s.once.Do(func() {}) // what is not ours is not removed
	return nil
}

// Close ends the server, also when the caller was interrupted. Twice does no harm.
func (s *Server) Close() error {
	s.once.Do(func() { s.err = s.remove() })
	return s.err
}

func (s *Server) remove() error {
	ctx, cancel := context.WithTimeoutCause(context.Background(), removeTimeout, fmt.Errorf("the server was not gone after %v", removeTimeout))
	defer cancel()
	s.giveUp(ctx)
	err := s.home.remove(ctx)
	if s.admin != nil {
		_ = s.admin.Close(ctx)
	}
	return err
}

// started bounds and names the start of a server, and ends it where it failed.
func (s *Server) started(ctx context.Context, what string, start func(ctx context.Context) error) error {
	caller := ctx
	ctx, cancel := context.WithTimeoutCause(ctx, bootTimeout, fmt.Errorf("the server was not ready after %v", bootTimeout))
	defer cancel()
	if err := start(ctx); err != nil {
		if caller.Err() != nil {
			err = context.Cause(caller)
		}
		return fmt.Errorf("%s: %w", what, errors.Join(err, s.Close()))
	}
	return nil
}
