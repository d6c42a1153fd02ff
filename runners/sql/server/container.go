package server

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/containerd/errdefs"
	"github.com/jackc/pgx/v5"
	"github.com/moby/moby/api/types/container"
	"github.com/moby/moby/api/types/network"
	"github.com/testcontainers/testcontainers-go"
	"github.com/testcontainers/testcontainers-go/log"
	"github.com/testcontainers/testcontainers-go/modules/postgres"

	"github.com/coding-judge/judge/runners/cell/docker"
)

// Engine is what is asked of the container engine; *docker.Engine has it.
type Engine interface {
	// Name is what reports call the engine.
	Name() string
	// Image gives the first of the images that is there, and what identifies its content; it pulls the first where none is.
	Image(ctx context.Context, names []string) (name, id string, err error)
	// Host is the engine's address.
	Host() string
	// Claim makes a spare that another judge left the caller's; the name is empty where there is none. Before it is renamed,
	// and while no other judge can have it, take makes sure that it ends with this process.
	Claim(ctx context.Context, key string, take func(name string, labels map[string]string) error) (name string, err error)
	// Leave makes a container a spare for other judges; false where there are enough. Once it is renamed, and before others
	// can have it, let lets go of it.
	Leave(ctx context.Context, id, key string, let func() error) (bool, error)
	// OutOfMemory calls heard when the kernel has ended a process of a container for want of memory, until ctx ends.
	OutOfMemory(ctx context.Context, id string, heard func())
}

// Container starts servers in containers.
//
// What the container is denied, and by what: privileges (the user is postgres from the start, without any capability;
// no-new-privileges; the engine's seccomp profile), the file system (read-only, but for a tmpfs with the data, of
// limited size, and a small one for /tmp), memory (no swap), processes, and logs (a few lines are kept). Its port is
// published on the loopback interface only.
type Container struct {
	Engine Engine
	Images []string // in order of preference
	// Idle is how long a server that was left waits to be claimed; zero for DefaultIdle. One that is somebody's ends
	// itself within a minute when nobody is connected.
	Idle    time.Duration
	Runtime string // what the engine runs containers with; empty for its default
}

// DefaultIdle is how long a server that was left waits.
const DefaultIdle = 10 * time.Minute

// DefaultImages are what a server is made of, in order of preference: the official image, and the one that
// scripts/images/build makes where there is no registry.
func DefaultImages() []string { return []string{"postgres:17-alpine", "judge-postgres:debian"} }

// Where a server in a container listens.
const port = "5432/tcp"

// secretLabel is the container's label with the superuser's password, for the judge that claims the server. Whoever can
// read it is the engine's master anyway.
const secretLabel = "org.judge.secret"

// Name is the engine's.
func (c Container) Name() string { return c.Engine.Name() }

// Start gives a server that another judge left, or a new one.
func (c Container) Start(ctx context.Context, memory int64) (*Server, error) {
	image, id, err := c.Engine.Image(ctx, c.Images)
	if err != nil {
		return nil, err
	}
	key := c.key(memory, id)
	start := func(password string, option testcontainers.CustomizeRequestOption) (*Server, error) {
		b := &box{Container: c, key: key}
		s := &Server{Memory: memory, home: b}
		return s, s.started(ctx, "start a server of "+image, func(ctx context.Context) error { return b.boot(ctx, s, image, password, option) })
	}
	var spare *Server
	name, err := c.Engine.Claim(ctx, key, func(name string, labels map[string]string) (err error) {
		spare, err = start(labels[secretLabel], testcontainers.WithReuseByName(name))
		return err
	})
	if name != "" {
		return spare, nil
	}
	if spare != nil {
		err = errors.Join(err, spare.Close())
	}
	if ctx.Err() != nil {
		return nil, errors.Join(context.Cause(ctx), err)
	}
	// For a spare that could not be had a new one stands in, and tells whether there is more to it.
	s, err := start(rand.Text(), testcontainers.WithName(docker.NewName()))
	if err != nil {
		return nil, err
	}
	return s, nil
}

// key is the same for servers that can stand in for each other.
func (c Container) key(memory int64, imageID string) string {
	sum := sha256.Sum256([]byte(strings.Join(append(c.command(memory), imageID, c.Runtime), "\x00")))
	return hex.EncodeToString(sum[:8])
}

func (c Container) command(memory int64) []string {
	return command(memory, cmp.Or(c.Idle, DefaultIdle), "listen_addresses=*", "unix_socket_directories=")
}

// box is a container with a server.
type box struct {
	Container
	key       string // what servers have in common that can stand in for each other
	container testcontainers.Container
	alarm     alarm
}

