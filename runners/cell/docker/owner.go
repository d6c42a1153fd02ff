package docker

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"strconv"
	"syscall"

	"github.com/containerd/errdefs"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/filters"
)

// The labels of every container that judge starts.
const (
	Label      = "org.judge.cell"  // what for: "python", "sql"
	OwnerLabel = "org.judge.owner" // by whom: "host/namespace of process ids/process id"
)

// Labels are those of a container that this process starts.
func Labels(kind string) map[string]string {
	return map[string]string{Label: kind, OwnerLabel: owner()}
}

func owner() string { return path.Join(neighborhood(), strconv.Itoa(os.Getpid())) }

// neighborhood is where a process id means the same process as here.
func neighborhood() string {
	host, _ := os.Hostname()
	namespace, _ := os.Readlink("/proc/self/ns/pid") // another system has none, and only one such place
	return path.Join(host, namespace)
}

// Container is a container of some judge's.
type Container struct {
	ID, Kind, Status string
	Owner            string // what its OwnerLabel says
	Left             bool   // the judge that started it was on this machine, and has ended
}

// Containers lists the containers of all judges.
func (e *Engine) Containers(ctx context.Context) ([]Container, error) {
	list, err := e.client.ContainerList(ctx, container.ListOptions{All: true, Filters: filters.NewArgs(filters.Arg("label", Label))})
	if err != nil {
		return nil, fmt.Errorf("list containers: %w", err)
	}
	here := neighborhood()
	out := make([]Container, len(list))
	for i, c := range list {
		by := c.Labels[OwnerLabel]
		out[i] = Container{
			ID: c.ID[:12], Kind: c.Labels[Label], Status: c.Status, Owner: by, Left: path.Dir(by) == here && !alive(path.Base(by)),
		}
	}
	return out, nil
}

// Sweep removes the containers that are left. A cell ends by itself when its judge does, but not one that was created and
// never started: its judge was killed in between.
func (e *Engine) Sweep(ctx context.Context) error {
	list, err := e.Containers(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, c := range list {
		if c.Left {
			errs = append(errs, e.remove(ctx, c.ID))
		}
	}
	return errors.Join(errs...)
}

// remove removes a container, and returns once it is gone; one that is gone already does no harm.
func (e *Engine) remove(ctx context.Context, name string) error {
	err := e.client.ContainerRemove(ctx, name, container.RemoveOptions{Force: true})
	if errdefs.IsConflict(err) { // it ended by itself, and the engine is removing it
		removed, failed := e.client.ContainerWait(ctx, name, container.WaitConditionRemoved)
		select {
		case <-removed:
			err = nil
		case err = <-failed:
		}
	}
	switch {
	case err == nil, errdefs.IsNotFound(err):
		return nil
	case ctx.Err() != nil:
		err = context.Cause(ctx)
	}
	return fmt.Errorf("remove container %s: %w", name, err)
}

// alive says whether a process of this machine runs.
func alive(id string) bool {
	pid, err := strconv.Atoi(id)
	return err == nil && !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH)
}
