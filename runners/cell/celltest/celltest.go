// Package celltest is the conformance suite of engines: what package cell promises of a cell, tried from inside one.
package celltest

import (
	"bufio"
	"bytes"
	"context"
	_ "embed" // what runs in the cells
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coding-judge/judge/runners/cell"
)

// probe is the first process of the suite's cells. It does what each line of its input asks for.
//
//go:embed probe.py
var probe string

// spec is a small cell of the given images, which must have python3.
func spec(images []string) cell.Spec {
	return cell.Spec{
		Images:    images,
		Command:   []string{"python3", "-c", probe, "an argument, 'quoted'\n"},
		Env:       []string{"PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/tmp", "GIVEN=a b=c"},
		Memory:    96 << 20,
		Processes: 24,
		Scratch:   8 << 20,
	}
}

// excused are the questions that are not asked of an engine that says that it does not guarantee it.
var excused = map[cell.Weakness][]string{
	cell.NoGroup:      {"processes", "memory"},
	cell.OneUser:      {"first_process"},
	cell.LooseScratch: {"scratch_inodes", "scratch_noexec"},
	cell.NoFilter:     {"system_calls"},
	cell.CellFilter:   {"system_calls"},
	cell.OneEnd:       {"processes", "memory"},
	cell.ManyFiles:    {"scratch_inodes"},
	cell.OpenProc:     {"first_process"},
	cell.OwnDevices:   {"devices"},
}

// Test runs the suite, without what the engine says that it does not guarantee.
func Test(t *testing.T, engine cell.Engine, images []string) {
	t.Helper()
	// One cell is asked one thing after another: what a user without privileges can do in it. Each answer is a list
	// of what went wrong.
	t.Run("limits", func(t *testing.T) {
		t.Parallel()
		c := boot(t, engine, spec(images))
		for _, question := range []string{
			"environment", "network", "read_only", "scratch_bytes", "scratch_inodes", "scratch_noexec", "shared_memory",
			"privileges", "system_calls", "processes", "swap", "first_process", "devices", "memory",
		} {
			if w, weak := excuse(engine, question); weak {
				t.Logf("not asked: %s, for %s", question, w)
				continue
			}
			for _, wrong := range c.ask(t, question) {
				t.Errorf("%s: %s", question, wrong)
			}
		}
	})
	t.Run("streams", func(t *testing.T) {
		t.Parallel()
		c := boot(t, engine, spec(images))
		sent := bytes.Repeat([]byte("0123456789abcde\xff\x00\n"), 100_000)
		go func() { _, _ = io.WriteString(c, "echo 1800000\n"); _, _ = c.Write(sent) }()
		got := make([]byte, len(sent))
		if _, err := io.ReadFull(c.out, got); err != nil || !bytes.Equal(got, sent) {
			t.Errorf("1.8 MB did not come back as they were: %v", err)
		}
	})
	t.Run("death", func(t *testing.T) {
		t.Parallel()
		c := boot(t, engine, spec(images))
		_, _ = io.WriteString(c, "die\n")
		if rest, err := io.ReadAll(c.out); err != nil || len(rest) > 0 {
			t.Errorf("a cell that ended gave %q, %v; want the end of the stream", rest, err)
		}
		if said := c.Diagnose(); !strings.Contains(said, "these are last words") {
			t.Errorf("the last words are not in %q", said)
		}
	})
	t.Run("close", func(t *testing.T) {
		t.Parallel()
		c := boot(t, engine, spec(images))
		read := make(chan error, 1)
		go func() { _, err := c.out.ReadByte(); read <- err }()
		for range 2 {
			if err := c.Close(); err != nil {
				t.Errorf("close: %v", err)
			}
		}
		if err := <-read; err == nil {
			t.Error("a read that waited gave a byte")
		}
		if _, err := c.Write([]byte("x")); err == nil {
			t.Error("what is written to a closed cell is taken")
		}
	})
	t.Run("canceled", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithCancelCause(t.Context())
		cause := errors.New("the test gave up")
		cancel(cause)
		if c, err := engine.Boot(ctx, spec(images)); err == nil {
			t.Errorf("a boot that was canceled gave a cell; close: %v", c.Close())
		}
	})
}

func excuse(engine cell.Engine, question string) (cell.Weakness, bool) {
	for _, w := range cell.Weaknesses(engine) {
		if slices.Contains(excused[w], question) {
			return w, true
		}
	}
	return "", false
}

// running is a cell with a reader of its answers.
type running struct {
	cell.Cell
	out *bufio.Reader
}

func boot(t *testing.T, engine cell.Engine, s cell.Spec) running {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	c, err := engine.Boot(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return running{c, bufio.NewReader(c)}
}

// ask has the probe do something, and gives what it says is wrong.
func (c running) ask(t *testing.T, question string) (wrong []string) {
	t.Helper()
	timer := time.AfterFunc(time.Minute, func() { _ = c.Close() })
	defer timer.Stop()
	if _, err := io.WriteString(c, question+"\n"); err != nil {
		t.Fatalf("%s: %v (%s)", question, err, c.Diagnose())
	}
	line, err := c.out.ReadBytes('\n')
	if err != nil {
		t.Fatalf("%s: %v (%s)", question, err, c.Diagnose())
	}
	if err := json.Unmarshal(line, &wrong); err != nil {
		t.Fatalf("%s: %q: %v", question, line, err)
	}
	return wrong
}
