package wire_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/runners/cell/wire"
)

var limits = wire.Limits{CPU: 1, Wall: 2, Stdout: 100, Stderr: 50, Answer: 200, FileSize: 3, OpenFiles: 4}

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	var stream bytes.Buffer
	hello := wire.Hello{Version: wire.Version, Runtime: "Python 3.13.1", Cgroup: 2, Uids: true, Filter: true}
	send(t, &stream, wire.TypeHello, hello, "")
	result := wire.Result{Exit: -1, Signal: 9, Killed: "cpu", CPU: 7, Wall: 8, Peak: 9, Clean: true, Sizes: []int{3, 0, 2}}
	send(t, &stream, wire.TypeResult, result, "A[]er")
	var sent bytes.Buffer
	host := wire.NewHost(both{iotest.OneByteReader(&stream), &sent})
	if got, err := host.Hello(); err != nil || got != hello {
		t.Errorf("hello: %+v, %v", got, err)
	}
	if err := host.Program(map[string]string{"function": "f"}, []byte("source")); err != nil {
		t.Error(err)
	}
	got, answer, stdout, stderr, err := host.Run(limits, []byte("input"))
	if err != nil || !cmp.Equal(got, result) || string(answer) != "A[]" || len(stdout) != 0 || string(stderr) != "er" {
		t.Errorf("%+v, %q, %q, %q, %v", got, answer, stdout, stderr, err)
	}
	for _, want := range []struct {
		typ  byte
		body string
	}{{wire.TypeWho, ""}, {wire.TypeProgram, "source"}, {wire.TypeCase, "input"}} {
		f, err := wire.Read(&sent, wire.MaxFrame)
		if err != nil || f.Type != want.typ || string(f.Body) != want.body {
			t.Errorf("sent %c %q, %v; want %c %q", f.Type, f.Body, err, want.typ, want.body)
		}
		var l wire.Limits
		if want.typ == wire.TypeCase && (f.Parse(&l) != nil || l != limits) {
			t.Errorf("the limits arrived as %+v", l)
		}
	}
	if _, err := wire.Read(&sent, wire.MaxFrame); !errors.Is(err, io.EOF) {
		t.Errorf("at the end: %v", err)
	}
}

// What a cell that does not keep to the protocol sends is an error, never a result.
func TestGarbledResults(t *testing.T) {
	t.Parallel()
	const good = `"exit":0,"signal":0,"killed":"","oom":false,"cpu_us":1,"wall_us":1,"peak":1,"clean":true,"dirt":""`
	tests := map[string]struct {
		typ          byte
		header, body string
	}{
		"another type":           {'H', `{` + good + `,"sizes":[0,0,0]}`, ""},
		"no JSON":                {'R', `exit`, ""},
		"two headers":            {'R', `{` + good + `,"sizes":[0,0,0]}{}`, ""},
		"an unknown field":       {'R', `{` + good + `,"sizes":[0,0,0],"verdict":"accepted"}`, ""},
		"no sizes":               {'R', `{` + good + `}`, ""},
		"two sizes":              {'R', `{` + good + `,"sizes":[0,0]}`, ""},
		"four sizes":             {'R', `{` + good + `,"sizes":[0,0,0,0]}`, ""},
		"sizes too small":        {'R', `{` + good + `,"sizes":[1,0,0]}`, "ab"},
		"sizes too large":        {'R', `{` + good + `,"sizes":[1,1,1]}`, "ab"},
		"a negative size":        {'R', `{` + good + `,"sizes":[3,-1,0]}`, "ab"},
		"sizes that wrap around": {'R', `{` + good + `,"sizes":[9223372036854775807,9223372036854775807,4]}`, "ab"},
		"too long a stderr":      {'R', `{` + good + `,"sizes":[0,0,51]}`, strings.Repeat("x", 51)},
		"negative time":          {'R', `{` + strings.Replace(good, `"cpu_us":1`, `"cpu_us":-1`, 1) + `,"sizes":[0,0,0]}`, ""},
		"a number of no size":    {'R', `{` + strings.Replace(good, `"peak":1`, `"peak":1e30`, 1) + `,"sizes":[0,0,0]}`, ""},
		"an unknown reason":      {'R', `{` + strings.Replace(good, `"killed":""`, `"killed":"\u001b[2J"`, 1) + `,"sizes":[0,0,0]}`, ""},
		"the supervisor's error": {'E', `{"message":"the zygote died \u001b[2J"}`, ""},
		"an error of no form":    {'E', `[]`, ""},
	}
	for name, test := range tests {
		host := wire.NewHost(both{bytes.NewReader(frame(test.typ, test.header, test.body)), io.Discard})
		res, _, _, _, err := host.Run(limits, nil)
		if err == nil {
			t.Errorf("%s: %+v", name, res)
		} else if strings.Contains(err.Error(), "\x1b") {
			t.Errorf("%s: the error holds what was sent: %q", name, err)
		}
	}
	host := wire.NewHost(both{bytes.NewReader(frame('R', `{`+good+`,"sizes":[0,0,2]}`, "ab")), io.Discard})
	if _, _, _, _, err := host.Run(limits, nil); err != nil {
		t.Errorf("what the others were made of: %v", err)
	}
}

func TestGarbledHello(t *testing.T) {
	t.Parallel()
	for _, header := range []string{
		`{"version":1,"runtime":"Python 3"}`, `{"version":2,"runtime":"\u001b[2J"}`, `{"version":2,"runtime":"` + strings.Repeat("x", 101) + `"}`, `[]`, ``,
	} {
		host := wire.NewHost(both{bytes.NewReader(frame('H', header, "")), io.Discard})
		if hello, err := host.Hello(); err == nil {
			t.Errorf("%q: %+v", header, hello)
		}
	}
}

