// Package docker boots cells as containers. It is the only importer of the Docker client.
//
// What a container is denied, and by what: network (none), privileges (all capabilities but SETUID, SETGID and KILL,
// which the supervisor needs to give each case its own user and to end it; no-new-privileges; the engine's
// seccomp profile), the file system (read-only, but for a small noexec tmpfs), shared memory (no /dev/shm), memory (no
// swap), processes, and logs (none are kept). System V objects are denied by the supervisor: the sysctls that limit
// them cannot be set under a rootless engine or one that maps users.
package docker

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync"
	"time"

	"github.com/containerd/errdefs"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/image"
	"github.com/docker/docker/client"
	"github.com/docker/go-units"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell"
)

// patience is how long the engine may take to answer a question, and for what is carried out also when the caller is
// interrupted: to create, rename or remove a container.
const patience = 30 * time.Second

// spareTimeout bounds the boot of a spare.
const spareTimeout = 2 * time.Minute

// Engine boots cells on a Docker engine.
type Engine struct {
	Spares    int    // how many cells of a sort may wait for judges to come; zero for none
	SpareLock string // the file that judges lock while they claim one; the same for all who may claim the same spares
	Runtime   string // what the engine runs containers with, such as "runsc"; empty for its default

	client   *client.Client
	host     string
	patience time.Duration

	ending  sync.WaitGroup // the containers that are being removed
	mu      sync.Mutex
	unended []error   // why some could not be
	wanted  cell.Spec // of the last cell that was booted
}

// New is the engine that DOCKER_HOST, the current Docker context or a usual socket names. It is asked nothing yet.
func New() (*Engine, error) {
	host, err := Host()
	if err != nil {
		return nil, err
	}
	c, err := client.NewClientWithOpts(client.FromEnv, client.WithHost(host), client.WithAPIVersionNegotiation())
	if err != nil {
		return nil, fmt.Errorf("docker client for %s: %w", host, err)
	}
	return &Engine{client: c, host: host, patience: patience}, nil
}

// Open is New for an engine that answers. The error wraps runners.ErrUnavailable where it doesn't.
func Open(ctx context.Context) (*Engine, error) {
	e, err := New()
	if err != nil {
		return nil, err
	}
	if err := e.ping(ctx); err != nil {
		return nil, errors.Join(err, e.Close())
	}
	return e, nil
}

func (e *Engine) ping(ctx context.Context) error {
	ctx, cancel := e.patient(ctx)
	defer cancel()
	answer, err := e.client.Ping(ctx)
	if err != nil {
		return e.explain(ctx, err)
	}
	e.client.NegotiateAPIVersionPing(answer) // now, for the client's own way is a race among requests that are the first
	return nil
}

// explain says what to do where the engine can't be reached.
func (e *Engine) explain(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case client.IsErrConnectionFailed(err):
		return runners.Unavailable("no Docker engine answers at %s: start one, or run scripts/setup", e.host)
	}
	return err
}

// Name is "docker".
func (e *Engine) Name() string { return "docker" }

// Host is the address that the engine answers at.
func (e *Engine) Host() string { return e.host }

// Close waits until the cells that were closed are gone, and lets go of the connection. Cells that were not live on.
func (e *Engine) Close() error {
	e.ending.Wait()
	e.mu.Lock()
	defer e.mu.Unlock()
	errs := append(e.unended, e.client.Close())
	e.unended = nil
	return errors.Join(errs...)
}

// Wanted is the spec of the last cell that was booted, of which a spare may be wanted next; ok is false where none was.
func (e *Engine) Wanted() (s cell.Spec, ok bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.wanted, e.wanted.Command != nil
}

// Version describes the engine, such as "20.10.24 (API 1.41)".
func (e *Engine) Version(ctx context.Context) (string, error) {
	ctx, cancel := e.patient(ctx)
	defer cancel()
	v, err := e.client.ServerVersion(ctx)
	if err != nil {
		return "", fmt.Errorf("engine version: %w", e.explain(ctx, err))
	}
	return fmt.Sprintf("%s (API %s)", v.Version, e.client.ClientVersion()), nil
}

// Boot claims a spare of the spec, or creates and starts a container with its supervisor.
func (e *Engine) Boot(ctx context.Context, s cell.Spec) (cell.Cell, error) {
	img, id, err := e.Image(ctx, s.Images)
	if err != nil {
		return nil, err
	}
	e.mu.Lock()
	e.wanted = s
	e.mu.Unlock()
	if c, err := e.claim(ctx, e.spareKey(s, id)); err == nil && c != nil {
		return c, nil
	} else if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	} // for a spare that could not be had a new one stands in, and tells whether there is more to it
	config, host := e.containerOf(s, img)
	c := &sandbox{engine: e, name: NewName()}
	if err := e.create(ctx, c.name, config, host); err != nil {
		return nil, errors.Join(fmt.Errorf("create container of %s: %w", img, e.runtimeError(err)), e.removeNow(c.name))
	}
	if err := c.attach(ctx); err != nil {
		return nil, errors.Join(err, e.removeNow(c.name))
	}
	if err := e.client.ContainerStart(ctx, c.name, container.StartOptions{}); err != nil {
		return nil, errors.Join(fmt.Errorf("start container of %s: %w", img, e.runtimeError(e.explain(ctx, err))), c.Close())
	}
	return c, nil
}

