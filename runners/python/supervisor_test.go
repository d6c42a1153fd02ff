package python_test

import (
	"encoding/binary"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners/cell"
	"github.com/coding-judge/judge/runners/cell/wire"
	"github.com/coding-judge/judge/runners/python"
)

func bootCell(t *testing.T, r *python.Runner) cell.Cell {
	t.Helper()
	c, err := r.Engine.Boot(t.Context(), r.Spec(problems.DefaultLimits()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// A cell that nobody speaks to ends itself.
func TestIdleCell(t *testing.T) {
	t.Parallel()
	r := newRunner(t)
	r.Idle = time.Millisecond
	if said, err := io.ReadAll(bootCell(t, r)); err != nil || len(said) > 0 {
		t.Errorf("it said %q, %v", said, err)
	}
}

// A host that does not keep to the protocol gets an error, or nothing, and the cell ends: it is never left waiting with
// half of what it needs.
func TestGarbledHost(t *testing.T) {
	t.Parallel()
	frame := func(kind byte, headerLength int, rest string) string {
		b := binary.BigEndian.AppendUint32(nil, uint32(5+len(rest)))
		b = append(b, kind)
		return string(binary.BigEndian.AppendUint32(b, uint32(headerLength))) + rest
	}
	for name, sent := range map[string]string{
		"another type":                   frame('Z', 2, "{}"),
		"a case whose header is no JSON": frame('C', 3, "{]}"),
		"a case without limits":          frame('C', 2, "{}"),
		"a header longer than its frame": frame('C', 7, "{}") + "12345",
		"a result":                       frame('R', 2, "{}"),
	} {
		t.Run(name, func(t *testing.T) {
			c := bootCell(t, newRunner(t))
			if _, err := io.WriteString(c, sent); err != nil {
				t.Fatal(err)
			}
			f, err := wire.Read(c, wire.MaxFrame)
			if err != nil || f.Type != wire.TypeError {
				t.Errorf("it answers %c %s, %v", f.Type, f.Header, err)
			}
			if _, err := wire.Read(c, wire.MaxFrame); !errors.Is(err, io.EOF) {
				t.Errorf("then it does not end: %v", err)
			}
		})
	}
}
