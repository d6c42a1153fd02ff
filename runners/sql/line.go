package sql

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/jackc/pgerrcode"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// line is a connection of the submission's.
type line struct {
	conn *pgconn.PgConn
	told atomic.Bool // that another process of the server has crashed

	opened chan struct{} // nil but where it is opened ahead: closed when that is done; conn is nil where it could not be
}

// dial opens a connection, or gives one that is open already.
type dial func(ctx context.Context) (*line, error)

// purpose is what a connection is for, which decides its settings.
type purpose int

const (
	reading purpose = iota // a query
	writing                // a script
	probing                // what is asked after a script
)

func (s *session) settingsFor(what purpose) map[string]string {
	switch what {
	case writing:
		return s.writing()
	case probing:
		return s.probing()
	}
	return s.settings()
}

// now opens a connection now.
func (s *session) now(db string, settings map[string]string) dial {
	return func(ctx context.Context) (*line, error) {
		l := &line{}
		err := s.connect(ctx, l, db, settings)
		return l, err
	}
}

// ready gives the connection that was opened ahead; the second time, or where there is none, it opens one now.
func (s *session) ready(p *site, what purpose) dial {
	return func(ctx context.Context) (*line, error) {
		for _, l := range p.lines { // all of them, for what the submission does can change what its role's logins come to
			<-l.opened
		}
		l := p.lines[what]
		delete(p.lines, what)
		if l != nil && l.conn != nil {
			return l, nil
		}
		return s.now(p.db, s.settingsFor(what))(ctx)
	}
}

// connect opens the submission's connection. What a message can hold is bounded, because a single value may be a
// gigabyte: a row in PostgreSQL's text form is never twice as long as in the answer's.
func (s *session) connect(ctx context.Context, l *line, db string, settings map[string]string) (err error) {
	config := s.server.As(s.role, s.password, db).Config
	config.RuntimeParams = settings
	config.OnNotice = func(_ *pgconn.PgConn, n *pgconn.Notice) {
		if n.Code == pgerrcode.CrashShutdown { // which all processes say when one has crashed, but not the one that has
			l.told.Store(true)
		}
	}
	config.MaxProtocolMessageBodyLen = int(2*s.limits.Answer) + 64<<10
	l.conn, err = pgconn.ConnectConfig(ctx, &config)
	return err
}

// readOnly begins a transaction in which nothing can be written.
const readOnly = "begin read only"

// begun takes a connection, begins a transaction in it with the statement first, if that is not empty, and reads what its
// process has used so far. One that was opened ahead and has ended since is replaced.
func (s *session) begun(ctx context.Context, admin *pgx.Conn, open dial, first string) (*line, usage, error) {
	for {
		l, err := open(ctx)
		if err != nil {
			return nil, usage{}, fmt.Errorf("%w: connect as the submission: %w", errBroken, cause(ctx, err))
		}
		began := make(chan error, 1)
		go func() { // both take a round trip
			var err error
			if first != "" {
				_, err = l.conn.Exec(ctx, first).ReadAll()
			}
			began <- err
		}()
		var u usage
		if s.server.Superuser {
			u, err = usageOf(ctx, admin, l.conn.PID())
		}
		lost := <-began
		if lost == nil && err == nil && l.opened != nil && !u.known {
			lost = l.conn.Ping(ctx)
		}
		if lost == nil && err == nil {
			return l, u, nil
		}
		hangUp(l.conn)
		if err != nil || l.opened == nil || ctx.Err() != nil {
			return nil, usage{}, fmt.Errorf("%w: %w", errBroken, errors.Join(err, lost))
		}
	}
}

// hangUp closes a connection and waits until that is done.
func hangUp(conn *pgconn.PgConn) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	_ = conn.Close(ctx)
	<-conn.CleanupDone()
}
