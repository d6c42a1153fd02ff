package native

import "os"

// pipes are made for a program. Its ends are closed here once it has them; the others are the caller's.
type pipes struct {
	theirs []*os.File
	err    error // of the first that could not be made
}

func (p *pipes) toProgram() *os.File {
	r, w := p.pipe()
	p.theirs = append(p.theirs, r)
	return w
}

func (p *pipes) fromProgram() *os.File {
	r, w := p.pipe()
	p.theirs = append(p.theirs, w)
	return r
}

// give lets the program read what a pipe holds, and no more.
func (p *pipes) give(content string) {
	w := p.toProgram()
	if p.err == nil {
		_, p.err = w.WriteString(content)
	}
	_ = w.Close()
}

func (p *pipes) pipe() (r, w *os.File) {
	r, w, err := os.Pipe()
	if p.err == nil {
		p.err = err
	}
	return r, w
}

func (p *pipes) close() {
	for _, f := range p.theirs {
		_ = f.Close() // twice, or of one that was never made, does no harm
	}
}
