package docker

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/containerd/errdefs"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/filters"
)

// Label is on every container that judge starts; its value says what for: "python", "sql".
const Label = "org.judge.cell"

// Whose a container is stands in its name, for that is what can be changed in one step when a spare is claimed:
// judge-<neighborhood>-<process id>-<random>, or judge-spare-<whose judges may claim it>-<key>-<number>.
const (
	prefix      = "judge-"
	sparePrefix = prefix + "spare-"
)

// NewName is a name for a container of this process.
func NewName() string { return owner() + strings.ToLower(rand.Text()[:12]) }

func owner() string { return prefix + neighborhood() + "-" + strconv.Itoa(os.Getpid()) + "-" }

// neighborhood stands for where a process id means the same process as here.
func neighborhood() string {
	host, _ := os.Hostname()
	namespace, _ := os.Readlink("/proc/self/ns/pid") // another system has none, and only one such place
	sum := sha256.Sum256([]byte(host + " " + namespace))
	return hex.EncodeToString(sum[:4])
}

// Container is a container of some judge's.
type Container struct {
	Name, Kind, Status string
	Own                bool // it is this process's
	Spare              bool // it is nobody's, and waits for judges such as this one
	Left               bool // the judge whose it was has ended, and it can't end by itself
}

// Containers lists the containers of all judges.
func (e *Engine) Containers(ctx context.Context) ([]Container, error) {
	ctx, cancel := e.patient(ctx)
	defer cancel()
	list, err := e.client.ContainerList(ctx, container.ListOptions{All: true, Filters: filters.NewArgs(filters.Arg("label", Label))})
	if err != nil {
		return nil, fmt.Errorf("list containers: %w", e.explain(ctx, err))
	}
	out := make([]Container, 0, len(list))
	for _, c := range list {
		one := Container{Name: c.ID[:12], Kind: c.Labels[Label], Status: c.Status}
		if len(c.Names) > 0 {
			one.Name = strings.TrimPrefix(c.Names[0], "/")
		}
		one.Own, one.Spare = strings.HasPrefix(one.Name, owner()), strings.HasPrefix(one.Name, e.sparePrefix())
		if strings.HasPrefix(one.Name, sparePrefix) { // one that runs ends itself
			one.Left = c.State == "created" && time.Since(time.Unix(c.Created, 0)) > patience
		} else {
			one.Left = ownerEnded(one.Name)
		}
		out = append(out, one)
	}
	return out, nil
}

// ownerEnded says whether a container's name names a process of this neighborhood that has ended.
func ownerEnded(name string) bool {
	parts := strings.Split(strings.TrimPrefix(name, prefix), "-")
	if len(parts) != 3 || parts[0] != neighborhood() {
		return false
	}
	pid, err := strconv.Atoi(parts[1])
	return err == nil && errors.Is(syscall.Kill(pid, 0), syscall.ESRCH)
}

// Sweep removes the containers that are left. A cell ends by itself when its judge does, but not one that was created and
// never started: its judge was killed in between.
func (e *Engine) Sweep(ctx context.Context) error {
	_, err := e.removeWhere(ctx, func(c Container) bool { return c.Left })
	return err
}

// Clean removes what is left and the spares that this judge may claim, and gives what it removed.
func (e *Engine) Clean(ctx context.Context) ([]Container, error) {
	return e.removeWhere(ctx, func(c Container) bool { return c.Left || c.Spare })
}

func (e *Engine) removeWhere(ctx context.Context, unwanted func(Container) bool) (removed []Container, err error) {
	list, err := e.Containers(ctx)
	if err != nil {
		return nil, err
	}
	var errs []error
	for _, c := range list {
		if !unwanted(c) {
			continue
		}
		if err := e.removeOf(ctx, c); err != nil {
			errs = append(errs, err)
			continue
		}
		removed = append(removed, c)
	}
	return removed, errors.Join(errs...)
}

func (e *Engine) removeOf(ctx context.Context, c Container) error {
	ctx, cancel := e.patient(ctx)
	defer cancel()
	return e.remove(ctx, c.Name)
}

// end has a container removed that nobody needs any more, while others go on; Close waits for it.
func (e *Engine) end(name string) {
	e.ending.Go(func() {
		if err := e.removeNow(name); err != nil {
			e.mu.Lock()
			defer e.mu.Unlock()
			e.unended = append(e.unended, err)
		}
	})
}

// removeNow removes a container also when the caller was interrupted.
func (e *Engine) removeNow(name string) error {
	ctx, cancel := e.patient(context.Background())
	defer cancel()
	return e.remove(ctx, name)
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
