package sql

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners/sql/server"
	"github.com/coding-judge/judge/testcases"
)

// Most of a case's time would go by while its database is made and filled, and while connections to it are opened. The problem
// says which cases come next, so that is done for them beside, in two steps:
//
// While a case is judged, the next one's database is made and filled. The submission finds nothing of it: it can't connect
// there, and a superuser has taken away what tells of other databases (see denyCatalog). Nor can it do anything to it: of what
// all databases share, DROP OWNED reaches its role's privileges on them, and on this one it has none before the second step.
//
// When a case has been answered, nothing of the submission is at work, and its role's settings are what they should be. Then
// the role is let into the next database, and the connections are opened that the next case begins with. They are as fresh as
// any that are opened later: nothing has been done in them.
//
// No verdict depends on it. What could not be made ready, is not as it should be, or is for another case than the one that
// comes, is done anew when the case comes. Without a superuser nothing is done ahead, for then a submission sees what its role
// does elsewhere, and can end it.

const (
	mostAhead = 2       // cases whose connections are opened, where their databases are kept
	maxAhead  = 1 << 20 // bytes of an input that is loaded ahead: there may be room for one large case, and not for two
)

// site is where a case is judged. What is done for it ahead is done by goroutines, which end soon after stop.
type site struct {
	db    string
	lines map[purpose]*line // that were opened ahead, and not taken yet

	c     testcases.Case  // that it is made ready for
	life  context.Context //nolint:containedctx // of what is done ahead
	stop  context.CancelFunc
	entry *entry // nil where there was nothing to fill
}

// entry is a database that is filled ahead, and then opened to the submission. Its fields are read when a channel says so.
type entry struct {
	filled chan struct{}
	conn   *pgx.Conn // the judge's; nil where there is none
	err    error

	let      bool // the role is let in, and
	admitted chan struct{}
}

func newSite(c testcases.Case) *site {
	p := &site{c: c, lines: map[purpose]*line{}}
	p.life, p.stop = context.WithCancel(context.Background())
	return p
}

// purposes are the connections that a case begins with. Where plans are measured, the judge waits until the submission has none.
func (s *session) purposes(c testcases.Case) []purpose {
	switch {
	case s.problem.Measures(c):
		return nil
	case s.problem.Kind == problems.Query:
		return []purpose{reading}
	}
	return []purpose{writing, probing}
}

// following are the cases that are likely to come after one, as long as their inputs are known and small.
func (s *session) following(c testcases.Case, most int) []testcases.Case {
	at := slices.IndexFunc(s.problem.Cases, func(o testcases.Case) bool { return o.Name == c.Name })
	if at < 0 || s.unsure || !s.server.Superuser {
		return nil
	}
	next := s.problem.Cases[at+1:]
	next = next[:min(most, len(next))]
	if n := slices.IndexFunc(next, func(o testcases.Case) bool { return o.Input.IsZero() || len(o.Input.Bytes()) > maxAhead }); n >= 0 {
		next = next[:n]
	}
	return next
}

// expected gives the site that was made ready for a case, or nil. Nothing is left of what was made ready for another.
func (s *session) expected(ctx context.Context, c testcases.Case) (*site, error) {
	if len(s.ahead) > 0 && s.ahead[0].c.Name == c.Name && bytes.Equal(s.ahead[0].c.Input.Bytes(), c.Input.Bytes()) {
		p := s.ahead[0]
		s.ahead = s.ahead[1:]
		if p.entry == nil || p.entry.arrive(ctx, s, p) == nil {
			return p, nil
		}
		return nil, s.abandon(ctx, p)
	}
	if len(s.ahead) > 0 && c.Name != s.last { // the same one again may be to measure it again
		s.unsure = true
	}
	return nil, s.recall(ctx)
}