// A length alone takes no memory, and a cell that floods is not read to its end. Not in parallel: it measures what the whole
// process takes.
func TestMemoryIsBounded(t *testing.T) {
	head := binary.BigEndian.AppendUint32(nil, wire.MaxFrame)
	head = append(head, 'R', 0, 0, 0, 2, '{', '}')
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 100 {
		if _, err := wire.Read(bytes.NewReader(head), wire.MaxFrame); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Fatal(err)
		}
	}
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > 8<<20 {
		t.Errorf("a hundred empty frames that say that they are long took %d bytes", took)
	}
	flood := &counter{}
	host := wire.NewHost(both{io.MultiReader(bytes.NewReader([]byte{0, 200, 0, 0}), flood), io.Discard})
	if _, _, _, _, err := host.Run(limits, nil); !errors.Is(err, wire.ErrGarbled) {
		t.Error(err)
	}
	if flood.n > 1<<20 {
		t.Errorf("%d bytes were read of a frame that is too long", flood.n)
	}
}

func TestWriteBounds(t *testing.T) {
	t.Parallel()
	if err := wire.Write(io.Discard, 'P', nil, make([]byte, wire.MaxFrame)); err == nil {
		t.Error("a frame that is too long was written")
	}
	if err := wire.Write(io.Discard, 'P', strings.Repeat("x", wire.MaxHeader), nil); err == nil {
		t.Error("a header that is too long was written")
	}
	if err := wire.Write(io.Discard, 'P', math.NaN(), nil); err == nil {
		t.Error("a header that is no JSON was written")
	}
	broken := errors.New("broken")
	if err := wire.Write(failing{broken}, 'P', nil, nil); !errors.Is(err, broken) {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(frame('R', `{}`, "body"), 1000)
	f.Add(frame('H', `{`, ""), 5)
	f.Add([]byte{0, 0, 0, 5, 'R', 0, 0, 0, 1}, 100)
	f.Add([]byte{255, 255, 255, 255, 'R'}, -1)
	f.Fuzz(func(t *testing.T, data []byte, limit int) {
		r := bytes.NewReader(data)
		got, err := wire.Read(r, limit)
		if err != nil {
			return
		}
		if n := 9 + len(got.Header) + len(got.Body); n-4 > limit || n != len(data)-r.Len() {
			t.Fatalf("a frame of %d bytes from %d, of at most %d", n, len(data)-r.Len(), limit)
		}
		if again := frame(got.Type, string(got.Header), string(got.Body)); !bytes.Equal(again, data[:len(again)]) {
			t.Errorf("%x was read as %x", data, again)
		}
		var h wire.Hello
		_ = got.Parse(&h)
	})
}

// Whatever a cell sends, what the host makes of it is within the limits.
func FuzzHost(f *testing.F) {
	hello := frame('H', `{"version":2,"runtime":"x","cgroup":1,"uids":true,"filter":true}`, "")
	result := frame('R', `{"exit":0,"signal":0,"killed":"","oom":false,"cpu_us":1,"wall_us":1,"peak":1,"clean":true,"dirt":"","sizes":[2,1,1]}`, "A1oe")
	f.Add(slices.Concat(hello, result, result))
	f.Add(slices.Concat(hello, frame(0x45, `{"message":"m"}`, "")))
	output, last := frame('O', "{}", "o"), frame('R', `{"exit":0,"signal":0,"killed":"","oom":false,"cpu_us":1,"wall_us":1,"peak":1,"clean":true,"dirt":"","told":true,"sizes":[2,0,1]}`, "A1e")
	quiet, taken := frame('Q', `{"heard":0,"sure":true}`, ""), frame('T', `{"bytes":1}`, "")
	f.Add(slices.Concat(hello, result, output, quiet, output, last, output, last))
	f.Add(slices.Concat(hello, result, quiet, taken, last))
	f.Fuzz(func(t *testing.T, data []byte) {
		host := wire.NewHost(both{bytes.NewReader(data), io.Discard})
		if _, err := host.Hello(); err != nil {
			return
		}
		for n := 0; ; n++ {
			var (
				res                    wire.Result
				answer, stdout, stderr []byte
				err                    error
				p                      = newPartner()
			)
			p.heard = func(_ *partner, text string) { stdout = append(stdout, text...) }
			if n == 0 {
				res, answer, stdout, stderr, err = host.Run(limits, nil)
			} else {
				res, answer, stderr, err = host.Converse(limits, nil, p, p)
			}
			if err != nil {
				return
			}
			if int64(len(answer)) > limits.Answer || int64(len(stdout)) > limits.Stdout || int64(len(stderr)) > limits.Stderr || res.CPU < 0 {
				t.Fatalf("%+v, %d, %d, %d bytes", res, len(answer), len(stdout), len(stderr))
			}
		}
	})
}

// frame makes one without the checks that Write makes.
func frame(typ byte, header, body string) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(5+len(header)+len(body)))
	b = append(b, typ)
	b = binary.BigEndian.AppendUint32(b, uint32(len(header)))
	return append(append(b, header...), body...)
}

func send(t *testing.T, w io.Writer, typ byte, header any, body string) {
	t.Helper()
	if err := wire.Write(w, typ, header, []byte(body)); err != nil {
		t.Fatal(err)
	}
}

type both struct {
	io.Reader
	io.Writer
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// counter gives bytes without end and counts them.
type counter struct{ n int }

func (c *counter) Read(p []byte) (int, error) { c.n += len(p); return len(p), nil }
