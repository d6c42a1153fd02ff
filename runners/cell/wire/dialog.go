package wire

import (
	"fmt"
	"sync"
)

// Speaker is what a case in a dialog is told by. No method waits.
type Speaker interface {
	// News has something to receive when there may be more to say than when the speaker was last asked, or more room for it.
	News() <-chan struct{}
	// Next gives what the case is to read next, at most so many bytes, and how many bytes of what it wrote have been taken since the
	// speaker was last asked.
	Next(most int) (text []byte, taken int64)
	// Ending tells, once Next has given all text, whether it was all, of which the case is told when it waits for more; and whether
	// the case is to be ended: at once, or where it was all, instead of being told.
	Ending() (all, stop bool)
}

// Listener is told what a case in a dialog does, by one goroutine. No method waits.
type Listener interface {
	// Hear is told what the case writes; the slice is the listener's.
	Hear(text []byte)
	// Took is told how many more bytes of what the case was to read were taken.
	Took(bytes int64)
	// Quiet is told that the case has read all so far, so many bytes, and waits for more; and whether that is sure.
	Quiet(heard int64, sure bool)
}

// conversation is the host's end of one dialog.
type conversation struct {
	*Host
	says   Speaker
	hears  Listener
	limits Limits

	mu    sync.Mutex
	sent  int64 // bytes that the case is to read
	taken int64 // of these

	wrote int64 // bytes that the case has written
}

// Converse runs one case in a dialog. Nobody is asked or told anything once it has ended. The rest is as of Run.
func (h *Host) Converse(limits Limits, input []byte, says Speaker, hears Listener) (res Result, answer, stderr []byte, err error) {
	fail := func(err error) (Result, []byte, []byte, error) {
		return Result{}, nil, nil, fmt.Errorf("run case: %w", err)
	}
	limits.Dialog = true
	if err := Write(h.w, TypeCase, limits, input); err != nil {
		return fail(err)
	}
	c := &conversation{Host: h, says: says, hears: hears, limits: limits}
	ended, told := make(chan struct{}), make(chan error, 1)
	go func() { told <- c.tell(ended) }()
	f, err := c.listen(&res)
	close(ended)
	if tellErr := <-told; err == nil {
		err = tellErr
	}
	if err != nil {
		return fail(err)
	}
	limits.Stdout = 0 // in the result
	if err := res.check(limits, len(f.Body)); err != nil {
		return fail(fmt.Errorf("%w: %w", ErrGarbled, err))
	}
	a := res.Sizes[0]
	return res, f.Body[:a:a], f.Body[a:], nil
}

// tell sends what there is to say, until the case has ended.
func (c *conversation) tell(ended <-chan struct{}) error {
	var told [2]bool
	for {
		select {
		case <-c.says.News():
		case <-ended:
			return nil
		}
		for {
			more, err := c.next()
			if err != nil {
				return err
			}
			if !more {
				break
			}
		}
		all, stop := c.says.Ending()
		if now := [2]bool{all, stop}; now != told {
			told = now
			if err := c.end(all, stop); err != nil {
				return err
			}
		}
	}
}

// next sends some of what there is to say; it tells whether there was any.
func (c *conversation) next() (bool, error) {
	c.mu.Lock()
	room := Window - int(c.sent-c.taken)
	c.mu.Unlock()
	text, taken := c.says.Next(room)
	c.mu.Lock()
	c.sent += int64(len(text))
	c.mu.Unlock()
	if len(text) > 0 { // without one, it would say that it was all
		if err := Write(c.w, TypeInput, struct{}{}, text); err != nil {
			return false, err
		}
	}
	if taken > 0 {
		if err := Write(c.w, TypeTaken, Taken{taken}, nil); err != nil {
			return false, err
		}
	}
	return len(text) > 0, nil
}

func (c *conversation) end(all, stop bool) error {
	if stop {
		return Write(c.w, TypeStop, Stop{Waits: all}, nil)
	}
	return Write(c.w, TypeInput, struct{}{}, nil)
}

// listen hands on what the cell says, and gives the frame of the case's result.
func (c *conversation) listen(res *Result) (Frame, error) {
	most := int(min(MaxHeader+16+max(c.limits.Answer+c.limits.Stderr, Window), MaxFrame))
	for {
		f, err := Read(c.r, most)
		if err == nil && f.Type == TypeResult {
			return f, f.Parse(res)
		}
		if err == nil {
			err = c.hear(f)
		}
		if err != nil {
			return Frame{}, err
		}
	}
}

// hear takes a frame of a case that runs.
func (c *conversation) hear(f Frame) error {
	switch f.Type {
	case TypeOutput:
		if err := f.Parse(&struct{}{}); err != nil {
			return err
		}
		if c.wrote += int64(len(f.Body)); c.wrote > c.limits.Stdout || len(f.Body) > Window || len(f.Body) == 0 {
			return fmt.Errorf("%w: an output of %d bytes, %d in all, the limit is %d", ErrGarbled, len(f.Body), c.wrote, c.limits.Stdout)
		}
		c.hears.Hear(f.Body)
	case TypeTaken:
		var t Taken
		if err := f.Parse(&t); err != nil {
			return err
		}
		c.mu.Lock()
		c.taken += t.Bytes
		wrong := t.Bytes <= 0 || c.taken > c.sent
		c.mu.Unlock()
		if wrong {
			return fmt.Errorf("%w: it took %d bytes, which is more than there were", ErrGarbled, t.Bytes)
		}
		c.hears.Took(t.Bytes)
	case TypeQuiet:
		var q Quiet
		if err := f.Parse(&q); err != nil {
			return err
		}
		c.mu.Lock()
		wrong := q.Heard < 0 || q.Heard > c.sent
		c.mu.Unlock()
		if wrong {
			return fmt.Errorf("%w: it has heard %d bytes, which is more than there were", ErrGarbled, q.Heard)
		}
		c.hears.Quiet(q.Heard, q.Sure)
	default:
		return f.as(TypeResult, &Result{})
	}
	return nil
}
