package sql

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/sql/server"
	"github.com/coding-judge/judge/testcases"
)

// Timeouts of our own, each named in its error.
const (
	ownTimeout   = 60 * time.Second // of what the superuser does for a case: make, fill and drop a database
	closeTimeout = 15 * time.Second
)

// session is a submission with the server that it has to itself. A server that breaks, or that is not as it was after
// a case, is given up, and the next run gets a fresh one.
type session struct {
	runner  *Runner
	problem *problems.Problem
	limits  problems.Limits
	source  string

	closed         bool
	server         *server.Server // nil between the end of one and the start of the next
	version        string
	weaker         []string
	role, password string
	ooms           int64 // processes that the kernel had ended for want of memory when the role was made

	tries *tries // nil where nothing is being tried

	ahead  []*site // what is made ready for the cases to come, in their order
	last   string  // the name of the last case
	unsure bool    // cases come in another order than the problem's
}

var (
	// errBroken marks a server that was lost while nothing of the submission ran in it, or because of another submission.
	errBroken = errors.New("the server broke")
	// errLost marks one that was lost while the submission's statement ran.
	errLost = errors.New("the server was lost")
)

// faults are how often a server may break in a run before that is the run's error.
const faults = 3

// Describe names where the server comes from and its version.
func (s *session) Describe() (engine, version string) { return s.runner.Source.Name(), s.version }

// Weaker says what the server guarantees less than one in a container.
func (s *session) Weaker() []string { return s.weaker }

// boot gets a server, one that is kept if there is any, and makes the submission's role in it.
func (s *session) boot(ctx context.Context) error {
	if kept := s.runner.take(s.limits.Memory); kept != nil {
		s.server = kept
		err := s.enter(ctx)
		if err == nil {
			return nil
		}
		// It may have ended since it was used; a fresh one tells whether there is more to it.
		if err := errors.Join(s.discard(), ctx.Err()); err != nil {
			return fmt.Errorf("give up a server: %w", err)
		}
	}
	fresh, err := s.runner.Source.Start(ctx, s.limits.Memory)
	if err != nil {
		return err
	}
	s.server = fresh
	if err := s.enter(ctx); err != nil {
		return errors.Join(err, s.discard())
	}
	return nil
}

// Run runs the statement on the tables of one case. A server that is lost is replaced, and the case run again: if that
// one is lost too, and a third one can be started, it is the submission that does it. The kernel may have ended a server
// because memory was short elsewhere, so that is believed at the second time too.
func (s *session) Run(ctx context.Context, c testcases.Case) (runners.Outcome, error) {
	if s.closed {
		return runners.Outcome{}, errors.New("the session is closed")
	}
	end, last := runners.Broke, runners.Outcome{}
	for lost, broken := 0, 0; ; {
		if s.server == nil {
			if err := s.boot(ctx); err != nil {
				return runners.Outcome{}, err
			}
		}
		if lost == 2 {
			last.End = end
			return last, nil
		}
		o, err := s.run(ctx, c)
		switch {
		case err == nil:
			return o, nil
		case ctx.Err() != nil:
			return runners.Outcome{}, errors.Join(context.Cause(ctx), s.discard())
		case errors.Is(err, errLost):
			lost, last = lost+1, o
			if s.outOfMemory(ctx) {
				end = runners.MemoryEnded
			}
		case errors.Is(err, errBroken) && broken < faults-1:
			broken++
		default:
			return runners.Outcome{}, errors.Join(err, s.discard())
		}
		if err := s.discard(); err != nil {
			return runners.Outcome{}, err
		}
	}
}

// outOfMemory says whether the kernel has ended processes of the server, which is lost, for want of memory.
func (s *session) outOfMemory(ctx context.Context) bool {
	if s.server == nil { // its process would not end, and it was given up
		return false
	}
	now, err := s.server.Ooms(ctx)
	return errors.Is(err, server.ErrOutOfMemory) || err == nil && now > s.ooms
}

// run makes the case's database, runs the statement in it, and drops it. With a server that broke comes what was measured.
func (s *session) run(ctx context.Context, c testcases.Case) (runners.Outcome, error) {
	p, err := s.arrive(ctx, c)
	if err != nil {
		return runners.Outcome{}, err
	}
	return s.within(ctx, c, p, func() (runners.Outcome, bool, error) { return s.perform(ctx, c, p) })
}

// within does something in a case's database, and leaves it.
func (s *session) within(ctx context.Context, c testcases.Case, p *site, do func() (runners.Outcome, bool, error)) (runners.Outcome, error) {
	defer p.hangUp()
	o, sound, err := do()
	if err != nil {
		return o, err
	}
	if o.Fault != nil {
		tables, err := s.tables(c)
		if err != nil {
			return runners.Outcome{}, err
		}
		suggest(o.Fault, s.source, tables)
	}
	if sound {
		sound = s.depart(ctx, c, p, o.End == runners.Answered) == nil
	}
	if !sound { // the next case must not see what is left
		if err := s.discard(); err != nil {
			return runners.Outcome{}, err
		}
	}
	return o, nil
}

// discard gives the server up, so that the next run starts another.
func (s *session) discard() error {
	if s.server == nil {
		return nil
	}
	for _, p := range s.ahead {
		p.stop()
	}
	s.tries.hangUp()
	err := s.server.Close()
	for _, p := range s.ahead {
		p.end(context.Background())
	}
	s.server, s.tries, s.ahead = nil, nil, nil
	return err
}

// Close drops the role and leaves the server to the next session, if nothing of this one is left in it.
func (s *session) Close() error {
	s.closed = true
	if s.server == nil {
		return nil
	}
	ctx, cancel := context.WithTimeoutCause(context.Background(), closeTimeout, fmt.Errorf("the server did not drop the role in %v", closeTimeout))
	defer cancel()
	if s.leave(ctx) != nil {
		return s.discard()
	}
	kept := s.server
	s.server = nil
	return s.runner.keep(kept)
}

func (s *session) leave(ctx context.Context) error {
	admin, err := s.server.Admin(ctx)
	if err == nil {
		err = errors.Join(s.endTries(ctx), s.recall(ctx))
	}
	if err == nil {
		err = s.server.Settle(ctx)
	}
	if err == nil {
		err = server.Await(ctx, admin, "usename = '"+s.role+"'")
	}
	if err != nil {
		return cause(ctx, err)
	}
	if _, err := admin.Exec(ctx, "drop role "+s.role); err != nil {
		return fmt.Errorf("drop the submission's role: %w", cause(ctx, err))
	}
	left, err := s.server.Left(ctx)
	if err != nil {
		return cause(ctx, err)
	}
	if left > 0 {
		return fmt.Errorf("%d databases, roles or connections are left", left)
	}
	return nil
}

// cause names the timeout or the interruption that ended a call, where one did.
func cause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}
