// Package wire is the protocol between the judge and the supervisor in a cell. This is its specification.
//
// Host and cell exchange frames over the supervisor's standard input and output:
//
//	length  4 bytes, big-endian: the number of bytes that follow, at most MaxFrame
//	type    1 byte
//	header  4 bytes, big-endian, its length; then a JSON object of that length, at most MaxHeader
//	body    the rest
//
// The cell only answers:
//
//	host → cell  W who       header {}, no body: the first frame. A cell that gets none in time ends itself.
//	cell → host  H hello     header Hello, no body: the cell is ready.
//	host → cell  P program   header of the runner's, body: the submission. No answer. A later one takes its place.
//	host → cell  C case      header Limits, body: the case's input. Without one, the submission is only compiled:
//	                         what is said of it then can hold nothing of a case, and none of it has run.
//	cell → host  R result    header Result, body: answer, stdout and stderr, one after the other, as long as
//	                         the header says.
//	cell → host  E error     header Error: the supervisor could not do its work. The cell is of no more use.
//
// A case whose limits say dialog reads what the host sends while it runs, and what it writes is sent at once. Any number of these
// go each way between C and R:
//
//	host → cell  I input     header {}, body: what the case is to read next, at most Window bytes; without one, nothing more
//	                         comes. It is told that once it has read all and waits.
//	cell → host  O output    header {}, body: what the case has written to its standard output, at most Window bytes.
//	both         T taken     header Taken: so many bytes that the other sent have been taken. No more than Window bytes are sent
//	                         beyond those, but for what is left of an output when its case has ended.
//	cell → host  Q quiet     header Quiet: the case has read all, and waits for more.
//	host → cell  X stop      header Stop: the case is to be ended; its Result has killed "stop".
//
// The stdout of R is then empty. I, T and X that come after the case's end mean nothing.
//
// The end of the host's stream ends the cell. The host takes nothing from a cell on trust: lengths are bounded
// before memory is set aside, headers are parsed strictly, sizes must add up, and whatever does not is an error
// that ends the cell.
package wire

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Version is the protocol's version, which a Hello must have.
const Version = 2

// Bounds on what is read.
const (
	MaxFrame  = 64 << 20
	MaxHeader = 64 << 10
	Window    = 64 << 10 // of what is said in one direction, before any of it is taken
)

// The types of frames.
const (
	TypeWho     = 'W'
	TypeHello   = 'H'
	TypeProgram = 'P'
	TypeCase    = 'C'
	TypeResult  = 'R'
	TypeInput   = 'I'
	TypeOutput  = 'O'
	TypeTaken   = 'T'
	TypeQuiet   = 'Q'
	TypeStop    = 'X'
	TypeError   = 'E'
)

// Hello says what the cell is.
type Hello struct {
	Version int    `json:"version"`
	Runtime string `json:"runtime"` // "Python 3.13.1"
	Cgroup  int    `json:"cgroup"`  // the version that memory and CPU are read from; 0 where there is none
	Uids    bool   `json:"uids"`    // cases run under users of their own
	Filter  bool   `json:"filter"`  // the supervisor's own filter of system calls is in force
}

// Limits bound one case. The supervisor ends it at the first that it meets.
type Limits struct {
	CPU       int64 `json:"cpu_us"`
	Wall      int64 `json:"wall_us"` // of waiting: time in which the case has a processor, or is ready for one, does not count
	Memory    int64 `json:"memory"`  // bytes; only where there is no cgroup to hold it
	Stdout    int64 `json:"stdout"`  // bytes
	Stderr    int64 `json:"stderr"`
	Answer    int64 `json:"answer"`
	FileSize  int64 `json:"file_size"`
	OpenFiles int   `json:"open_files"`
	Processes int   `json:"processes"`
	Dialog    bool  `json:"dialog,omitempty"` // Wall is then of silence on both sides while the case does not wait for input
}

