package python_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"os/exec"
	"testing"
	"unicode/utf8"

	"github.com/coding-judge/judge/runners/cell/wire"
)

// FuzzServe sends bytes to the cell's side of the wire. It answers each whole frame as the specification says, and ends, with
// an error where a frame is none.
func FuzzServe(f *testing.F) {
	const python = "/usr/bin/python3"
	if _, err := exec.LookPath(python); err != nil {
		f.Skip("needs " + python)
	}
	who := frame('W', "{}", "")
	program := frame('P', `{"function":"f"}`, "def f(): pass")
	for _, seed := range []string{
		"", "W", who, who + who, who + program, program[:20],
		who + program + frame('C', `{"cpu_us":1}`, "input") + frame('C', "{}", ""),
		frame('C', "{}", "an input without a program"),
		frame('C', "not JSON", ""), frame('P', "not JSON", "def f(): pass"), frame('C', "", ""), who + frame('W', "{}", "a body"),
		who + frame('I', "{}", "late") + who, frame('I', "{}", "")[:8],
		frame('R', "{}", ""), frame(0, "", ""), who + frame('Z', "{}", "more"),
		who + frame('T', `{"bytes":9}`, "") + frame('X', `{"waits":true}`, "more") + who, frame('T', "not JSON", "") + who,
		"\x00\x00\x00\x00C\x00\x00\x00\x00", "\x00\x00\x00\x05C\x00\x00\x00\x01", "\xff\xff\xff\xffC\x00\x00\x00\x00",
		"\x00\x00\x00\x09C\xff\xff\xff\xff{}", who + "\x03\xff\xff\xffP\x00\x00\x00\x02{}body",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		cmd := exec.CommandContext(t.Context(), python, "-I", "-B", "testdata/serve.py", ".")
		cmd.Stdin = bytes.NewReader(in)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil || stderr.Len() > 0 {
			t.Fatalf("%v\n%s", err, &stderr)
		}
		got := bytes.NewReader(out)
		for _, want := range answers(in) {
			if want.typ == either {
				return
			}
			reply, err := wire.Read(got, wire.MaxFrame)
			if err != nil {
				t.Fatalf("want %c, got none: %v", want.typ, err)
			}
			if reply.Type != want.typ || want.typ == wire.TypeResult && len(reply.Body) != want.size {
				t.Fatalf("got %c %s with %d bytes, want %c with %d", reply.Type, reply.Header, len(reply.Body), want.typ, want.size)
			}
		}
		if got.Len() > 0 {
			t.Fatalf("%d bytes more than were asked for: %q", got.Len(), out)
		}
	})
}

// reply is what a cell has to say: a frame's type, and for a result how much was given to the case.
type reply struct {
	typ  byte
	size int
}

// either is a result or an error, after which anything may follow.
const either = 0

// answers is what the specification asks of a cell that gets these bytes.
func answers(in []byte) (out []reply) {
	program := 0 // bytes of the submission's source
	for len(in) >= 9 {
		length, typ, header := int(binary.BigEndian.Uint32(in)), in[4], int(binary.BigEndian.Uint32(in[5:]))
		if length > wire.MaxFrame || header > wire.MaxHeader || 5+header > length {
			return append(out, reply{typ: wire.TypeError})
		}
		rest := in[9:]
		if len(rest) < header {
			return out // the stream ended, and with it the cell
		}
		whole := len(rest) >= length-5
		switch typ {
		case wire.TypeWho:
			if length-5 > header {
				return append(out, reply{typ: wire.TypeError})
			}
			out = append(out, reply{typ: wire.TypeHello})
		case wire.TypeProgram:
			if !whole {
				return out
			}
			if !plainJSON(rest[:header]) {
				return append(out, reply{typ: either})
			}
			program = length - 5 - header
		case wire.TypeCase:
			if !whole {
				return out
			}
			if !plainJSON(rest[:header]) {
				return append(out, reply{typ: either})
			}
			out = append(out, reply{wire.TypeResult, program + length - 5 - header})
		case wire.TypeInput, wire.TypeTaken, wire.TypeStop: // for no case that runs
			if !whole {
				return out
			}
		default:
			return append(out, reply{typ: wire.TypeError})
		}
		in = rest[min(length-5, len(rest)):]
	}
	return out
}

// plainJSON tells what every reader of JSON can read; Python's reads more, but no number of thousands of digits.
func plainJSON(b []byte) bool { return json.Valid(b) && utf8.Valid(b) && len(b) <= 1000 }

func frame(typ byte, header, body string) string {
	out := binary.BigEndian.AppendUint32(nil, uint32(5+len(header)+len(body)))
	out = append(out, typ)
	out = binary.BigEndian.AppendUint32(out, uint32(len(header)))
	return string(out) + header + body
}
