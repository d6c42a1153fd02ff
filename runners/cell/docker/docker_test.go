package docker_test

import (
	"context"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell"
	"github.com/coding-judge/judge/runners/cell/celltest"
	"github.com/coding-judge/judge/runners/cell/docker"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
	"github.com/coding-judge/judge/runners/python"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	celltest.Test(t, dockertest.Open(t), python.DefaultImages())
}

// waiting is a cell that ends with the judge's stream, as a supervisor does.
var waiting = cell.Spec{
	Images: python.DefaultImages(), Command: []string{"cat"}, Env: []string{"PATH=/usr/bin:/bin"},
	Memory: 32 << 20, Processes: 4, Scratch: 1 << 20,
}

func TestNothingIsLeft(t *testing.T) {
	t.Parallel()
	engine := dockertest.Open(t)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	t.Run("after Close", func(t *testing.T) {
		c := boot(t, engine)
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
		if err := engine.Gone(ctx, docker.NameOf(c)); err != nil {
			t.Error(err)
		}
	})
	t.Run("after a death of its own", func(t *testing.T) {
		c := boot(t, engine)
		if err := engine.Kill(ctx, docker.NameOf(c)); err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadAll(c); err != nil {
			t.Error(err)
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
		if err := engine.Gone(ctx, docker.NameOf(c)); err != nil {
			t.Error(err)
		}
	})
	t.Run("where it does not start", func(t *testing.T) {
		spec := waiting
		spec.Command = []string{"no such program"}
		c, err := engine.Boot(ctx, spec)
		if err == nil {
			_ = c.Close()
			t.Fatal("it booted")
		}
		if list, err := engine.Marked(ctx, "no such program"); err != nil || len(list) > 0 {
			t.Errorf("left: %v, %v", list, err)
		}
	})
}

func TestNoImage(t *testing.T) {
	t.Parallel()
	engine := dockertest.Open(t)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	spec := waiting
	spec.Images = []string{"judge-no-such-image:none"}
	if _, err := engine.Boot(ctx, spec); !errors.Is(err, runners.ErrUnavailable) {
		t.Errorf("no image: %v", err)
	}
}

func boot(t *testing.T, engine *docker.Engine) cell.Cell {
	t.Helper()
	c, err := engine.Boot(t.Context(), waiting)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}
