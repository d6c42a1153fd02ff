package native_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/coding-judge/judge/runners/cell"
	"github.com/coding-judge/judge/runners/cell/celltest"
	"github.com/coding-judge/judge/runners/cell/native"
	"github.com/coding-judge/judge/runners/cell/native/nativetest"
)

// cellOf is a cell in which a program runs.
func cellOf(program string) cell.Spec {
	return cell.Spec{Command: []string{"python3", "-c", program}, Memory: 64 << 20, Processes: 16, Scratch: 1 << 20}
}

// TestMain lets a test start a judge that it can kill.
func TestMain(m *testing.M) {
	mark := os.Getenv("NATIVE_TEST_JUDGE")
	if mark == "" {
		os.Exit(m.Run())
	}
	e, err := native.Open()
	var c cell.Cell
	if err == nil {
		c, err = e.Boot(context.Background(), cellOf("# "+mark+"\nprint('up', flush=True)\nwhile True: pass"))
	}
	if err == nil {
		_, err = io.ReadFull(c, make([]byte, 3)) // what runs there has nothing more to do with the judge
	}
	if err != nil {
		panic(err)
	}
	os.Stdout.WriteString("booted\n")
	select {}
}

// A judge that is killed takes its cells with it, and the next one removes their groups.
func TestKilledJudge(t *testing.T) {
	t.Parallel()
	e := nativetest.Open(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	mark := rand.Text()
	judge := exec.Command(self)
	judge.Env = append(os.Environ(), "NATIVE_TEST_JUDGE="+mark)
	out, err := judge.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := judge.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "booted\n" {
		t.Fatalf("%q, %v", line, err)
	}
	if n := marked(mark); n < 2 {
		t.Errorf("%d processes of the cell and bubblewrap", n)
	}
	pid := strconv.Itoa(judge.Process.Pid)
	if groups := e.Groups(pid); len(groups) == 0 && !slices.Contains(e.Weaker(), cell.NoGroup) {
		t.Error("the cell has no group")
	}
	if err := judge.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = judge.Wait()
	eventually(t, "the cell's processes end", func() bool { return marked(mark) == 0 })
	if err := e.Sweep(t.Context()); err != nil {
		t.Error(err)
	}
	if left := e.Groups(pid); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}

// marked counts the processes that have a text on their command lines.
func marked(text string) (n int) {
	found, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, file := range found {
		if line, err := os.ReadFile(file); err == nil && bytes.Contains(line, []byte(text)) {
			n++
		}
	}
	return n
}

// A death signal is sent when the thread ends that started a process. Cells outlive the threads of who booted them.
func TestThreadEnds(t *testing.T) {
	t.Parallel()
	e := nativetest.Open(t)
	var c cell.Cell
	var out *bufio.Reader
	talk := func() bool {
		_, _ = io.WriteString(c, "there?\n")
		line, err := out.ReadString('\n')
		if line != "there?\n" {
			t.Errorf("%q, %v (%s)", line, err, c.Diagnose())
		}
		return err == nil
	}
	thread := onThread(func() {
		var err error
		if c, err = e.Boot(context.Background(), cellOf("import sys\nfor line in sys.stdin: print(line, end='', flush=True)")); err != nil {
			t.Error(err)
			return
		}
		out = bufio.NewReader(c)
		talk()
	})
	if c == nil {
		return
	}
	defer c.Close()
	eventually(t, "the thread ends", func() bool {
		_, err := os.Stat(fmt.Sprintf("/proc/self/task/%d", thread))
		return err != nil
	})
	for i := 0; i < 100 && talk(); i++ {
	}
}

// onThread runs f on a thread that ends after it, and gives the thread's id.
func onThread(f func()) int {
	id := make(chan int)
	go func() {
		runtime.LockOSThread() // and ends with it, but for the first one
		if unix.Gettid() == os.Getpid() {
			id <- onThread(f)
			return
		}
		f()
		id <- unix.Gettid()
	}()
	return <-id
}

// Whatever becomes of a boot, no group is left, and the error says why.
func TestNothingLeft(t *testing.T) {
	t.Parallel()
	e := nativetest.Open(t)
	mine := func() []string { return e.Groups(strconv.Itoa(os.Getpid())) }
	before := len(mine()) // of tests beside this one, which end only later
	nowhere := cellOf("")
	nowhere.Command[0] = "/nowhere/python3"
	c, err := e.Boot(t.Context(), nowhere)
	if err == nil {
		if _, err = c.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
			t.Errorf("read: %v", err)
		}
		if said := c.Diagnose(); !strings.Contains(said, "/nowhere/python3") {
			t.Errorf("it says %q", said)
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}
	mark := rand.Text()
	for after := time.Duration(0); after < 20*time.Millisecond; after += time.Millisecond {
		ctx, cancel := context.WithTimeout(t.Context(), after)
		if c, err := e.Boot(ctx, cellOf("# "+mark)); err == nil {
			if err := c.Close(); err != nil {
				t.Error(err)
			}
		} else if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("after %v: %v", after, err)
		}
		cancel()
	}
	if n := marked(mark); n > 0 {
		t.Errorf("%d processes are left of cells that were given up", n)
	}
	eventually(t, "groups go", func() bool { return len(mine()) <= before })
}

// Without control groups a cell is still a cell.
func TestWithoutGroups(t *testing.T) {
	t.Parallel()
	e := native.WithoutGroups(nativetest.Open(t))
	if !slices.Contains(e.Weaker(), cell.NoGroup) {
		t.Errorf("it says only %v", e.Weaker())
	}
	celltest.Test(t, e, nil)
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	late := time.After(10 * time.Second)
	for !ok() {
		select {
		case <-tick.C:
		case <-late:
			t.Fatalf("it did not happen that %s", what)
		}
	}
}
