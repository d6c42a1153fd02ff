package server

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// ErrOutOfMemory marks a server that has ended after the kernel had ended processes of it for want of memory.
var ErrOutOfMemory = errors.New("the kernel ended processes of it for want of memory")

// Ooms counts the processes of the server that the kernel has ended for want of memory. On a server of somebody else's none
// count: they may be anybody's. The error wraps ErrOutOfMemory where they were the end of the server.
//
// The kernel prefers a process with a connection to the server itself (see entry.sh), and the server then starts its
// processes anew. Where memory is still short, the kernel ends those too, and the server gives up.
func (s *Server) Ooms(ctx context.Context) (int64, error) {
	if s.Shared {
		return 0, nil
	}
	admin, err := s.Admin(ctx)
	if err != nil {
		return 0, err
	}
	// The file is the second one where there are control groups of the first version.
	const read = `select coalesce(pg_read_file('/sys/fs/cgroup/memory.events', 0, 4096, true),
		pg_read_file('/sys/fs/cgroup/memory/memory.oom_control', 0, 4096, true), '')`
	var events string
	if err := admin.QueryRow(ctx, read).Scan(&events); err != nil {
		return 0, fmt.Errorf("read the memory's events: %w", err)
	}
	for line := range strings.Lines(events) {
		if n, ok := strings.CutPrefix(strings.TrimSpace(line), "oom_kill "); ok {
			return strconv.ParseInt(n, 10, 64)
		}
	}
	return 0, nil
}

// oomWait is how much later than a container's end the engine may tell that memory was short.
const oomWait = time.Second

// alarm hears when the kernel ends a process of a container for want of memory.
type alarm struct {
	heard atomic.Bool
	rings chan struct{} // closed the first time
	stop  context.CancelFunc
	done  sync.WaitGroup
}

func (a *alarm) listen(ctx context.Context, e Engine, container string) {
	ctx, a.stop = context.WithCancel(context.WithoutCancel(ctx))
	a.rings = make(chan struct{})
	a.done.Go(func() {
		e.OutOfMemory(ctx, container, func() {
			if a.heard.CompareAndSwap(false, true) {
				close(a.rings)
			}
		})
	})
}

// rang waits, for the container has ended just now.
func (a *alarm) rang(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, oomWait)
	defer cancel()
	select {
	case <-a.rings:
	case <-ctx.Done():
	}
	return a.heard.Load()
}

func (a *alarm) close() {
	if a.stop != nil {
		a.stop()
		a.done.Wait()
	}
}
