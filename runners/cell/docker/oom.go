package docker

import (
	"context"
	"strconv"
	"time"

	"github.com/docker/docker/api/types/events"
	"github.com/docker/docker/api/types/filters"
)

// OutOfMemory calls heard each time the kernel has ended a process of a container for want of memory: the container's own
// count is gone when the container is. It returns when ctx ends, or when the engine says nothing more.
func (e *Engine) OutOfMemory(ctx context.Context, container string, heard func()) {
	messages, errs := e.client.Events(ctx, events.ListOptions{
		Since: strconv.FormatInt(time.Now().Unix(), 10), // also what happens before the request has arrived
		Filters: filters.NewArgs(filters.Arg("type", string(events.ContainerEventType)),
			filters.Arg("container", container), filters.Arg("event", string(events.ActionOOM))),
	})
	for {
		select {
		case <-messages:
			heard()
		case err := <-errs:
			_ = err // without events a want of memory is told by other signs
			return
		}
	}
}
