package wire

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
)

// Host is the judge's end of the wire to one cell. Its methods are called by one goroutine at a time, and
// end when the stream does: whoever needs a timeout closes the cell.
type Host struct {
	r io.Reader
	w io.Writer
}

// NewHost speaks over a cell's streams.
func NewHost(rw io.ReadWriter) *Host {
	return &Host{r: bufio.NewReaderSize(rw, 64<<10), w: rw}
}

// Hello asks the cell who it is, and waits for it to be ready.
func (h *Host) Hello() (Hello, error) {
	var hello Hello
	if err := Write(h.w, TypeWho, struct{}{}, nil); err != nil {
		return Hello{}, fmt.Errorf("hello: %w", err)
	}
	if _, err := h.expect(TypeHello, MaxHeader, &hello); err != nil {
		return Hello{}, fmt.Errorf("hello: %w", err)
	}
	if hello.Version != Version {
		return Hello{}, fmt.Errorf("hello: the cell speaks version %d of the protocol, not %d", hello.Version, Version)
	}
	if len(hello.Runtime) > 100 || strings.ContainsFunc(hello.Runtime, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return Hello{}, fmt.Errorf("hello: %w: the runtime's name", ErrGarbled)
	}
	return hello, nil
}

// Program sends the submission with a header that the runner's harness understands.
func (h *Host) Program(header any, source []byte) error {
	return Write(h.w, TypeProgram, header, source)
}

// Run runs one case. The slices returned are the caller's.
func (h *Host) Run(limits Limits, input []byte) (res Result, answer, stdout, stderr []byte, err error) {
	fail := func(err error) (Result, []byte, []byte, []byte, error) {
		return Result{}, nil, nil, nil, fmt.Errorf("run case: %w", err)
	}
	if err := Write(h.w, TypeCase, limits, input); err != nil {
		return fail(err)
	}
	room := MaxHeader + 16 + limits.Answer + limits.Stdout + limits.Stderr
	f, err := h.expect(TypeResult, int(min(room, MaxFrame)), &res)
	if err != nil {
		return fail(err)
	}
	if err := res.check(limits, len(f.Body)); err != nil {
		return fail(fmt.Errorf("%w: %w", ErrGarbled, err))
	}
	a, o := res.Sizes[0], res.Sizes[0]+res.Sizes[1]
	return res, f.Body[:a:a], f.Body[a:o:o], f.Body[o:], nil
}

// check looks for what no supervisor says of a case with those limits.
func (r Result) check(l Limits, body int) error {
	if len(r.Sizes) != 3 {
		return fmt.Errorf("sizes of %d parts", len(r.Sizes))
	}
	for i, limit := range []int64{l.Answer, l.Stdout, l.Stderr} {
		if n := r.Sizes[i]; n < 0 || int64(n) > limit {
			return fmt.Errorf("part %d has %d bytes of at most %d", i, n, limit)
		}
		body -= r.Sizes[i]
	}
	if body != 0 {
		return fmt.Errorf("the parts and the body differ by %d bytes", body)
	}
	if r.CPU < 0 || r.Wall < 0 || r.Peak < 0 || r.Exit < -1 || r.Exit > 255 || r.Signal < 0 || r.Signal > 64 {
		return fmt.Errorf("a number that cannot be")
	}
	if !slices.Contains([]string{"", "cpu", "wall", "stdout", "stderr", "answer"}, r.Killed) && (r.Killed != "stop" || !l.Dialog) {
		return fmt.Errorf("ended for no reason there is")
	}
	return nil
}

// expect reads the next frame, which must be of the type.
func (h *Host) expect(typ byte, limit int, header any) (Frame, error) {
	f, err := Read(h.r, limit)
	if err != nil {
		return Frame{}, err
	}
	return f, f.as(typ, header)
}

// as reads the header of a frame that must be of the type.
func (f Frame) as(typ byte, header any) error {
	if f.Type == TypeError {
		var e Error
		if err := f.Parse(&e); err != nil {
			return err
		}
		return fmt.Errorf("the supervisor failed: %.500q", e.Message)
	}
	if f.Type != typ {
		return fmt.Errorf("%w: type %q, not %q", ErrGarbled, f.Type, typ)
	}
	return f.Parse(header)
}
