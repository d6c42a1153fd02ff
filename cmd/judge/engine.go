package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell"
	"github.com/coding-judge/judge/runners/cell/docker"
	"github.com/coding-judge/judge/runners/cell/native"
)

// The values of the setting engine.
const (
	autoEngine   = "auto" // a Docker engine that answers, or else native
	dockerEngine = "docker"
	nativeEngine = "native"
)

// engine boots cells, and removes what judges that were killed left.
type engine interface {
	cell.Engine
	Sweep(ctx context.Context) error
	Close() error
}

// openEngine opens the engine that the settings ask for, and says so where it is not the one that is looked for first.
func (a *app) openEngine(ctx context.Context) (engine, error) {
	switch a.config.Engine {
	case dockerEngine:
		return docker.New()
	case nativeEngine:
		return native.Open()
	}
	answering, err := docker.Open(ctx)
	if err == nil || !errors.Is(err, runners.ErrUnavailable) {
		return answering, err
	}
	e, without := native.Open()
	if without != nil {
		return nil, runners.Unavailable("%w; or without one: %w", err, without)
	}
	var less []string
	for _, w := range cell.Weaknesses(e) {
		less = append(less, string(w))
	}
	fmt.Fprintf(a.stderr, "judge: no Docker engine answers, so cells are native, which is less than a container: %s\n", strings.Join(less, "; "))
	return e, nil
}

// missing is a language that cannot be run here.
type missing struct{ err error }

func (m missing) Prepare(context.Context, *problems.Problem, []byte) (runners.Session, error) {
	return nil, m.err
}

func (m missing) Close() error { return nil }
