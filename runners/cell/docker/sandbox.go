package docker

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/docker/docker/api/types"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/pkg/stdcopy"

	"github.com/coding-judge/judge/runners/cell"
)

// sandbox is a running container: a cell.
type sandbox struct {
	engine *Engine
	name   string
	stream types.HijackedResponse
	stdout *io.PipeReader
	done   chan struct{} // closed when the stream has ended
	last   cell.LastWords

	once sync.Once
}

// attach connects to the container's streams. The supervisor's stdin ends when the one who attached first is gone.
func (c *sandbox) attach(ctx context.Context) error {
	type answer struct {
		stream types.HijackedResponse
		err    error
	}
	answered := make(chan answer, 1)
	go func() {
		options := container.AttachOptions{Stream: true, Stdin: true, Stdout: true, Stderr: true}
		stream, err := c.engine.client.ContainerAttach(ctx, c.name, options)
		answered <- answer{stream, err}
	}()
	select {
	case a := <-answered:
		if a.err != nil {
			return fmt.Errorf("attach to container: %w", c.engine.explain(ctx, a.err))
		}
		c.stream = a.stream
	case <-ctx.Done():
		// Once it has asked, the client waits for as long as the engine is silent, and nothing can end that.
		go func() {
			if a := <-answered; a.err == nil {
				a.stream.Close()
			}
		}()
		return fmt.Errorf("attach to container: %w", context.Cause(ctx))
	}
	c.demux()
	return nil
}

// demux splits the engine's one stream into stdout, which Read gives, and stderr, of which the end is kept.
func (c *sandbox) demux() {
	r, w := io.Pipe()
	c.stdout, c.done = r, make(chan struct{})
	go func() {
		defer close(c.done)
		_, err := stdcopy.StdCopy(w, &c.last, c.stream.Reader)
		if err == nil {
			err = io.EOF
		}
		_ = w.CloseWithError(err)
	}()
}

func (c *sandbox) Read(p []byte) (int, error)  { return c.stdout.Read(p) }
func (c *sandbox) Write(p []byte) (int, error) { return c.stream.Conn.Write(p) }

// Ended tells whether the engine has ended the stream.
func (c *sandbox) Ended() bool {
	select {
	case <-c.done:
		return true
	default:
		return false
	}
}

// Diagnose gives the supervisor's last words and the container's state.
func (c *sandbox) Diagnose() string {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	words := strings.TrimSpace(c.last.String())
	return strings.TrimSpace(fmt.Sprintf("container %s: %s %s", c.name, c.engine.exitStatus(ctx, c.name), words))
}

// Close ends the cell: its supervisor ends with the stream, and the container removes itself. That it does is seen to by the
// engine, whose Close waits for it.
func (c *sandbox) Close() error {
	c.once.Do(func() {
		c.hangUp()
		c.engine.end(c.name)
	})
	return nil
}

func (c *sandbox) hangUp() {
	c.stream.Close()
	_ = c.stdout.Close()
	<-c.done
}
