package server

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// To make a database and to drop one takes longer than most of what is done in it. So they are made before they are asked for,
// and dropped while other work is done: chores, done one after the other on a connection of their own.
//
// A database that waits is an empty copy of the template under a random name, so it tells nothing of the case that it is
// for. Nobody but the judge can connect to it: until the privileges of public are gone, nobody can at all.

const choreTimeout = 60 * time.Second

// chore is what is done beside. What came of it is read when done is closed. Once a chore has failed, none is done any more,
// and all have its error: the server is to be given up.
type chore struct {
	done chan struct{}
	err  error
	name string    // of the database that was made
	conn *pgx.Conn // the judge's connection to it
}

// later has a chore done when those before it are.
func (s *Server) later(do func(ctx context.Context, admin *pgx.Conn, c *chore) error) *chore {
	if s.last == nil {
		s.chores, s.stop = context.WithCancel(context.Background())
	}
	life, before, c := s.chores, s.last, &chore{done: make(chan struct{})}
	s.last = c
	go func() {
		defer close(c.done)
		if before != nil {
			<-before.done
			c.err = before.err
		}
		if c.err != nil {
			return
		}
		ctx, cancel := context.WithTimeoutCause(life, choreTimeout, fmt.Errorf("it was not done after %v", choreTimeout))
		defer cancel()
		if s.hand == nil {
			if s.hand, c.err = s.Connect(ctx, s.login.Database); c.err != nil {
				return
			}
		}
		if c.err = do(ctx, s.hand, c); c.err != nil && ctx.Err() != nil {
			c.err = context.Cause(ctx)
		}
	}()
	return c
}

// wait waits for a chore.
func (c *chore) wait(ctx context.Context) error {
	select {
	case <-c.done:
		return c.err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// Copy is a copy of the template that is being made. Nobody but the judge can connect to it.
type Copy struct{ *chore }

// Fresh gives the copy that waits, and has the next one made.
func (s *Server) Fresh() Copy {
	if s.next == nil {
		s.next = s.ahead()
	}
	c := s.next
	s.next = s.ahead()
	return Copy{c}
}

// Wait waits until the copy is made, and gives its name and a connection to it, which is the caller's to close. Any goroutine
// may wait, but only one.
func (c Copy) Wait(ctx context.Context) (name string, conn *pgx.Conn, err error) {
	if err := c.wait(ctx); err != nil {
		return "", nil, fmt.Errorf("make a database: %w", err)
	}
	return c.name, c.conn, nil
}

func (s *Server) ahead() *chore {
	name := s.NewName("case")
	return s.later(func(ctx context.Context, admin *pgx.Conn, c *chore) (err error) {
		if err := s.create(ctx, admin, name); err != nil {
			return err
		}
		c.name = name
		c.conn, err = s.Connect(ctx, name)
		return err
	})
}

// Drop drops a database in which nothing is done any more. Settle says whether it could.
func (s *Server) Drop(name string) {
	s.later(func(ctx context.Context, admin *pgx.Conn, _ *chore) error {
		err := Await(ctx, admin, "datname = '"+name+"'") // in use, it would make the drop sleep for 100 ms
		if err == nil {
			_, err = admin.Exec(ctx, "drop database "+name+" with (force)")
		}
		if err != nil {
			return fmt.Errorf("drop a database: %w", err)
		}
		return nil
	})
}

// Settle waits for all that is done beside. With an error, something may be left.
func (s *Server) Settle(ctx context.Context) error {
	if s.last == nil {
		return nil
	}
	return s.last.wait(ctx)
}

// waiting gives the name of the database that waits, and the processes of the connections for what is done beside. All is
// settled.
func (s *Server) waiting() (name string, pids []uint32) {
	if s.hand != nil {
		pids = append(pids, s.hand.PgConn().PID())
	}
	if s.next != nil && s.next.conn != nil {
		name, pids = s.next.name, append(pids, s.next.conn.PgConn().PID())
	}
	return name, pids
}

// settleUp leaves nothing of what is done beside: no database that waits, and no connection.
func (s *Server) settleUp(ctx context.Context) error {
	if err := s.Settle(ctx); err != nil {
		return err
	}
	if waits := s.next; waits != nil {
		s.next = nil
		if err := waits.conn.Close(ctx); err != nil {
			return err
		}
		s.Drop(waits.name)
	}
	err := s.Settle(ctx)
	return errors.Join(err, s.hangUp(ctx))
}

// giveUp ends what is done beside, in a server that is given up. Where others use it too, nothing may come into being when what
// is left has been looked for, so what has begun is done; unless that takes too long.
func (s *Server) giveUp(ctx context.Context) {
	if s.last == nil {
		return
	}
	if s.Shared {
		_ = s.Settle(ctx)
	}
	s.stop()
	<-s.last.done
	_ = s.hangUp(ctx)
}

// hangUp closes the connections for what is done beside, all of which is done.
func (s *Server) hangUp(ctx context.Context) error {
	var errs []error
	if s.next != nil && s.next.conn != nil {
		errs = append(errs, s.next.conn.Close(ctx))
	}
	if s.hand != nil {
		errs = append(errs, s.hand.Close(ctx))
	}
	s.next, s.hand = nil, nil
	return errors.Join(errs...)
}

// Await waits until no connection is left of which something holds, but not for much longer than five seconds: a process that has
// hung up needs a moment to end, and on a machine that is busy with starting and ending others a long one.
func Await(ctx context.Context, admin *pgx.Conn, what string) error {
	const wait = `do $$ begin for i in 1..5000 loop
			exit when not exists (select from pg_stat_activity where %s);
			perform pg_sleep(0.001), pg_stat_clear_snapshot();
		end loop; end $$`
	_, err := admin.Exec(ctx, fmt.Sprintf(wait, what))
	return err
}
