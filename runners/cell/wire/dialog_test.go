package wire_test

import (
	"bytes"
	"io"
	"net"
	"slices"
	"strings"
	"testing"

	"github.com/coding-judge/judge/runners/cell/wire"
)

const talked = `{"exit":0,"signal":0,"killed":"","oom":false,"cpu_us":1,"wall_us":1,"peak":1,"clean":true,"dirt":"","told":true,"sizes":[1,0,1]}`

// The host says what it has to say while it listens, and says nothing once the case has ended.
func TestConverse(t *testing.T) {
	t.Parallel()
	near, far := net.Pipe()
	defer near.Close()
	defer far.Close()
	said := make(chan []byte, 3)
	said <- []byte("one")
	said <- nil // says nothing, and not that it was all
	var seen []string
	go func() { // the cell: it answers each input with an output, and ends after two
		for {
			f, err := wire.Read(far, wire.MaxFrame)
			if err != nil {
				return
			}
			seen = append(seen, string(f.Type)+string(f.Body))
			if f.Type == wire.TypeInput {
				send(t, far, 'O', struct{}{}, "heard "+string(f.Body))
			}
			if string(f.Body) == "two" {
				_, _ = far.Write(frame('R', talked, "Ae"))
				return
			}
		}
	}()
	var heard []string
	res, answer, stderr, err := wire.NewHost(near).Converse(limits, []byte("|"), said, func(text []byte) {
		heard = append(heard, string(text))
		if len(heard) == 1 {
			said <- []byte("two")
		}
	})
	if err != nil || !res.Told || string(answer) != "A" || string(stderr) != "e" {
		t.Errorf("%+v, %q, %q, %v", res, answer, stderr, err)
	}
	if !slices.Equal(heard, []string{"heard one", "heard two"}) || !slices.Equal(seen, []string{"C|", "Ione", "Itwo"}) {
		t.Errorf("the host heard %q, the cell %q", heard, seen)
	}
}

func TestGarbledDialogs(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		cell []byte
		want string
	}{
		"more than the limit":    {frame('O', "{}", strings.Repeat("x", int(limits.Stdout)+1)), "more output than the limit"},
		"more in parts":          {bytes.Repeat(frame('O', "{}", strings.Repeat("x", int(limits.Stdout)/2+1)), 2), "more output than the limit"},
		"output with a header":   {frame('O', `{"a":1}`, "x"), "header of O"},
		"stdout in the result":   {frame('R', strings.Replace(talked, "[1,0,1]", "[1,1,1]", 1), "Aoe"), "part 1 has 1 bytes"},
		"an end in the middle":   {frame('O', "{}", "x"), "EOF"},
		"another frame":          {frame('H', "{}", ""), "type"},
		"the supervisor's fault": {frame('E', `{"message":"m"}`, ""), "the supervisor failed"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			host := wire.NewHost(both{bytes.NewReader(tt.cell), io.Discard})
			if _, _, _, err := host.Converse(limits, nil, nil, func([]byte) {}); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}
