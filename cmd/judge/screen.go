package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// screen shows one thing at a time on the whole of a terminal, on its alternate screen, so that nothing of it is left behind.
type screen struct {
	out     *os.File
	profile colorprofile.Profile

	mu   sync.Mutex
	body []byte // what is shown, for when the terminal's size changes
	foot string
}

// newScreen takes the terminal that a writer of newApp's goes to; nil where there is none that can do it.
func newScreen(w io.Writer) *screen {
	p, ok := w.(*colorprofile.Writer)
	if !ok {
		return nil
	}
	f, ok := p.Forward.(*os.File)
	if !ok || !term.IsTerminal(f.Fd()) || os.Getenv("TERM") == "dumb" {
		return nil
	}
	s := &screen{out: f, profile: p.Profile}
	fmt.Fprint(f, ansi.SetModeAltScreenSaveCursor+ansi.ResetModeTextCursorEnable)
	return s
}

// close gives the terminal back as it was.
func (s *screen) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	fmt.Fprint(s.out, ansi.SetModeTextCursorEnable+ansi.ResetModeAltScreenSaveCursor)
}

// show shows a text, and a line at the bottom.
func (s *screen) show(body []byte, foot string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.body, s.foot = body, foot
	s.draw()
}

// redraw shows the same on a terminal of another size.
func (s *screen) redraw() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.draw()
}

// size is the terminal's, in characters, or that of most where it has none to speak of.
func (s *screen) size() (width, height int) {
	width, height, err := term.GetSize(s.out.Fd())
	if err != nil || width < 1 || height < 4 {
		return columns, 24
	}
	return width, height
}

// draw writes all in one go.
func (s *screen) draw() {
	width, height := s.size()
	var b bytes.Buffer
	b.WriteString(ansi.CursorHomePosition)
	colored := &colorprofile.Writer{Forward: &b, Profile: s.profile}
	for i, line := range frame(string(s.body), s.foot, width, height) {
		if i > 0 {
			b.WriteString("\r\n")
		}
		_, _ = io.WriteString(colored, line) // a Buffer takes all
		b.WriteString(ansi.EraseLineRight)
	}
	b.WriteString(ansi.EraseScreenBelow)
	_, _ = s.out.Write(b.Bytes()) // a terminal that is gone ends the program by a signal
}

// frame gives the lines that a terminal shows of a text. What is too wide is cut; of what is too high the beginning stays, which says
// what it is about, and the end.
func frame(body, foot string, width, height int) []string {
	lines := strings.Split(strings.TrimRight(body, "\n"), "\n")
	if room := height - 2; len(lines) > room {
		cut := len(lines) - room + 1
		lines = append([]string{lines[0], fmt.Sprintf("  … %d lines", cut)}, lines[1+cut:]...)
	}
	lines = append(lines, "", foot)
	for i, line := range lines {
		lines[i] = ansi.Truncate(line, width, "…")
	}
	return lines
}
