package docker

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/coding-judge/judge/runners"
)

// askTimeout bounds a question that only makes an error clearer.
const askTimeout = 5 * time.Second

// runtimeError explains an error of a container's creation or start where the engine has no such runtime, whatever words it
// has for that.
func (e *Engine) runtimeError(err error) error {
	if e.Runtime == "" {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
	defer cancel()
	known, asked := e.Runtimes(ctx)
	if asked != nil || slices.Contains(known, e.Runtime) {
		return err
	}
	return runners.Unavailable("the engine at %s has no runtime %q, only %s: register it, or set docker.runtime to another",
		e.host, e.Runtime, strings.Join(known, ", "))
}

// Runtimes are the names of what the engine can run containers with.
func (e *Engine) Runtimes(ctx context.Context) ([]string, error) {
	info, err := e.client.Info(ctx)
	if err != nil {
		return nil, fmt.Errorf("ask for runtimes: %w", e.explain(ctx, err))
	}
	return slices.Sorted(maps.Keys(info.Runtimes)), nil
}

// runtimeProcesses is room for threads of the runtime's own, which count as the container's where the runtime stays around it:
// gVisor's kernel takes some thirty.
func (e *Engine) runtimeProcesses() int64 {
	switch e.Runtime {
	case "", "runc", "crun":
		return 0
	}
	return 128
}
