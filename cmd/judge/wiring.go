package main

import (
	"context"
	"errors"
	"sync"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/python"
	"github.com/coding-judge/judge/runners/sql"
)

// library opens the built-in problems and those of the configured folders.
func (a *app) library() (*problems.Library, error) {
	lib, err := problems.NewLibrary(a.config.Library...)
	if err != nil {
		return nil, usageError{err}
	}
	return lib, nil
}

// judge puts a judge together. What it returns second ends all that the judge started.
func (a *app) judge(ctx context.Context) (*judge.Judge, func() error, error) {
	lib, err := a.library()
	if err != nil {
		return nil, nil, err
	}
	engine, err := a.openEngine(ctx)
	if err != nil {
		return nil, nil, err
	}
	pythonRunner := &python.Runner{Engine: engine, Images: a.config.Images.Python}
	var sqlRunner runners.Runner = missing{runners.Unavailable("SQL needs a Docker engine: start one, or run scripts/setup")}
	if e, ok := engine.(sql.Engine); ok {
		sqlRunner = &sql.Runner{Engine: e, Images: a.config.Images.Postgres}
	}
	var swept sync.WaitGroup
	swept.Go(func() { _ = engine.Sweep(ctx) }) // what can't be swept now is left to the next judge, and doctor tells of it
	j := &judge.Judge{
		Library: lib,
		Runners: map[problems.Language]runners.Runner{problems.Python: pythonRunner, problems.SQL: sqlRunner},
		Cache:   judge.Cache{Dir: a.config.Cache},
	}
	return j, func() error {
		swept.Wait()
		return errors.Join(pythonRunner.Close(), sqlRunner.Close(), engine.Close())
	}, nil
}