// create creates a container under a name of ours.
func (e *Engine) create(ctx context.Context, name string, config *container.Config, host *container.HostConfig) error {
	return e.whole(ctx, func(ctx context.Context) error {
		_, err := e.client.ContainerCreate(ctx, config, host, nil, nil, name)
		return err
	})
}

// whole carries out a request that makes a container ours. A caller who is interrupted waits for it all the same: of a
// request that is not waited for nobody knows whether there is a container to remove.
func (e *Engine) whole(ctx context.Context, request func(context.Context) error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	wait, cancel := e.patient(context.WithoutCancel(ctx))
	defer cancel()
	err := request(wait)
	if wait.Err() != nil {
		return context.Cause(wait)
	}
	return err
}

func (e *Engine) patient(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeoutCause(ctx, e.patience, fmt.Errorf("the engine did not answer for %v", e.patience))
}

// containerOf translates a spec.
func (e *Engine) containerOf(s cell.Spec, img string) (*container.Config, *container.HostConfig) {
	pids, memory := int64(s.Processes)+e.runtimeProcesses(s), s.Memory+e.runtimeMemory()
	config := &container.Config{
		Image:           img,
		Entrypoint:      s.Command[:1],
		Cmd:             s.Command[1:],
		Env:             s.Env,
		User:            "0:0",
		WorkingDir:      "/",
		Labels:          map[string]string{Label: "python"},
		NetworkDisabled: true,
		OpenStdin:       true,
		StdinOnce:       true,
		AttachStdin:     true,
		AttachStdout:    true,
		AttachStderr:    true,
	}
	host := &container.HostConfig{
		AutoRemove:     true,
		Runtime:        e.Runtime,
		NetworkMode:    "none",
		ReadonlyRootfs: true,
		CapDrop:        []string{"ALL"},
		CapAdd:         []string{"SETUID", "SETGID", "KILL"},
		SecurityOpt:    []string{"no-new-privileges"},
		IpcMode:        "none",
		LogConfig:      container.LogConfig{Type: "none"},
		Tmpfs: map[string]string{
			"/tmp": fmt.Sprintf("rw,noexec,nosuid,nodev,size=%d,nr_inodes=4096,mode=1777", s.Scratch),
		},
		Resources: container.Resources{
			Memory:     memory,
			MemorySwap: memory, // together with Memory: no swap
			PidsLimit:  &pids,
			// No core dumps: 1 keeps the kernel from handing one to the host's crash handler, which 0 does not. And no
			// message queues: /dev/mqueue is always there, and anyone's to write to.
			Ulimits: []*units.Ulimit{{Name: "core", Soft: 1, Hard: 1}, {Name: "msgqueue"}},
		},
	}
	return config, host
}

// Present gives the first of the images that the engine has, by its name and by what identifies its content; empty where it has none.
func (e *Engine) Present(ctx context.Context, names []string) (name, id string, err error) {
	ctx, cancel := e.patient(ctx)
	defer cancel()
	for _, name := range names {
		info, err := e.client.ImageInspect(ctx, name)
		if err == nil {
			return name, info.ID, nil
		}
		if !errdefs.IsNotFound(err) {
			return "", "", fmt.Errorf("look for image %s: %w", name, e.explain(ctx, err))
		}
	}
	return "", "", nil
}

// Image gives the first of the images that the engine has, by its name and by what identifies its content. It pulls the
// first of all where the engine has none.
func (e *Engine) Image(ctx context.Context, names []string) (name, id string, err error) {
	if name, id, err := e.Present(ctx, names); name != "" || err != nil {
		return name, id, err
	}
	if err := e.pull(ctx, names[0]); err != nil {
		if ctx.Err() != nil {
			return "", "", context.Cause(ctx)
		}
		return "", "", runners.Unavailable("there is no image %s, and it cannot be pulled (%v): run scripts/setup, which builds one", names[0], err)
	}
	return e.Present(ctx, names[:1])
}

func (e *Engine) pull(ctx context.Context, name string) error {
	progress, err := e.client.ImagePull(ctx, name, image.PullOptions{})
	if err != nil {
		return err
	}
	defer func() { _ = progress.Close() }()
	_, err = io.Copy(io.Discard, progress)
	return err
}

// exitStatus asks a container that has ended, or may have, for its status.
func (e *Engine) exitStatus(ctx context.Context, name string) string {
	info, err := e.client.ContainerInspect(ctx, name)
	if err != nil || info.State == nil {
		return "gone"
	}
	status := info.State.Status + ", exit status " + strconv.Itoa(info.State.ExitCode)
	if info.State.OOMKilled {
		status += ", out of memory"
	}
	return status
}