// boot starts the container, or finds the one that was claimed, and connects.
func (b *box) boot(ctx context.Context, s *Server, image, password string, name testcontainers.CustomizeRequestOption) error {
	useEngine(b.Engine.Host())
	address := &address{password: password, interrupted: ctx}
	command := b.command(s.Memory)
	// The engine may have made the container when a request for one is interrupted, and nobody would know its name.
	// So the request is carried out, and the interruption is heeded right after it, in address.
	whole, cancel := context.WithTimeoutCause(context.WithoutCancel(ctx), bootTimeout, fmt.Errorf("the engine did not start it in %v", bootTimeout))
	defer cancel()
	started, err := postgres.Run(whole, image,
		postgres.WithPassword(Verifier(password)),
		testcontainers.WithEnv(map[string]string{"PGDATA": "/data/cluster"}),
		testcontainers.WithEntrypoint("sh", "-c", command[0]),
		testcontainers.WithCmd(command[1:]...),
		name,
		testcontainers.WithLabels(map[string]string{docker.Label: "sql", secretLabel: password}),
		testcontainers.WithConfigModifier(func(c *container.Config) { c.User = "postgres" }),
		testcontainers.WithHostConfigModifier(func(h *container.HostConfig) { restrict(h, s.Memory, b.Engine.Host()); h.Runtime = b.Runtime }),
		testcontainers.WithWaitStrategy(address),
		testcontainers.WithLogger(log.NewNoopLogger()),
	)
	if started != nil && started.Container != nil {
		b.container = started.Container
		b.alarm.listen(ctx, b.Engine, b.container.GetContainerID())
	}
	s.login, s.admin = address.config, address.conn
	if whole.Err() != nil {
		err = context.Cause(whole)
	}
	if err != nil {
		return fmt.Errorf("%w (%s)", err, address.diagnose())
	}
	// It is somebody's now, and ends when this connection does; see entry.sh.
	if _, err := s.admin.Exec(ctx, "copy (select) to program 'cat >/dev/null; rm -f /tmp/spare'"); err != nil {
		return fmt.Errorf("take the server: %w", err)
	}
	return s.prepare(ctx)
}

func restrict(h *container.HostConfig, memory int64, engine string) {
	pids := int64(maxProcess)
	h.AutoRemove = true
	h.ReadonlyRootfs = true
	h.CapDrop = []string{"ALL"}
	h.SecurityOpt = []string{"no-new-privileges"}
	h.LogConfig = container.LogConfig{Type: "json-file", Config: map[string]string{"max-size": "64k", "max-file": "1"}}
	h.Tmpfs = map[string]string{
		"/data": fmt.Sprintf("rw,noexec,nosuid,nodev,size=%d,mode=1777", dataSize),
		"/tmp":  "rw,noexec,nosuid,nodev,size=1m,mode=1777",
	}
	h.PidsLimit = &pids
	h.Memory = memory + ownMemory + dataSize // what is on a tmpfs counts
	h.MemorySwap = h.Memory                  // together with Memory: no swap
	bind := network.PortBinding{}
	if strings.HasPrefix(engine, "unix://") {
		bind.HostIP = netip.AddrFrom4([4]byte{127, 0, 0, 1})
	}
	h.PortBindings = network.PortMap{network.MustParsePort(port): {bind}}
}

var once sync.Once

// useEngine makes testcontainers use the judge's engine. It takes its settings from the environment, once a process.
// Its reaper is left out, because it needs an image of its own; the container ends itself when the judge is gone.
func useEngine(host string) {
	once.Do(func() {
		log.SetDefault(log.NewNoopLogger())
		_ = os.Setenv("TESTCONTAINERS_RYUK_DISABLED", "true")
		_ = os.Setenv("DOCKER_HOST", host)
	})
}

func (b *box) enter(context.Context, *pgx.Conn) error { return nil }

func (b *box) ended(ctx context.Context) error {
	if state, err := b.container.State(ctx); err == nil && state.Running {
		return nil
	}
	if b.alarm.rang(ctx) {
		return fmt.Errorf("its container has ended: %w", ErrOutOfMemory)
	}
	return errors.New("its container has ended")
}

// leave lets the server wait once it has a spare's name: if this process is killed before, the server ends.
func (b *box) leave(ctx context.Context, admin *pgx.Conn) (bool, error) {
	left, err := b.Engine.Leave(ctx, b.container.GetContainerID(), b.key, func() error {
		_, err := admin.Exec(ctx, "copy (select) to '/tmp/spare'")
		if err == nil {
			err = admin.Close(ctx)
		}
		return err
	})
	if left {
		b.alarm.close()
	}
	return left, err
}

func (b *box) remove(ctx context.Context) error {
	if b.container == nil {
		return nil
	}
	defer b.alarm.close()
	// There is nothing that the server should be given time to finish.
	err := b.container.Terminate(ctx, testcontainers.StopTimeout(0))
	// A container that has stopped removes itself, so the engine may say that this is going on.
	retry := time.NewTicker(retryEvery)
	defer retry.Stop()
	for err == nil || errdefs.IsConflict(err) {
		_, err = b.container.Inspect(ctx)
		select {
		case <-ctx.Done():
			err = context.Cause(ctx)
		case <-retry.C:
		}
	}
	if errdefs.IsNotFound(err) {
		return nil
	}
	return fmt.Errorf("remove the container: %w", err)
}
