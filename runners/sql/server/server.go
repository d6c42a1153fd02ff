// Package server says where a PostgreSQL server comes from: it starts one in a container, for one submission at a time.
//
// What the container is denied, and by what: privileges (the user is postgres from the start, without any capability;
// no-new-privileges; the engine's seccomp profile), the file system (read-only, but for a tmpfs with the data, of
// limited size, and a small one for /tmp), memory (no swap; besides, each server process has a limit of its own, so that
// a query which asks for too much gets an error, and the server lives on), processes, and logs (a few lines are
// kept). Its port is published on the loopback interface only. Durability is off: nothing outlives the container.
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
	"github.com/testcontainers/testcontainers-go"

	"github.com/coding-judge/judge/runners/cell/docker"
)

// Timeouts of our own, each named in its error.
const (
	bootTimeout      = 2 * time.Minute // from a present image to a usable connection
	removeTimeout    = 30 * time.Second
	reconnectTimeout = 15 * time.Second // a crash recovery included
)

// Engine is what is asked of the container engine; *docker.Engine has it.
type Engine interface {
	// Image gives the first of the images that is there, and what identifies its content; it pulls the first where none is.
	Image(ctx context.Context, names []string) (name, id string, err error)
	// Host is the engine's address.
	Host() string
	// Claim makes a spare that another judge left the caller's; the name is empty where there is none.
	Claim(ctx context.Context, key string) (name string, labels map[string]string, err error)
	// Leave makes a container a spare for other judges; false where there are enough.
	Leave(ctx context.Context, name, key string) (bool, error)
}

// DefaultIdle is how long a server that was left waits.
const DefaultIdle = 10 * time.Minute

// Config says which server is wanted.
type Config struct {
	Images []string // in order of preference
	Memory int64    // bytes that a query may use

	// Idle is how long a server that was left waits to be claimed. One that is somebody's ends itself within a minute when
	// nobody is connected.
	Idle time.Duration
}

// Server is a running server. Its methods are called by one goroutine at a time.
type Server struct {
	Memory  int64  // as asked for
	Version string // such as "PostgreSQL 17.2"

	engine    Engine
	name, key string // of the container; and what servers have in common that can stand in for each other
	container testcontainers.Container
	superuser *pgx.ConnConfig
	admin     *pgx.Conn

	once sync.Once
	err  error
}

// Start gives a server that can be used: one that another judge left, or a new one. Interrupted or failed, it leaves no
// container behind. The error wraps runners.ErrUnavailable where the engine or the image is not there.
func Start(ctx context.Context, engine Engine, c Config) (*Server, error) {
	image, id, err := engine.Image(ctx, c.Images)
	if err != nil {
		return nil, err
	}
	key := c.key(id)
	if name, labels, err := engine.Claim(ctx, key); err != nil {
		return nil, err
	} else if name != "" {
		s := &Server{Memory: c.Memory, engine: engine, name: name, key: key}
		if err := s.start(ctx, c, image, labels[secretLabel], testcontainers.WithReuseByName(name)); err == nil {
			return s, nil
		} else if ctx.Err() != nil {
			return nil, err
		}
		// It may have ended just now; a new one tells whether there is more to it.
	}
	s := &Server{Memory: c.Memory, engine: engine, name: docker.NewName(), key: key}
	if err := s.start(ctx, c, image, rand.Text(), testcontainers.WithName(s.name)); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *Server) start(ctx context.Context, c Config, image, password string, name testcontainers.CustomizeRequestOption) error {
	caller := ctx
	ctx, cancel := context.WithTimeoutCause(ctx, bootTimeout, fmt.Errorf("the server was not ready after %v", bootTimeout))
	defer cancel()
	if err := s.boot(ctx, c, image, password, name); err != nil {
		if caller.Err() != nil {
			err = context.Cause(caller)
		}
		return fmt.Errorf("start a server of %s: %w", image, errors.Join(err, s.Close()))
	}
	return nil
}

// setUp is what holds for all submissions: they can connect to nothing but what they are given.
const setUp = "revoke all on database postgres, template0, template1 from public"

func (s *Server) prepare(ctx context.Context) error {
	if _, err := s.admin.Exec(ctx, setUp); err != nil {
		return fmt.Errorf("take privileges from public: %w", err)
	}
	// It is somebody's now; see entry.sh.
	if _, err := s.admin.Exec(ctx, "copy (select) to program 'rm -f /tmp/spare'"); err != nil {
		return fmt.Errorf("take the server: %w", err)
	}
	version, _, _ := strings.Cut(s.admin.PgConn().ParameterStatus("server_version"), " ") // what follows is the packager's
	s.Version = "PostgreSQL " + version
	return nil
}

// As gives what another role needs to connect to a database.
func (s *Server) As(role, password, database string) *pgx.ConnConfig {
	c := s.superuser.Copy()
	c.User, c.Password, c.Database = role, password, database
	return c
}

// Connect opens a connection of the superuser.
func (s *Server) Connect(ctx context.Context, database string) (*pgx.Conn, error) {
	return pgx.ConnectConfig(ctx, s.As(s.superuser.User, s.superuser.Password, database))
}

// Admin gives the superuser's connection, which is opened again where it was lost; the server may need some time to
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
		conn, err := s.Connect(ctx, s.superuser.Database)
		if err == nil {
			s.admin = conn
			return conn, nil
		}
		if state, stateErr := s.container.State(ctx); stateErr != nil || !state.Running {
			return nil, fmt.Errorf("connect to the server: its container has ended: %w", err)
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("connect to the server: %w: %w", context.Cause(ctx), err)
		case <-retry.C:
		}
	}
}

// Leave leaves the server, in which nothing of anybody's may be left, to other judges, or removes it where there are enough.
// It is of no more use to the caller.
func (s *Server) Leave(ctx context.Context) error {
	left := false
	err := func() error {
		admin, err := s.Admin(ctx)
		if err != nil {
			return err
		}
		if _, err := admin.Exec(ctx, "copy (select) to '/tmp/spare'"); err != nil {
			return fmt.Errorf("leave the server: %w", err)
		}
		if err := admin.Close(ctx); err != nil {
			return fmt.Errorf("leave the server: %w", err)
		}
		left, err = s.engine.Leave(ctx, s.name, s.key)
		return err
	}()
	if err != nil || !left {
		return errors.Join(err, s.Close())
	}
	s.once.Do(func() {}) // what is not ours is not removed
	return nil
}

// Close removes the container, also when the caller was interrupted. Twice does no harm.
func (s *Server) Close() error {
	s.once.Do(func() { s.err = s.remove() })
	return s.err
}

func (s *Server) remove() error {
	ctx, cancel := context.WithTimeoutCause(context.Background(), removeTimeout, errors.New("the engine did not remove the container in time"))
	defer cancel()
	if s.admin != nil {
		_ = s.admin.Close(ctx)
	}
	if s.container == nil {
		return nil
	}
	return removeContainer(ctx, s.container)
}
