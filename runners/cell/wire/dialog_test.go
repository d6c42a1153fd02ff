package wire_test

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/coding-judge/judge/runners/cell/wire"
)

const talked = `{"exit":0,"signal":0,"killed":"stop","oom":false,"cpu_us":1,"wall_us":1,"peak":1,"clean":true,"dirt":"","told":true,"sizes":[1,0,1]}`

// partner says what it is given, and notes what it is told.
type partner struct {
	mu    sync.Mutex
	text  []byte
	taken int64
	all   bool
	stop  bool
	news  chan struct{}
	told  []string
	heard func(p *partner, text string)
}

func newPartner() *partner { return &partner{news: make(chan struct{}, 1)} }

func (p *partner) News() <-chan struct{} { return p.news }

func (p *partner) Next(most int) ([]byte, int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	n, taken := min(most, len(p.text)), p.taken
	text := p.text[:n]
	p.text, p.taken = p.text[n:], 0
	return text, taken
}

func (p *partner) Ending() (bool, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.all && len(p.text) == 0, p.stop
}

// now changes what there is to say.
func (p *partner) now(change func()) {
	p.mu.Lock()
	change()
	p.mu.Unlock()
	select {
	case p.news <- struct{}{}:
	default:
	}
}

func (p *partner) Hear(text []byte) {
	p.told = append(p.told, "hear "+string(text))
	if p.heard != nil {
		p.heard(p, string(text))
	}
}

func (p *partner) Took(n int64) {
	p.told = append(p.told, fmt.Sprint("took ", n))
	p.now(func() {})
}

func (p *partner) Quiet(heard int64, sure bool) {
	p.told = append(p.told, fmt.Sprint("quiet ", heard, sure))
}

// dialog runs one with a cell that answers what it is sent by what play gives, which ends it by giving a result. What the cell was
// sent is given back.
func dialog(t *testing.T, p *partner, play func(kind byte, header, body string) []byte) (wire.Result, []string) {
	t.Helper()
	near, far := net.Pipe()
	defer near.Close()
	defer far.Close()
	var seen []string
	cell := make(chan struct{})
	go func() {
		defer close(cell)
		for {
			f, err := wire.Read(far, wire.MaxFrame)
			if err != nil {
				return
			}
			text := fmt.Sprintf("%c%s%s", f.Type, f.Header, f.Body)
			switch {
			case f.Type == wire.TypeCase:
				text = "C" + string(f.Body)
			case len(f.Body) > 100:
				text = fmt.Sprintf("%c of %d", f.Type, len(f.Body))
			}
			seen = append(seen, text)
			answer := play(f.Type, string(f.Header), string(f.Body))
			if _, err := far.Write(answer); err != nil || bytes.Contains(answer, []byte(talked)) {
				return
			}
		}
	}()
	res, answer, stderr, err := wire.NewHost(near).Converse(limits, []byte("|"), p, p)
	if err != nil || string(answer) != "A" || string(stderr) != "e" {
		t.Errorf("%q, %q, %v", answer, stderr, err)
	}
	<-cell
	return res, seen
}

// The host says what there is to say while it listens, and says nothing once the case has ended.
func TestConverse(t *testing.T) {
	t.Parallel()
	p := newPartner()
	p.now(func() { p.text = []byte("one") })
	p.heard = func(p *partner, text string) {
		switch text {
		case "heard one":
			p.now(func() { p.text = []byte("two") })
		case "heard two":
			p.now(func() { p.taken, p.all = 9, true })
		}
	}
	res, seen := dialog(t, p, func(kind byte, header, body string) []byte {
		switch {
		case kind == 'I' && body != "":
			return slices.Concat(frame('T', `{"bytes":3}`, ""), frame('O', `{}`, "heard "+body))
		case kind == 'I':
			return slices.Concat(frame('Q', `{"heard":6,"sure":true}`, ""), frame('R', talked, "Ae"))
		}
		return nil
	})
	if !res.Told || res.Killed != "stop" {
		t.Errorf("%+v", res)
	}
	if want := []string{"took 3", "hear heard one", "took 3", "hear heard two", "quiet 6 true"}; !slices.Equal(p.told, want) {
		t.Errorf("the partner was told %q", p.told)
	}
	if want := []string{"C|", "I{}one", "I{}two", `T{"bytes":9}`, "I{}"}; !slices.Equal(seen, want) {
		t.Errorf("the cell was told %q", seen)
	}
}

// A cell is sent no more than a window beyond what it has taken.
func TestWindow(t *testing.T) {
	t.Parallel()
	p := newPartner()
	p.now(func() { p.text, p.all = bytes.Repeat([]byte("x"), wire.Window+5), true })
	_, seen := dialog(t, p, func(kind byte, header, body string) []byte {
		switch {
		case len(body) == wire.Window:
			return frame('T', `{"bytes":3}`, "")
		case len(body) == 3:
			return frame('T', `{"bytes":40000}`, "")
		case kind == 'I' && body == "":
			return frame('R', talked, "Ae")
		}
		return nil
	})
	if want := []string{"C|", fmt.Sprintf("I of %d", wire.Window), "I{}xxx", "I{}xx", "I{}"}; !slices.Equal(seen, want) {
		t.Errorf("the cell was told %q", seen)
	}
}

// A case is ended when it waits, and at once.
func TestStop(t *testing.T) {
	t.Parallel()
	p := newPartner()
	p.now(func() { p.all, p.stop = true, true })
	_, seen := dialog(t, p, func(kind byte, header, body string) []byte {
		switch header {
		case `{"waits":true}`:
			p.now(func() { p.all = false })
		case `{"waits":false}`:
			return frame('R', talked, "Ae")
		}
		return nil
	})
	if want := []string{"C|", `X{"waits":true}`, `X{"waits":false}`}; !slices.Equal(seen, want) {
		t.Errorf("the cell was told %q", seen)
	}
}

func TestGarbledDialogs(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		cell []byte
		want string
	}{
		"more than the limit":     {frame('O', "{}", strings.Repeat("x", int(limits.Stdout)+1)), "the limit is"},
		"more in parts":           {bytes.Repeat(frame('O', "{}", strings.Repeat("x", int(limits.Stdout)/2+1)), 2), "the limit is"},
		"an output of nothing":    {frame('O', "{}", ""), "an output of 0 bytes"},
		"took what was not sent":  {frame('T', `{"bytes":1}`, ""), "more than there were"},
		"took less than nothing":  {frame('T', `{"bytes":-1}`, ""), "more than there were"},
		"heard what was not sent": {frame('Q', `{"heard":1,"sure":true}`, ""), "more than there were"},
		"quiet, and what else":    {frame('Q', `{"heard":0,"sure":true,"x":1}`, ""), "header of Q"},
		"output with a header":    {frame('O', `{"a":1}`, "x"), "header of O"},
		"stdout in the result":    {frame('R', strings.Replace(talked, "[1,0,1]", "[1,1,1]", 1), "Aoe"), "part 1 has 1 bytes"},
		"an end in the middle":    {frame('O', "{}", "x"), "EOF"},
		"another frame":           {frame('H', "{}", ""), "type"},
		"the supervisor's fault":  {frame('E', `{"message":"m"}`, ""), "the supervisor failed"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			host := wire.NewHost(both{bytes.NewReader(tt.cell), io.Discard})
			if _, _, _, err := host.Converse(limits, nil, newPartner(), newPartner()); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}
