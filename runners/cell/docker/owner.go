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

// Leftover is a container that outlived the judge that started it.
type Leftover struct{ ID, Kind, Status string }

// Leftovers lists the containers of judges of this machine that have ended.
func (e *Engine) Leftovers(ctx context.Context) ([]Leftover, error) {
	list, err := e.client.ContainerList(ctx, container.ListOptions{All: true, Filters: filters.NewArgs(filters.Arg("label", Label))})
	if err != nil {
		return nil, fmt.Errorf("list containers: %w", err)
	}
	host, _ := os.Hostname()
	var out []Leftover
	for _, c := range list {
		where, id, _ := strings.Cut(c.Labels[OwnerLabel], "/")
		if where == host && !alive(id) {
			out = append(out, Leftover{ID: c.ID[:12], Kind: c.Labels[Label], Status: c.Status})
		}
	}
	return out, nil
}

// alive says whether a process of this machine runs.
func alive(id string) bool {
	pid, err := strconv.Atoi(id)
	return err == nil && !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH)
}