// arrive has the submission let into what was filled.
func (e *entry) arrive(ctx context.Context, s *session, p *site) error {
	if !e.let {
		s.let(p)
	}
	select {
	case <-e.admitted:
		return e.err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// prepare has the database of the case after one made and filled.
func (s *session) prepare(c testcases.Case) {
	if s.keeps() || len(s.ahead) > 0 || c.Name == s.last {
		return
	}
	for _, next := range s.following(c, 1) {
		p := newSite(next)
		p.entry = &entry{filled: make(chan struct{}), admitted: make(chan struct{})}
		s.ahead = append(s.ahead, p)
		go s.fillAhead(p, s.server.Fresh())
	}
}

func (s *session) fillAhead(p *site, fresh server.Copy) {
	e := p.entry
	defer close(e.filled)
	// To its end, for then there is something to drop.
	if p.db, e.conn, e.err = fresh.Wait(context.WithoutCancel(p.life)); e.err != nil {
		return
	}
	tables, err := s.tables(p.c)
	if err == nil {
		err = s.fill(p.life, e.conn, p.c, tables)
	}
	e.err = err
}

// let lets the submission into what is filled ahead, when it is.
func (s *session) let(p *site) {
	e := p.entry
	e.let = true
	go func() {
		defer close(e.admitted)
		<-e.filled
		if e.err == nil {
			e.err = errors.Join(s.admit(p.life, e.conn, p.db), e.conn.Close(p.life))
		}
	}()
}

// dialAhead opens the connections that a case begins with.
func (s *session) dialAhead(p *site) {
	for _, what := range s.purposes(p.c) {
		l := &line{opened: make(chan struct{})}
		p.lines[what] = l
		go func() {
			defer close(l.opened)
			if p.entry != nil {
				if <-p.entry.admitted; p.entry.err != nil {
					return
				}
			}
			ctx, cancel := context.WithTimeout(p.life, ownTimeout)
			defer cancel()
			if s.connect(ctx, l, p.db, s.settingsFor(what)) != nil {
				l.conn = nil
			}
		}()
	}
}

// depart keeps the submission out of a case's database, which goes where it is not kept. Where the case was answered, the
// submission is let into the next ones.
func (s *session) depart(ctx context.Context, c testcases.Case, p *site, answered bool) error {
	ctx, cancel := context.WithTimeoutCause(ctx, ownTimeout, fmt.Errorf("the case's database was not left after %v", ownTimeout))
	defer cancel()
	admin, err := s.server.Admin(ctx)
	if err != nil {
		return err
	}
	p.hangUp()
	// All, for what the role does meanwhile must not come across a database that is being dropped: drop owned would.
	statements := []string{s.expulsion(p.db)}
	var next []*site
	if answered {
		next = s.next(c)
	}
	for _, n := range slices.Concat(s.ahead, next) {
		if s.keeps() && (n.db == p.db || slices.Contains(next, n)) { // the one that is left may be one of the next
			statements = append(statements, s.admission(n.db))
		}
	}
	if _, err := admin.Exec(ctx, strings.Join(statements, "; ")); err != nil {
		return fmt.Errorf("keep the submission out of the case's database: %w", cause(ctx, err))
	}
	if !s.keeps() {
		s.server.Drop(p.db)
	}
	for _, n := range next {
		if n.entry != nil {
			s.let(n)
		} else {
			s.ahead = append(s.ahead, n)
		}
		s.dialAhead(n)
	}
	return nil
}

// next are the places of the cases after one to which no connection is opened yet.
func (s *session) next(c testcases.Case) (out []*site) {
	if !s.keeps() {
		if len(s.ahead) > 0 && len(s.purposes(s.ahead[0].c)) > 0 {
			return s.ahead[:1]
		}
		return nil
	}
	for i, c := range s.following(c, mostAhead) {
		if i < len(s.ahead) {
			continue
		}
		p := newSite(c)
		if p.db = s.keptName(c); !s.server.IsKept(p.db) || len(s.purposes(c)) == 0 {
			break
		}
		out = append(out, p)
	}
	return out
}

// hangUp closes the connections that were opened ahead, and not taken.
func (p *site) hangUp() {
	if p.stop != nil {
		p.stop()
	}
	for what, l := range p.lines {
		delete(p.lines, what)
		<-l.opened
		if l.conn != nil {
			hangUp(l.conn)
		}
	}
}

// end returns when nothing is done ahead any more, and no connection is left.
func (p *site) end(ctx context.Context) {
	p.hangUp()
	if e := p.entry; e != nil {
		<-e.filled
		if e.let {
			<-e.admitted
		}
		if e.conn != nil {
			_ = e.conn.Close(ctx)
		}
	}
}

// recall undoes all that was made ready.
func (s *session) recall(ctx context.Context) error {
	for _, p := range s.ahead {
		p.stop()
	}
	var errs []error
	for len(s.ahead) > 0 {
		p := s.ahead[0]
		s.ahead = s.ahead[1:]
		errs = append(errs, s.abandon(ctx, p))
	}
	return errors.Join(errs...)
}

// abandon undoes what was made ready for one case.
func (s *session) abandon(ctx context.Context, p *site) error {
	p.stop()
	p.end(ctx)
	if p.db == "" {
		return nil
	}
	if p.entry == nil || p.entry.let {
		admin, err := s.server.Admin(ctx)
		if err == nil {
			_, err = admin.Exec(ctx, s.expulsion(p.db))
		}
		if err != nil {
			return fmt.Errorf("%w: keep the submission out of the next case's database: %w", errBroken, cause(ctx, err))
		}
	}
	if p.entry != nil {
		s.server.Drop(p.db)
	}
	return nil
}
