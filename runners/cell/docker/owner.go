package docker

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"

	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/filters"
)

// The labels of every container that judge starts.
const (
	Label      = "org.judge.cell"  // what for: "python", "sql"
	OwnerLabel = "org.judge.owner" // by whom: "host/process id"
)

// Labels are those of a container that this process starts.
func Labels(kind string) map[string]string {
	return map[string]string{Label: kind, OwnerLabel: owner()}
}

func owner() string {
	host, _ := os.Hostname()
	return host + "/" + strconv.Itoa(os.Getpid())
}

// Container is a container of some judge's.
type Container struct {
	ID, Kind, Status string
	Owner            string // "host/process id" of the judge that started it
	Left             bool   // that judge was on this machine, and has ended
}

// Containers lists the containers of all judges.
func (e *Engine) Containers(ctx context.Context) ([]Container, error) {
	list, err := e.client.ContainerList(ctx, container.ListOptions{All: true, Filters: filters.NewArgs(filters.Arg("label", Label))})
	if err != nil {
		return nil, fmt.Errorf("list containers: %w", err)
	}
	host, _ := os.Hostname()
	out := make([]Container, len(list))
	for i, c := range list {
		by := c.Labels[OwnerLabel]
		where, id, _ := strings.Cut(by, "/")
		out[i] = Container{
			ID: c.ID[:12], Kind: c.Labels[Label], Status: c.Status, Owner: by, Left: where == host && !alive(id),
		}
	}
	return out, nil
}

// alive says whether a process of this machine runs.
func alive(id string) bool {
	pid, err := strconv.Atoi(id)
	return err == nil && !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH)
}
