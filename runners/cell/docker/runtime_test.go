package docker_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/celltest"
	"github.com/coding-judge/judge/runners/cell/docker"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
	"github.com/coding-judge/judge/runners/python"
)

func TestGVisorConformance(t *testing.T) {
	t.Parallel()
	engine := dockertest.OpenGVisor(t)
	if engine == nil {
		return
	}
	celltest.Test(t, engine, python.DefaultImages())
	t.Run("gaps", func(t *testing.T) { celltest.Gaps(t, engine, python.DefaultImages()) })
}

func TestRuntime(t *testing.T) {
	t.Parallel()
	engine := dockertest.Open(t)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	s := spec(t)
	keys := map[string]bool{docker.SpareKey(ctx, engine, s): true}

	engine.Runtime = "no-such-runtime"
	keys[docker.SpareKey(ctx, engine, s)] = true
	c, err := engine.Boot(ctx, s)
	if c != nil || !errors.Is(err, runners.ErrUnavailable) || !strings.Contains(err.Error(), `no runtime "no-such-runtime"`) {
		t.Errorf("a cell of a runtime that is not there: %v", err)
	}

	engine.Runtime = "runc"
	keys[docker.SpareKey(ctx, engine, s)] = true
	if c, err = engine.Boot(ctx, s); err != nil {
		t.Fatal(err)
	}
	echoes(t, c)
	if err := c.Close(); err != nil {
		t.Error(err)
	}
	if len(keys) != 3 {
		t.Errorf("%d keys of spares for three runtimes", len(keys))
	}
}
