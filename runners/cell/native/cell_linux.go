package native

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell"
)

// endTimeout bounds how long the kernel may take to end what was killed.
const endTimeout = 10 * time.Second

// sandbox is a running cell. Outside is bubblewrap, which waits for the first process, of which all others end too.
type sandbox struct {
	group  *group
	cmd    *exec.Cmd
	stdin  *os.File
	stdout *os.File
	last   cell.LastWords
	id     int           // of the cell's first process
	first  int           // a descriptor of it; -1 where there never was one
	ended  chan struct{} // closed when bubblewrap has ended; nil where it did not start

	once sync.Once
	err  error
}

// Boot starts bubblewrap, and returns once there is a first process.
func (e *Engine) Boot(ctx context.Context, s cell.Spec) (cell.Cell, error) {
	c, _, err := e.BootWith(ctx, s, Extra{})
	return c, err
}

// BootWith boots a cell that has more than others. The root is where this process sees the cell's files while it lives.
func (e *Engine) BootWith(ctx context.Context, s cell.Spec, x Extra) (c cell.Cell, root string, err error) {
	if ctx.Err() != nil {
		return nil, "", context.Cause(ctx)
	}
	s.Command = program(s.Command)
	b := &sandbox{group: e.groups.group(), first: -1}
	if err := b.start(ctx, s, e.command(s, b.group, x), x, e.privileged); err != nil {
		return nil, "", errors.Join(err, b.Close())
	}
	return b, fmt.Sprintf("/proc/%d/root", b.id), nil
}

// start runs the command line, and returns once there is a first process.
func (c *sandbox) start(ctx context.Context, s cell.Spec, command []string, x Extra, privileged bool) error {
	var p pipes
	defer p.close()
	c.stdin, c.stdout = p.toProgram(), p.fromProgram()
	info := p.fromProgram()   // infoFD
	p.give(string(filter(x))) // filterFD
	bound := p.toProgram()    // boundFD
	for _, content := range x.contents() {
		p.give(content) // from filesFD on
	}
	if p.err != nil {
		return fmt.Errorf("pipe to a cell: %w", p.err)
	}
	defer info.Close()
	defer bound.Close()
	c.cmd = exec.Command(command[0], command[1:]...)           //nolint:noctx // it lives until Close, not as long as the boot
	c.cmd.Env = []string{"PATH=/usr/sbin:/usr/bin:/sbin:/bin"} // none of the judge's own
	c.cmd.Dir = "/"
	c.cmd.Stdin, c.cmd.Stdout, c.cmd.Stderr = p.theirs[0], p.theirs[1], &c.last
	c.cmd.ExtraFiles = p.theirs[2:]
	c.cmd.WaitDelay = endTimeout
	c.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if privileged {
		c.cmd.SysProcAttr.Unshareflags = syscall.CLONE_NEWNS
	}
	if err := c.run(); err != nil {
		return fmt.Errorf("start %s: %w", command[0], err)
	}
	p.close() // so that the end of the program's is seen
	if err := c.bind(s); err != nil {
		return err
	}
	_, _ = bound.WriteString("\n") // or it has ended, as is seen now
	return c.meet(ctx, info)
}

// bind sets bounds to the shell, which waits for that, and so to all that it becomes and starts. This is done from here
// because the shell has other things to do meanwhile.
func (c *sandbox) bind(s cell.Spec) error {
	pid := c.cmd.Process.Pid
	// No core dumps: 1 keeps the kernel from handing one to the host's crash handler, which 0 does not. And no message queues.
	for resource, most := range map[int]uint64{unix.RLIMIT_CORE: 1, unix.RLIMIT_MSGQUEUE: 0} {
		if err := unix.Prlimit(pid, resource, &unix.Rlimit{Cur: most, Max: most}, nil); err != nil {
			return fmt.Errorf("limit a cell: %w", err)
		}
	}
	return c.group.make(s)
}

// run starts the command, on a thread that lives until it ends: a death signal comes when the thread ends that started the
// process, and not only when this process does.
func (c *sandbox) run() error {
	started := make(chan error)
	ended := make(chan struct{})
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := c.cmd.Start()
		started <- err
		if err == nil {
			_ = c.cmd.Wait() // its state is kept
			close(ended)
		}
	}()
	if err := <-started; err != nil {
		return err
	}
	c.ended = ended
	return nil
}

// meet waits for the first process, which takes moments. It does so when nobody wants the cell any more, too: bubblewrap alone
// would end without it, and leave a process that nobody knows.
func (c *sandbox) meet(ctx context.Context, info *os.File) error {
	_ = info.SetReadDeadline(time.Now().Add(endTimeout))
	var told struct {
		ID int `json:"child-pid"`
	}
	err := json.NewDecoder(info).Decode(&told)
	if err == nil {
		c.id = told.ID
		if c.first, err = unix.PidfdOpen(c.id, 0); errors.Is(err, unix.ESRCH) {
			c.first, err = -1, nil // it has ended already, as its streams tell
		}
	}
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil:
		return runners.Unavailable("no cell can be made with bubblewrap: %s", c.Diagnose())
	}
	return nil
}

func (c *sandbox) Read(p []byte) (int, error)  { return c.stdout.Read(p) }
func (c *sandbox) Write(p []byte) (int, error) { return c.stdin.Write(p) }

// Diagnose gives the supervisor's last words and exit status, for which it waits a moment: the end of its output is seen
// before its own.
func (c *sandbox) Diagnose() string {
	status := "still runs"
	select {
	case <-c.ended:
		status = c.cmd.ProcessState.String()
	case <-time.After(time.Second):
	}
	return strings.TrimSpace(fmt.Sprintf("native cell: %s %s", status, strings.TrimSpace(c.last.String())))
}

// Close kills the first process and with it all others, waits until they are gone, and removes the control group.
func (c *sandbox) Close() error {
	c.once.Do(func() { c.err = c.close() })
	return c.err
}

func (c *sandbox) close() error {
	var errs []error
	if c.first >= 0 {
		errs = append(errs, end(c.first), unix.Close(c.first))
	} else {
		c.group.kill()
	}
	if c.ended != nil {
		_ = c.cmd.Process.Kill() // or it has ended, for its child has
		<-c.ended
	}
	_ = c.stdin.Close()
	_ = c.stdout.Close()
	return errors.Join(append(errs, c.group.remove())...)
}

// end kills a first process. When it has ended, so has all else in its cell.
func end(first int) error {
	if err := unix.PidfdSendSignal(first, unix.SIGKILL, nil, 0); err != nil && !errors.Is(err, unix.ESRCH) {
		return fmt.Errorf("kill cell: %w", err)
	}
	deadline := time.Now().Add(endTimeout)
	for {
		n, err := unix.Poll([]unix.PollFd{{Fd: int32(first), Events: unix.POLLIN}}, int(time.Until(deadline).Milliseconds()))
		switch {
		case n == 1:
			return nil
		case errors.Is(err, unix.EINTR) && time.Now().Before(deadline):
		default:
			return fmt.Errorf("the cell was killed, and did not end for %v", endTimeout)
		}
	}
}
