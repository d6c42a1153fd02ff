// Package sql runs SQL submissions: it gives each case a database of its own, runs the submission's one statement in it
// under a role that may do nothing but read, and reads the rows as an answer.
//
// What a submission is denied, and by what: writing (the role has only SELECT on the case's tables, and the transaction
// is read-only), other databases (CONNECT is taken from public), the machine (the role is no superuser and no member of
// a role that may read files or run programs), more than one statement (the extended protocol takes one), statements
// that give no rows (they are never run), time (statement_timeout, and a watch on the server process, which cancels, then
// terminates, then gives the server up), memory (the server process has a limit, and its container another),
// temporary files (temp_file_limit), and rows (they are counted in bytes as they come).
package sql

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/sql/server"
)

// Runner runs SQL submissions. A server serves one session at a time, and the next session when that one is closed.
type Runner struct {
	Source server.Source
	// Disorder has the sessions of a round that they run freely begin in any order, some of them late. What becomes of a submission is
	// not to depend on that, and who judges it several times finds out. It is not changed after the first session.
	Disorder bool

	mu     sync.Mutex
	free   []*server.Server
	closed bool
}

// Prepare gets a server ready, with a role for the submission.
func (r *Runner) Prepare(ctx context.Context, p *problems.Problem, source []byte) (runners.Session, error) {
	if p.Kind.Language() != problems.SQL {
		return nil, fmt.Errorf("prepare %s: the SQL runner knows no problems of kind %q", p.Slug, p.Kind)
	}
	s := &session{runner: r, problem: p, limits: p.Limits, source: string(source)}
	if err := s.boot(ctx); err != nil {
		return nil, err
	}
	return s, nil
}

// Close leaves the servers that are kept to other judges, or removes those of which there are enough.
func (r *Runner) Close() error {
	r.mu.Lock()
	free := r.free
	r.free, r.closed = nil, true
	r.mu.Unlock()
	var errs []error
	for _, s := range free {
		errs = append(errs, leave(s))
	}
	return errors.Join(errs...)
}

func leave(s *server.Server) error {
	ctx, cancel := context.WithTimeoutCause(context.Background(), closeTimeout, fmt.Errorf("the server could not be left in %v", closeTimeout))
	defer cancel()
	return s.Leave(ctx)
}

// take gives a server that is kept, or nil.
func (r *Runner) take(memory int64) *server.Server {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, s := range r.free {
		if s.Memory == memory {
			r.free = append(r.free[:i:i], r.free[i+1:]...)
			return s
		}
	}
	return nil
}

// keep leaves a server to further sessions.
func (r *Runner) keep(s *server.Server) error {
	r.mu.Lock()
	closed := r.closed
	if !closed {
		r.free = append(r.free, s)
	}
	r.mu.Unlock()
	if closed {
		return leave(s)
	}
	return nil
}
