package server_test

import (
	"context"
	"errors"
	"os/exec"
	"testing"

	"github.com/coding-judge/judge/runners/cell/docker"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
	"github.com/coding-judge/judge/runners/sql/server"
)

// A judge that is killed while it claims a server, or leaves it, leaves one that others find, or one that ends in a minute: only
// one with a spare's name waits for longer.
func TestKilledBetweenNames(t *testing.T) {
	if _, err := exec.LookPath("docker"); err != nil {
		t.Skip("needs the docker command, to look into a container")
	}
	e := dockertest.Open(t)
	e.Spares, e.SpareLock = 1, t.TempDir()+"/lock"
	watched := &watched{Engine: e, t: t}
	source := server.Container{Engine: watched, Images: server.DefaultImages()}
	const memory = memory + 2<<20 // nobody else's
	for range 2 {
		s, err := source.Start(t.Context(), memory)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		if err := s.Leave(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if watched.claimed != 1 || watched.left != 2 {
		t.Errorf("claimed %d times, left %d times", watched.claimed, watched.left)
	}
	if _, err := e.Clean(t.Context()); err != nil {
		t.Error(err)
	}
}

// watched looks at a server at the two moments at which it has one name and is about to have another.
type watched struct {
	*docker.Engine
	t             *testing.T
	claimed, left int
}

func (e *watched) Claim(ctx context.Context, key string, take func(string, map[string]string) error) (string, error) {
	return e.Engine.Claim(ctx, key, func(name string, labels map[string]string) error {
		err := take(name, labels)
		if e.waits(name) {
			e.t.Error("a server that is about to be renamed waits as long as a spare")
		}
		e.claimed++
		return err
	})
}

func (e *watched) Leave(ctx context.Context, id, key string, let func() error) (bool, error) {
	return e.Engine.Leave(ctx, id, key, func() error {
		if e.waits(id) {
			e.t.Error("a server waits as long as a spare before it was one")
		}
		err := let()
		if !e.waits(id) {
			e.t.Error("a spare does not wait")
		}
		e.left++
		return err
	})
}

// waits says whether a server has the file that lets it wait; see entry.sh.
func (e *watched) waits(container string) bool {
	e.t.Helper()
	out, err := exec.CommandContext(e.t.Context(), "docker", "-H", e.Host(), "exec", container, "test", "-e", "/tmp/spare").CombinedOutput()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		e.t.Errorf("look into %s: %v: %s", container, err, out)
	}
	return err == nil
}
