package docker

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/containerd/errdefs"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/filters"
	"github.com/docker/docker/client"

	"github.com/coding-judge/judge/runners/cell"
)

// NameOf is a cell's container.
func NameOf(c cell.Cell) string { return c.(*sandbox).name }

// Gone waits until the engine has no such container.
func (e *Engine) Gone(ctx context.Context, name string) error {
	removed, failed := e.client.ContainerWait(ctx, name, container.WaitConditionRemoved)
	select {
	case <-removed:
		return nil
	case err := <-failed:
		if errdefs.IsNotFound(err) {
			return nil
		}
		return err
	}
}

// Has asks whether the engine has the container.
func (e *Engine) Has(ctx context.Context, name string) bool {
	_, err := e.client.ContainerInspect(ctx, name)
	return !errdefs.IsNotFound(err)
}

// Kill kills the container's first process, and with it all others.
func (e *Engine) Kill(ctx context.Context, name string) error {
	return e.client.ContainerKill(ctx, name, "SIGKILL")
}

// Rename gives a container another name, such as one of a judge that has ended.
func (e *Engine) Rename(ctx context.Context, from, to string) error {
	return e.client.ContainerRename(ctx, from, to)
}

// OwnerName is a name for a container of some process.
func OwnerName(pid int) string { return prefix + neighborhood() + "-" + strconv.Itoa(pid) + "-test" }

// Marked lists the names of the containers that run a command.
func (e *Engine) Marked(ctx context.Context, command string) ([]string, error) {
	list, err := e.client.ContainerList(ctx, container.ListOptions{All: true, Filters: filters.NewArgs(filters.Arg("label", Label))})
	var names []string
	for _, c := range list {
		if strings.Contains(c.Command, command) {
			names = append(names, c.Names...)
		}
	}
	return names, err
}

// ID is what a container is called whatever its name.
func (e *Engine) ID(ctx context.Context, name string) string {
	info, err := e.client.ContainerInspect(ctx, name)
	if err != nil {
		panic(err)
	}
	return info.ID
}

// SpareKey is the key of a spec's spares.
func SpareKey(ctx context.Context, e *Engine, s cell.Spec) string {
	_, id, err := e.Image(ctx, s.Images)
	if err != nil {
		panic(err)
	}
	return e.spareKey(s, id)
}

// SpareName is the name of the first spare.
func (e *Engine) SpareName(key string) string { return e.spareName(key, 0) }

// NewAt is the engine at an address, which is given so long for what is carried out to the end.
func NewAt(host string, patience time.Duration) (*Engine, error) {
	c, err := client.NewClientWithOpts(client.WithHost(host), client.WithAPIVersionNegotiation())
	return &Engine{client: c, host: host, patience: patience}, err
}

// Pid is the container's first process as the engine's machine sees it.
func (e *Engine) Pid(ctx context.Context, name string) int {
	info, err := e.client.ContainerInspect(ctx, name)
	if err != nil {
		panic(err)
	}
	return info.State.Pid
}

// Ping is Open's question.
func (e *Engine) Ping(ctx context.Context) error { return e.ping(ctx) }
