package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/coding-judge/judge/runners/cell/docker"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
)

// A judge that is interrupted, or whose terminal is closed, takes its containers with it; one that is killed leaves none
// either, but for the moment in which the engine sees it.
func TestInterrupted(t *testing.T) {
	engine := dockertest.Open(t)
	const (
		python = "def k_frequent(nums, k):\n    while True: pass\n"
		sql    = "select count(*)::text, null::text, 1 from generate_series(1, 1e12::bigint)\n"
	)
	tests := []struct {
		name, file, source string
		signal             syscall.Signal
		code               int
		command            string // submit unless said
	}{
		{"ctrl-c", "topk.py", python, syscall.SIGINT, exitInterrupted, ""},
		{"terminated", "topk.py", python, syscall.SIGTERM, exitInterrupted, ""},
		{"ctrl-c in SQL", "second_highest.sql", sql, syscall.SIGINT, exitInterrupted, ""},
		{"killed", "topk.py", python, syscall.SIGKILL, -1, ""},
		{"ctrl-c in grading", "topk.py", python, syscall.SIGINT, exitInterrupted, "grade"},
		{"ctrl-c of watch", "topk.py", python, syscall.SIGINT, exitAccepted, "watch"}, // which has no other end
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), tt.file)
			if err := os.WriteFile(file, []byte(tt.source), 0o666); err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			cmd := exec.CommandContext(ctx, "judge", cmp.Or(tt.command, "submit"), file)
			cmd.Env = append(os.Environ(), "JUDGE_CELLS_SPARE=0") // a spare runs before it is anybody's
			var said bytes.Buffer
			cmd.Stdout, cmd.Stderr = &said, &said
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			waitForContainer(ctx, t, engine, cmd.Process.Pid)
			if err := cmd.Process.Signal(tt.signal); err != nil {
				t.Fatal(err)
			}
			var exit *exec.ExitError
			if err := cmd.Wait(); !errors.As(err, &exit) && err != nil || cmd.ProcessState.ExitCode() != tt.code {
				t.Errorf("ended with %v, want exit code %d:\n%s", err, tt.code, said.Bytes())
			}
			noLeftovers(t, engine, fmt.Sprintf("-%d-", cmd.Process.Pid))
		})
	}
}

// A batch ends as other judges do: when it is interrupted while it waits for submissions, and when nobody reads its results.
func TestBatchInterrupted(t *testing.T) {
	engine := dockertest.Open(t)
	line, err := json.Marshal(map[string]any{"id": 1, "problem": "topk", "source": "def k_frequent(nums, k): return nums\n"})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		end  func(p *os.Process, in io.WriteCloser, out io.Closer) error
		code int
	}{
		{"interrupted", func(p *os.Process, _ io.WriteCloser, _ io.Closer) error { return p.Signal(os.Interrupt) }, exitInterrupted},
		{"killed", func(p *os.Process, _ io.WriteCloser, _ io.Closer) error { return p.Kill() }, -1},
		{"no reader", func(_ *os.Process, in io.WriteCloser, out io.Closer) error {
			_, err := in.Write(append(line, '\n'))
			return errors.Join(out.Close(), err)
		}, exitReaderGone},
		{"the end", func(_ *os.Process, in io.WriteCloser, _ io.Closer) error { return in.Close() }, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			cmd := exec.CommandContext(ctx, "judge", "batch", "--jobs", "2")
			in, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			if _, err := in.Write(append(line, '\n')); err != nil {
				t.Error(err)
			}
			if result, err := bufio.NewReader(out).ReadString('\n'); !strings.Contains(result, `"verdict":"wrong_answer"`) {
				t.Errorf("%v: %s", err, result)
			}
			waitForContainer(ctx, t, engine, cmd.Process.Pid) // one that was booted ahead
			if err := tt.end(cmd.Process, in, out); err != nil {
				t.Error(err)
			}
			if err := cmd.Wait(); cmd.ProcessState.ExitCode() != tt.code {
				t.Errorf("ended with %v, want exit code %d", err, tt.code)
			}
			noLeftovers(t, engine, fmt.Sprintf("-%d-", cmd.Process.Pid))
		})
	}
}

// waitForContainer returns when the judge of that process has a container that runs. (One that was only created is left to
// the next judge to sweep.)
func waitForContainer(ctx context.Context, t *testing.T, engine *docker.Engine, pid int) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		list, err := engine.Containers(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list {
			if strings.Contains(c.Name, "-"+strconv.Itoa(pid)+"-") && strings.HasPrefix(c.Status, "Up") {
				return
			}
		}
		<-tick.C
	}
}
