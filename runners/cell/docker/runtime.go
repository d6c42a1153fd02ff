package docker

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell"
)

// askTimeout bounds a question that only makes an error clearer.
const askTimeout = 5 * time.Second

// runtimeError explains an error of a container's creation or start where the engine has no such runtime, whatever words it
// has for that, or has one that does not start containers.
func (e *Engine) runtimeError(err error) error {
	if e.Runtime == "" {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
	defer cancel()
	known, asked := e.Runtimes(ctx)
	switch {
	case asked != nil:
		return err
	case slices.Contains(known, e.Runtime):
		return fmt.Errorf("runtime %q: %w", e.Runtime, err)
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

// gvisor tells whether containers run on a kernel of their own, gVisor's, by the name that its runtime usually has.
func (e *Engine) gvisor() bool { return strings.HasPrefix(e.Runtime, "runsc") }

// Weaker says what gVisor does not guarantee, as of the release that docs/gvisor.md names; nothing of other runtimes.
func (e *Engine) Weaker() []cell.Weakness {
	if !e.gvisor() {
		return nil
	}
	return []cell.Weakness{cell.CellFilter, cell.OneEnd, cell.ManyFiles, cell.OpenProc, cell.OwnDevices}
}

// stays tells whether the runtime stays around a container, so that what it takes itself counts as the container's.
func (e *Engine) stays() bool { return !slices.Contains([]string{"", "runc", "crun"}, e.Runtime) }

// runtimeProcesses is room for threads of the runtime's own: gVisor's kernel takes some thirty, and up to two for each process
// that runs on it.
func (e *Engine) runtimeProcesses(s cell.Spec) int64 {
	if e.stays() {
		return 128 + 2*int64(s.Processes)
	}
	return 0
}

// runtimeMemory is room for the runtime itself. gVisor's kernel and its file server take some 20 MB each, and more with what they
// keep of processes and files.
func (e *Engine) runtimeMemory() int64 {
	if e.stays() {
		return 64 << 20
	}
	return 0
}
