package python

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell"
	"github.com/coding-judge/judge/runners/cell/wire"
	"github.com/coding-judge/judge/testcases"
)

// What becomes of a session whose cells break. The cells are played by the test, and so is time.

func TestBreakingCells(t *testing.T) {
	t.Parallel()
	good, dies, garbles, fails, silent := acts("ok"), acts("die"), acts("garble"), acts("error"), acts("silence")
	tests := []struct {
		name  string
		cells []play // one for each boot
		want  string // an answer, or what the error or outcome is
		boots int
	}{
		{"all is well", []play{good}, "[1]", 1},
		{"one dies", []play{dies, good}, "[1]", 2},
		{"two die", []play{dies, dies, good}, "broke", 3},
		{"one garbles", []play{garbles, good}, "[1]", 2},
		{"two garble", []play{garbles, garbles, good}, "broke", 3},
		{"one dies and one garbles", []play{dies, garbles, good}, "broke", 3},
		{"one's supervisor fails", []play{fails, good}, "[1]", 2},
		{"two fall silent", []play{silent, silent, good}, "broke", 3},
		{"the engine is gone after one died", []play{dies}, "error: the engine is gone", 2},
		{"the engine is gone after two died", []play{dies, dies}, "error: the engine is gone", 3},
		{"one dies while it boots", []play{dies, acts("die at once")}, "error: EOF", 2},
		{"one is silent while it boots", []play{dies, acts("never ready")}, "error: the cell was not ready after 1m0s", 2},
		{"one speaks another protocol", []play{dies, acts("old")}, "error: version 7", 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				engine := &fakeEngine{cells: test.cells}
				s := open(t, engine)
				o, err := s.Run(context.Background(), one)
				got := string(o.Answer)
				switch {
				case err != nil:
					got = "error: " + err.Error()
				case o.End == runners.Broke:
					got = "broke"
				}
				if got != test.want && (err == nil || !strings.HasPrefix(test.want, "error: ") || !strings.Contains(got, test.want[7:])) {
					t.Errorf("%s; want %s", got, test.want)
				}
				if engine.boots != test.boots {
					t.Errorf("%d boots; want %d", engine.boots, test.boots)
				}
				for range 2 {
					if err := s.Close(); err != nil {
						t.Error(err)
					}
				}
				if n := engine.open.Load(); n != 0 {
					t.Errorf("%d cells are open", n)
				}
			})
		})
	}
}

// A cell that is not clean serves no further case; its result counts.
func TestUncleanCell(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		engine := &fakeEngine{cells: []play{acts("dirt"), acts("ok")}}
		s := open(t, engine)
		for i := 1; i <= 2; i++ {
			o, err := s.Run(context.Background(), one)
			if err != nil || string(o.Answer) != "[1]" || engine.boots != i {
				t.Errorf("run %d: %+v, %v after %d boots", i, o, err, engine.boots)
			}
		}
		_ = s.Close()
	})
}

// What does not compile is sent to the cell once, without a case.
func TestNotCompiled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		engine := &fakeEngine{cells: []play{acts("syntax")}}
		s := open(t, engine)
		for range 3 {
			o, err := s.Run(context.Background(), one)
			if err != nil || o.End != runners.NotCompiled || o.Fault == nil || !o.Fault.Static {
				t.Errorf("%+v, %v", o, err)
			}
		}
		_ = s.Close()
	})
}

func TestCanceledRun(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		engine := &fakeEngine{cells: []play{acts("silence")}}
		s := open(t, engine)
		cause := errors.New("the test gave up")
		ctx, cancel := context.WithCancelCause(context.Background())
		time.AfterFunc(time.Second, func() { cancel(cause) })
		start := time.Now()
		if _, err := s.Run(ctx, one); !errors.Is(err, cause) {
			t.Errorf("%v; want the cause", err)
		}
		if took := time.Since(start); took != time.Second {
			t.Errorf("it took %v to end", took)
		}
		_ = s.Close()
		if n := engine.open.Load(); n != 0 {
			t.Errorf("%d cells are open", n)
		}
	})
}

var one = testcases.Case{Name: "sample/one", Input: testcases.NewBlob([]byte(`{"dict":[]}`))}

func open(t *testing.T, engine cell.Engine) runners.Session {
	t.Helper()
	p := &problems.Problem{Limits: problems.DefaultLimits()}
	s, err := (&Runner{Engine: engine, Images: []string{"x"}}).Prepare(context.Background(), p, []byte("source"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// play is how a cell behaves; it ends when its stream does.
type play func(stream io.ReadWriter)

// acts plays a supervisor that does something when the first case comes.
func acts(how string) play {
	return func(stream io.ReadWriter) {
		version := wire.Version
		switch how {
		case "die at once":
			_, _ = wire.Read(stream, wire.MaxFrame)
			return
		case "never ready":
			_, _ = io.Copy(io.Discard, stream)
			return
		case "old":
			version = 7
		}
		for {
			f, err := wire.Read(stream, wire.MaxFrame)
			switch {
			case err != nil:
				return
			case f.Type == wire.TypeWho:
				_ = wire.Write(stream, wire.TypeHello, wire.Hello{Version: version, Runtime: "Fake", Cgroup: 2}, nil)
				continue
			case f.Type == wire.TypeProgram:
				continue
			}
			r, answer := wire.Result{Clean: true}, "A[1]"
			switch {
			case how == "syntax" && len(f.Body) == 0:
				answer, how = `S{"type":"SyntaxError","message":"invalid syntax","line":1}`, "die"
			case len(f.Body) == 0:
				answer = "C"
			case how == "die":
				return
			case how == "garble":
				_, _ = stream.Write([]byte("Traceback (most recent call last):\n"))
			case how == "error":
				_ = wire.Write(stream, wire.TypeError, wire.Error{Message: "the zygote died"}, nil)
			case how == "silence":
				continue
			case how == "dirt":
				r.Clean, r.Dirt = false, "files"
			}
			r.Sizes = []int{len(answer), 0, 0}
			if wire.Write(stream, wire.TypeResult, r, []byte(answer)) != nil {
				return
			}
		}
	}
}

type fakeEngine struct {
	cells []play
	boots int
	open  atomic.Int32
}

func (e *fakeEngine) Name() string { return "fake" }

func (e *fakeEngine) Boot(context.Context, cell.Spec) (cell.Cell, error) {
	e.boots++
	if e.boots > len(e.cells) {
		return nil, errors.New("the engine is gone")
	}
	ours, theirs := net.Pipe()
	e.open.Add(1)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		e.cells[e.boots-1](theirs)
		_ = theirs.Close()
	}()
	return &fakeCell{Conn: ours, engine: e, ended: ended}, nil
}

type fakeCell struct {
	net.Conn
	engine *fakeEngine
	closed atomic.Bool
	ended  chan struct{}
}

func (c *fakeCell) Diagnose() string { return "a fake" }

func (c *fakeCell) Close() error {
	if c.closed.CompareAndSwap(false, true) {
		c.engine.open.Add(-1)
		_ = c.Conn.Close()
		<-c.ended
	}
	return nil
}
