package judge

import "sync"

// speech carries what one program says to another, in its order. Whoever says something never waits: two programs that both wait
// to be heard would wait for ever. How much is said is bounded by the programs' limits of output.
type speech struct {
	out chan []byte // closed once all was taken and nothing more comes

	mu    sync.Mutex
	queue [][]byte
	ended bool
	more  chan struct{} // has a token where there may be news in the queue
	left  chan struct{} // closed where nobody listens any more
	done  chan struct{}
}

func newSpeech() *speech {
	s := &speech{out: make(chan []byte), more: make(chan struct{}, 1), left: make(chan struct{}), done: make(chan struct{})}
	go s.carry()
	return s
}

// say adds to the speech, which keeps the text.
func (s *speech) say(text []byte) {
	s.mu.Lock()
	s.queue = append(s.queue, text)
	s.mu.Unlock()
	s.news()
}

// end says that nothing more comes.
func (s *speech) end() {
	s.mu.Lock()
	s.ended = true
	s.mu.Unlock()
	s.news()
}

func (s *speech) news() {
	select {
	case s.more <- struct{}{}:
	default: // there is a token already
	}
}

// close gives up what was not heard, and waits for the goroutine that carries. It is called once.
func (s *speech) close() {
	close(s.left)
	<-s.done
}

func (s *speech) carry() {
	defer close(s.done)
	defer close(s.out)
	for {
		s.mu.Lock()
		queue, ended := s.queue, s.ended
		s.queue = nil
		s.mu.Unlock()
		for _, text := range queue {
			select {
			case s.out <- text:
			case <-s.left:
				return
			}
		}
		if ended && len(queue) == 0 {
			return
		}
		if len(queue) > 0 {
			continue
		}
		select {
		case <-s.more:
		case <-s.left:
			return
		}
	}
}
