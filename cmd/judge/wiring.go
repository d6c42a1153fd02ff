package main

import (
	"context"
	"errors"
	"path/filepath"
	"sync"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell"
	"github.com/coding-judge/judge/runners/cell/docker"
	"github.com/coding-judge/judge/runners/python"
)

// library opens the built-in problems and those of the configured folders.
func (a *app) library() (*problems.Library, error) {
	lib, err := problems.NewLibrary(a.config.Library...)
	if err != nil {
		return nil, usageError{err}
	}
	if lib.Keys, err = a.keys(); err != nil {
		return nil, err
	}
	return lib, a.shelve(lib)
}

// started is a judge with all that was started for it.
type started struct {
	*judge.Judge
	engine engine     // nil where there is none
	pool   *cell.Pool // of the engine's cells, for who judges many; nil where there is none
	swept  sync.WaitGroup
}

// judge puts a judge together.
func (a *app) judge(ctx context.Context) (*started, error) {
	lib, err := a.library()
	if err != nil {
		return nil, err
	}
	s := &started{Judge: &judge.Judge{Library: lib, Cache: judge.Cache{Dir: a.config.Cache, Size: a.config.cacheBytes}, Explain: a.config.Explain.Budget}}
	engine, err := a.openEngine(ctx)
	s.Machine = a.machine(engine)
	if errors.Is(err, runners.ErrUnavailable) { // to be said to a submission that needs one
		s.Runners = map[problems.Language]runners.Runner{problems.Python: missing{err}, problems.SQL: missing{err}}
		if a.config.SQL.DSN != "" {
			s.Runners[problems.SQL] = a.sqlRunner(nil)
		}
		return s, nil
	}
	if err != nil {
		return nil, err
	}
	s.engine = engine
	if e, ok := engine.(*docker.Engine); ok {
		e.Runtime = a.config.Docker.Runtime
		a.shareSpares(e)
	}
	s.Runners = map[problems.Language]runners.Runner{
		problems.Python: &python.Runner{Engine: engine, Images: a.config.Images.Python, Idle: a.config.Cells.Idle},
		problems.SQL:    a.sqlRunner(engine),
	}
	if _, contained := engine.(*docker.Engine); !contained || len(a.config.Images.Checker) > 0 { // where no image matters, the machine may have one
		s.Compiler = &python.Runner{Engine: engine, Images: a.config.Images.Checker, Idle: a.config.Cells.Idle}
	}
	s.swept.Go(func() { _ = engine.Sweep(ctx) }) // what can't be swept now is left to the next judge, and doctor tells of it
	return s, nil
}

// shareSpares lets an engine claim and leave spares, where the judges of this user have a place to meet.
func (a *app) shareSpares(e *docker.Engine) {
	if a.config.Cache != "" {
		e.Spares, e.SpareLock = a.config.Cells.Spare, filepath.Join(a.config.Cache, "spares.lock")
	}
}

// Close ends all that was started, but for the spares that the settings ask for.
func (s *started) Close() error {
	var errs []error
	for _, r := range s.Runners {
		errs = append(errs, r.Close())
	}
	if s.pool != nil {
		errs = append(errs, s.pool.Close())
	}
	s.swept.Wait()
	if s.engine == nil {
		return errors.Join(errs...)
	}
	if e, ok := s.engine.(*docker.Engine); ok && e.Spares > 0 {
		if spec, ok := e.Wanted(); ok {
			// Closed cells end with this process at the latest, so it does not wait for them.
			return errors.Join(append(errs, leaveSpare(spares{spec, e.Spares, e.SpareLock, e.Runtime}))...)
		}
	}
	return errors.Join(append(errs, s.engine.Close())...)
}