// Result is what the supervisor saw. It does not interpret the answer.
type Result struct {
	Exit   int    `json:"exit"`   // exit status of the case's first process; -1 if a signal ended it
	Signal int    `json:"signal"` // that signal
	Killed string `json:"killed"` // why the supervisor ended it: "", "cpu", "wall", "stdout", "stderr", "answer" or "stop"
	OOM    bool   `json:"oom"`    // the kernel ended a process of the cell for want of memory
	CPU    int64  `json:"cpu_us"` // of all the case's processes
	Wall   int64  `json:"wall_us"`
	Peak   int64  `json:"peak"`  // bytes, of all the case's processes
	Clean  bool   `json:"clean"` // nothing of the case is left; false: destroy the cell
	Dirt   string `json:"dirt"`  // what was left
	Told   bool   `json:"told"`  // of a dialog: the case had read all and waited, and was told that nothing more comes
	Sizes  []int  `json:"sizes"` // of answer, stdout and stderr in the body, in bytes
}

// Taken tells the one who sent bytes in a dialog how many more of them were taken.
type Taken struct {
	Bytes int64 `json:"bytes"`
}

// Quiet says that a case in a dialog waits for more.
type Quiet struct {
	Heard int64 `json:"heard"` // bytes that came, all of which it has read
	Sure  bool  `json:"sure"`  // the kernel has it wait, and nothing in the cell will wake it; else it only seems so
}

// Stop ends a case in a dialog.
type Stop struct {
	Waits bool `json:"waits"` // not before it has read all and waits, and is instead of telling it that nothing more comes
}

// Error is a fault of the supervisor's own.
type Error struct {
	Message string `json:"message"`
}

// Frame is one frame, whole.
type Frame struct {
	Type   byte
	Header []byte // JSON
	Body   []byte
}

// ErrGarbled marks a frame that is not one.
var ErrGarbled = errors.New("garbled frame")

// Write sends one frame, with one call of w.Write for what is small.
func Write(w io.Writer, typ byte, header any, body []byte) error {
	h, err := json.Marshal(header)
	if err != nil {
		return fmt.Errorf("frame %c: %w", typ, err)
	}
	n := 1 + 4 + len(h) + len(body)
	if len(h) > MaxHeader || n > MaxFrame {
		return fmt.Errorf("frame %c: %d bytes are more than a frame holds", typ, n)
	}
	buf := make([]byte, 0, 4+n)
	buf = binary.BigEndian.AppendUint32(buf, uint32(n))
	buf = append(buf, typ)
	buf = binary.BigEndian.AppendUint32(buf, uint32(len(h)))
	buf = append(buf, h...)
	buf = append(buf, body...)
	if _, err := w.Write(buf); err != nil {
		return fmt.Errorf("frame %c: %w", typ, err)
	}
	return nil
}

// Read reads one frame of at most limit bytes (MaxFrame at most). An error that wraps ErrGarbled means that the
// other side does not keep to the protocol; io.EOF, that the stream ended between frames.
func Read(r io.Reader, limit int) (Frame, error) {
	var head [9]byte
	if _, err := io.ReadFull(r, head[:4]); err != nil {
		return Frame{}, err
	}
	n := int64(binary.BigEndian.Uint32(head[:4]))
	if n < 5 || n > int64(min(limit, MaxFrame)) {
		return Frame{}, fmt.Errorf("%w: a length of %d", ErrGarbled, n)
	}
	if _, err := io.ReadFull(r, head[4:]); err != nil {
		return Frame{}, cut(err)
	}
	h := int64(binary.BigEndian.Uint32(head[5:]))
	if h > MaxHeader || h > n-5 {
		return Frame{}, fmt.Errorf("%w: a header of %d bytes in a frame of %d", ErrGarbled, h, n)
	}
	// Grows as bytes arrive, so that a length alone takes no memory.
	var rest bytes.Buffer
	if _, err := io.CopyN(&rest, r, n-5); err != nil {
		return Frame{}, cut(err)
	}
	return Frame{Type: head[4], Header: rest.Bytes()[:h], Body: rest.Bytes()[h:]}, nil
}

func cut(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// Parse reads the frame's header strictly into a struct.
func (f Frame) Parse(into any) error {
	dec := json.NewDecoder(bytes.NewReader(f.Header))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return fmt.Errorf("%w: header of %c: %w", ErrGarbled, f.Type, err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%w: header of %c: something follows it", ErrGarbled, f.Type)
	}
	return nil
}
