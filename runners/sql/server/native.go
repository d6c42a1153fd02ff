package server

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell"
	"github.com/coding-judge/judge/runners/cell/native"
)

// Native starts servers of this machine's own programs, in cells of package native: what a superuser could do in the
// server, the cell denies. There is no network, and no file of this machine's to write: the data is on the cell's tmpfs,
// and so is the socket, which only this user and root can reach from outside. It ends with the judge, however that ends.
type Native struct {
	Engine *native.Engine
	Bindir string // the folder of initdb and postgres; empty to look for them
}

// What a server in a cell may guarantee less, beside what its engine says.
const (
	hostServer = "PostgreSQL is this machine's, of whatever version"
	noGroup    = "memory is bounded per process of the server, and an end for want of memory passes for a fault of the judge's (no control group)"
)

// Name is the engine's.
func (n Native) Name() string { return n.Engine.Name() }

// Start boots a cell, and connects to the server in it.
func (n Native) Start(ctx context.Context, memory int64) (*Server, error) {
	bin, err := FindPrograms(n.Bindir)
	if err != nil {
		return nil, err
	}
	spec := cell.Spec{
		Command:   append([]string{"/bin/sh", "-c", asUser, "sh", strconv.Itoa(serverUser())}, n.command(memory)...),
		Env:       []string{"PATH=" + bin + ":/usr/bin:/bin", "PGDATA=/tmp/cluster"},
		Memory:    memory + ownMemory + dataSize, // what is on a tmpfs counts
		Processes: maxProcess,
		Scratch:   dataSize,
	}
	c := &celled{password: rand.Text(), over: make(chan struct{})}
	s := &Server{Memory: memory, Weaker: n.weaker(), home: c}
	err = s.started(ctx, "start a server of "+bin, func(ctx context.Context) error {
		booted, root, err := n.Engine.BootWith(ctx, spec, extra(bin))
		if err != nil {
			return err
		}
		c.take(booted)
		return c.connect(ctx, s, root)
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

func (n Native) command(memory int64) []string {
	// Shared memory in files, for a cell has no /dev/shm.
	return command(memory, 0, "listen_addresses=", "unix_socket_directories=/tmp", "dynamic_shared_memory_type=mmap")
}

// asUser gives root's powers up, for the server takes none. The cell's own user, where it is not root, has none.
const asUser = `user=$1
shift
if [ "$(id -u)" = 0 ]; then exec setpriv --reuid="$user" --regid="$user" --clear-groups sh -c "$@"; fi
exec sh -c "$@"
`

// serverUser is who the server is in a cell of root's: nobody's other processes are his.
func serverUser() int {
	const nobody = 65534
	u, err := user.Lookup("postgres")
	if err != nil {
		return nobody
	}
	id, err := strconv.Atoi(u.Uid)
	if err != nil || id == 0 {
		return nobody
	}
	return id
}

// extra is what the server needs of a cell: the names of whom it may run as, for initdb asks for its own.
func extra(bin string) native.Extra {
	x := native.Extra{SharedMemory: true, SeenGroup: true, Files: map[string]string{
		"/etc/passwd": fmt.Sprintf("postgres:x:%d:%[1]d::/tmp:/bin/sh\njudge:x:1000:1000::/tmp:/bin/sh\n", serverUser()),
	}}
	if !strings.HasPrefix(bin, "/usr/") { // its libraries and templates lie beside it
		x.Shown = []string{filepath.Dir(bin)}
	}
	return x
}

func (n Native) weaker() []string {
	out := []string{hostServer}
	for _, w := range n.Engine.Weaker() {
		switch w {
		case cell.NoGroup:
			out = append(out, noGroup)
		case cell.NoFilter:
			out = append(out, string(w))
		}
	}
	return out
}

// celled is a cell with a server.
type celled struct {
	password string
	cell     cell.Cell     // nil where it did not boot
	over     chan struct{} // closed when the cell has ended
}

// take gives the cell the password, and sees when it ends.
func (c *celled) take(booted cell.Cell) {
	c.cell = booted
	_, _ = io.WriteString(booted, Verifier(c.password)+"\n") // or it has ended, as is seen below
	go func() {
		defer close(c.over)
		_, _ = io.Copy(io.Discard, booted)
	}()
}

func (c *celled) connect(ctx context.Context, s *Server, root string) error {
	config, err := pgx.ParseConfig("sslmode=disable")
	if err != nil {
		return err
	}
	config.Host, config.Port, config.Fallbacks = root+"/tmp", 5432, nil
	config.User, config.Password, config.Database = "postgres", c.password, "postgres"
	config.ConnectTimeout, config.RuntimeParams = 0, map[string]string{}
	retry := time.NewTicker(retryEvery)
	defer retry.Stop()
	for {
		conn, err := pgx.ConnectConfig(ctx, config)
		if err == nil {
			s.login, s.admin = config, conn
			return s.prepare(ctx)
		}
		select {
		case <-c.over:
			return runners.Unavailable("the server ended while it started: %s", c.cell.Diagnose())
		case <-ctx.Done():
			return fmt.Errorf("%w: %w", context.Cause(ctx), err)
		case <-retry.C:
		}
	}
}

func (c *celled) enter(context.Context, *pgx.Conn) error { return nil }

func (c *celled) ended(context.Context) error {
	select {
	case <-c.over:
		return errors.New("its cell has ended")
	default:
		return nil
	}
}

// leave never leaves it: a cell ends with its judge.
func (c *celled) leave(context.Context, *pgx.Conn) (bool, error) { return false, nil }

func (c *celled) remove(context.Context) error {
	if c.cell == nil {
		return nil
	}
	err := c.cell.Close()
	<-c.over
	return err
}
