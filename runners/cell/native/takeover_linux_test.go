package native_test

import (
	_ "embed" // what runs in the cell
	"io"
	"net"
	"strings"
	"syscall"
	"testing"

	"github.com/coding-judge/judge/runners/cell/native/nativetest"
)

//go:embed testdata/takeover.py
var takeover string

// The first process of a cell cannot leave it either, whoever it works for. For a privileged judge it is root.
func TestTakenOver(t *testing.T) {
	t.Parallel()
	// What whoever started the judge left open must not reach the cell.
	if fd, err := syscall.Dup(2); err == nil {
		t.Cleanup(func() { _ = syscall.Close(fd) })
	}
	e := nativetest.Open(t)
	// A service of the host's that whoever shares its network could reach.
	if l, err := (&net.ListenConfig{}).Listen(t.Context(), "unix", "@judge-test-of-native-cells"); err == nil {
		t.Cleanup(func() { _ = l.Close() })
	}
	c, err := e.Boot(t.Context(), cellOf(takeover))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	said, err := io.ReadAll(c)
	if err != nil || !strings.HasSuffix(string(said), "done\n") {
		t.Fatalf("%v (%s)", err, c.Diagnose())
	}
	for line := range strings.Lines(strings.TrimSuffix(string(said), "done\n")) {
		t.Error(strings.TrimSpace(line))
	}
}

func TestTakenOverAsNobody(t *testing.T) {
	t.Parallel()
	nativetest.Open(t)
	nativetest.AsNobody(t, "TestTakenOver")
}
