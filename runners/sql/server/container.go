package server

import (
	"cmp"
	"context"
	"crypto/sha256"
	_ "embed" // the container's first program
	"encoding/hex"
	"fmt"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/containerd/errdefs"
	"github.com/moby/moby/api/types/container"
	"github.com/moby/moby/api/types/network"
	"github.com/testcontainers/testcontainers-go"
	"github.com/testcontainers/testcontainers-go/log"
	"github.com/testcontainers/testcontainers-go/modules/postgres"

	"github.com/coding-judge/judge/runners/cell/docker"
)

//go:embed entry.sh
var entry string

// What a server needs beside the memory of a query. Sizes are in bytes.
const (
	dataSize   = 512 << 20 // of the tmpfs with the data: the system's databases, a case's, temporary files
	ownMemory  = 128 << 20 // the server's processes
	ownSpace   = 160 << 20 // address space that each process has mapped before it runs a query
	maxProcess = 64
	port       = "5432/tcp"
)

// settings of the server. A learner's query gets one process, so that its time is measured whole.
var settings = []string{
	"listen_addresses=*", "unix_socket_directories=", "max_connections=20",
	"fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0",
	"min_wal_size=16MB", "max_wal_size=64MB", "shared_buffers=64MB", "autovacuum=off",
	"jit=off", "max_parallel_workers_per_gather=0", "max_parallel_workers=0", "max_worker_processes=1",
	"max_logical_replication_workers=0", "huge_pages=off", "update_process_title=off",
	"timezone=UTC", "log_timezone=UTC",
	// Nothing of a submission or a hidden case gets into a log.
	"log_min_messages=fatal", "log_min_error_statement=panic", "log_checkpoints=off",
}

// secretLabel is the container's label with the superuser's password, for the judge that claims the server. Whoever can
// read it is the engine's master anyway.
const secretLabel = "org.judge.secret"

// key is the same for servers that can stand in for each other.
func (c Config) key(imageID string) string {
	sum := sha256.Sum256([]byte(strings.Join(append(c.command(), imageID, entry), "\x00")))
	return hex.EncodeToString(sum[:8])
}

// command is what entry.sh is given.
func (c Config) command() []string {
	space, idle := (c.Memory+ownSpace)>>10, int64(cmp.Or(c.Idle, DefaultIdle).Seconds())
	out := []string{"sh", strconv.FormatInt(space, 10), strconv.FormatInt(idle, 10)}
	for _, s := range settings {
		out = append(out, "-c", s)
	}
	return out
}

// boot starts the container, or finds the one that was claimed, and connects.
func (s *Server) boot(ctx context.Context, c Config, image, password string, name testcontainers.CustomizeRequestOption) error {
	useEngine(s.engine.Host())
	address := &address{password: password, interrupted: ctx}
	// The engine may have made the container when a request for one is interrupted, and nobody would know its name.
	// So the request is carried out, and the interruption is heeded right after it, in address.
	started, err := postgres.Run(context.WithoutCancel(ctx), image,
		postgres.WithPassword(password),
		testcontainers.WithEnv(map[string]string{"PGDATA": "/data/cluster"}),
		testcontainers.WithEntrypoint("sh", "-c", entry),
		testcontainers.WithCmd(c.command()...),
		name,
		testcontainers.WithLabels(map[string]string{docker.Label: "sql", secretLabel: password}),
		testcontainers.WithConfigModifier(func(c *container.Config) { c.User = "postgres" }),
		testcontainers.WithHostConfigModifier(func(h *container.HostConfig) { restrict(h, s.Memory, s.engine.Host()) }),
		testcontainers.WithWaitStrategy(address),
		testcontainers.WithLogger(log.NewNoopLogger()),
	)
	if started != nil && started.Container != nil {
		s.container = started.Container
	}
	s.superuser, s.admin = address.config, address.conn
	if err != nil {
		return fmt.Errorf("%w (%s)", err, address.diagnose())
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

// removeContainer returns when the container is gone.
func removeContainer(ctx context.Context, c testcontainers.Container) error {
	// There is nothing that the server should be given time to finish.
	err := c.Terminate(ctx, testcontainers.StopTimeout(0))
	// A container that has stopped removes itself, so the engine may say that this is going on.
	retry := time.NewTicker(retryEvery)
	defer retry.Stop()
	for err == nil || errdefs.IsConflict(err) {
		_, err = c.Inspect(ctx)
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
