package cell

import (
	"bytes"
	"sync"
)

// LastWords keeps the end of what is written to it: what an engine can diagnose of a cell that died. It may be used from several
// goroutines.
type LastWords struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

// Write never fails.
func (l *LastWords) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.buf.Write(p)
	if over := l.buf.Len() - 4096; over > 0 {
		l.buf.Next(over)
	}
	return len(p), nil
}

func (l *LastWords) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}
