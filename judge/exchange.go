package judge

import (
	"sync"
	"time"

	"github.com/coding-judge/judge/runners"
)

// The sides of an exchange.
const (
	submitted = iota
	validates
)

// exchange carries what a submission and a validator say to each other. It holds no more of it than their cells send ahead, which
// they do only as far as the other one has taken it. And it sees when they wait for each other.
type exchange struct {
	mu       sync.Mutex
	sides    [2]*side
	said     transcript
	stuck    runners.Stuck
	patience time.Duration // for which both may seem to wait
	waiting  *time.Timer   // for that; nil where they do not
	grace    *time.Timer   // for a submission that got stuck
}

// side is one program in an exchange: as its cell knows it, a runners.Speaker and a runners.Listener.
type side struct {
	*exchange
	number int
	news   chan struct{}

	text  []byte // for it to read, as far as its cell has not got it
	own   int64  // bytes at the beginning of that which the judge says, and not the other one
	given int64  // bytes for it to read, in all
	owed  int64  // of the other one's, those that it has not taken
	taken int64  // bytes that it wrote and the other one took, of which its cell does not know

	quiet, sure bool // it has read all, and waits
	half        bool // the last that it wrote is no whole line

	ended bool
	all   bool // nothing more comes for it
	idle  bool // it is ended when it waits for more
	now   bool // it is ended
}

// stuckGrace is for how long a submission that waits in vain may go on after it was told that nothing more comes. What it says then shows
// what it had not flushed.
const stuckGrace = time.Second

// newExchange begins with what the validator reads first.
func newExchange(first []byte, patience time.Duration) *exchange {
	x := &exchange{patience: patience}
	for i := range x.sides {
		x.sides[i] = &side{exchange: x, number: i, news: make(chan struct{}, 1)}
	}
	v := x.sides[validates]
	v.text, v.own, v.given = first, int64(len(first)), int64(len(first))
	v.tell()
	return x
}

func (s *side) other() *side { return s.sides[1-s.number] }

// tell wakes whoever speaks to the cell.
func (s *side) tell() {
	select {
	case s.news <- struct{}{}:
	default: // there is a token already
	}
}

func (s *side) News() <-chan struct{} { return s.news }

func (s *side) Next(most int) (text []byte, taken int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := min(most, len(s.text))
	text, s.text = s.text[:n:n], s.text[n:]
	taken, s.taken = s.taken, 0
	return text, taken
}

func (s *side) Ending() (all, stop bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now {
		return false, true
	}
	all = s.all && len(s.text) == 0
	return all, all && s.idle
}

func (s *side) Hear(text []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.quiet, s.half = false, text[len(text)-1] != '\n'
	switch o := s.other(); {
	case s.stuck != runners.NotStuck:
		s.stuck = runners.Unflushed
		s.taken += int64(len(text))
		s.tell()
	case o.ended:
		s.said.add(s.mark(), text)
		s.taken += int64(len(text))
		s.tell()
	default:
		s.said.add(s.mark(), text)
		o.text = append(o.text, text...)
		o.given += int64(len(text))
		o.owed += int64(len(text))
		o.quiet = false
		o.tell()
	}
	s.look()
}

// mark is what stands before what a side says.
func (s *side) mark() byte {
	if s.number == submitted {
		return '>'
	}
	return '<'
}

func (s *side) Took(bytes int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	own := min(s.own, bytes)
	s.own -= own
	s.owed -= bytes - own
	s.other().taken += bytes - own
	s.other().tell()
	s.tell() // there is more room
}

func (s *side) Quiet(heard int64, sure bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.quiet, s.sure = heard == s.given, sure
	s.look()
}

// end says that a side has ended, and what becomes of the other one: it is ended now, or when it waits for more, or told then that
// nothing more comes.
func (s *side) end(now, idle bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.other()
	s.ended = true
	o.taken += s.owed // in vain
	s.owed, s.text = 0, nil
	o.all, o.idle, o.now = true, idle, o.now || now
	o.tell()
	s.look()
}

// look sees whether both wait. Where that is not sure, they may be about to go on by themselves, and have some time for that.
func (x *exchange) look() {
	a, b := x.sides[submitted], x.sides[validates]
	both := a.quiet && b.quiet && !a.ended && !b.ended && x.stuck == runners.NotStuck
	switch {
	case both && a.sure && b.sure:
		x.release()
	case both && x.waiting == nil:
		var timer *time.Timer
		timer = time.AfterFunc(x.patience, func() {
			x.mu.Lock()
			defer x.mu.Unlock()
			if x.waiting == timer {
				x.release()
			}
		})
		x.waiting = timer
	case !both && x.waiting != nil:
		x.waiting.Stop()
		x.waiting = nil
	}
}

// release ends what cannot go on. The submission is told that nothing more comes, and soon ended.
func (x *exchange) release() {
	a, b := x.sides[submitted], x.sides[validates]
	x.stuck = runners.Waiting
	if a.half {
		x.stuck = runners.HalfLine
	}
	a.all, b.now = true, true
	x.grace = time.AfterFunc(stuckGrace, func() {
		x.mu.Lock()
		defer x.mu.Unlock()
		a.now = true
		a.tell()
	})
	a.tell()
	b.tell()
}

// close gives what was said, and how the two got stuck.
func (x *exchange) close() ([]byte, runners.Stuck) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, timer := range []*time.Timer{x.waiting, x.grace} {
		if timer != nil {
			timer.Stop()
		}
	}
	x.waiting = nil
	return x.said.text(), x.stuck
}
