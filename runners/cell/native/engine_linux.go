package native

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell"
)

// interpreter is where a cell's python3 is. What the PATH has may be a wrapper in somebody's home, which is in no cell.
const interpreter = "/usr/bin/python3"

// Engine boots cells with bubblewrap.
type Engine struct {
	bwrap      string
	privileged bool
	groups     place // where control groups are made; empty where they can't be
}

// Open finds out what there is. The error wraps runners.ErrUnavailable where there is no bubblewrap or no interpreter.
func Open() (*Engine, error) {
	bwrap, err := exec.LookPath("bwrap")
	if err != nil {
		return nil, runners.Unavailable("there is no program bwrap: install bubblewrap")
	}
	if unix.Access(interpreter, unix.X_OK) != nil {
		return nil, runners.Unavailable("there is no %s: install Python", interpreter)
	}
	if err := keepDescriptors(); err != nil {
		return nil, err
	}
	return &Engine{bwrap: bwrap, privileged: privileged(), groups: findPlace()}, nil
}

// keepDescriptors keeps what this process was given open by whoever started it from what it starts: a shell, a terminal, an
// editor may leave its files open, and bubblewrap would hand them on into the cell. What Go opens is never handed on.
func keepDescriptors() error {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return fmt.Errorf("look for open files: %w", err)
	}
	for _, entry := range entries {
		if fd, err := strconv.Atoi(entry.Name()); err == nil && fd > 2 {
			unix.CloseOnExec(fd)
		}
	}
	return nil
}

// Sweep removes the control groups of judges that were killed. Their cells ended with them.
func (e *Engine) Sweep(context.Context) error { return e.groups.sweep() }

// Close does nothing: there is no connection.
func (e *Engine) Close() error { return nil }

// privileged says whether this process is root, and not one whose powers were taken away, as in a container.
func privileged() bool {
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var data [2]unix.CapUserData
	const needed = 1<<unix.CAP_SYS_ADMIN | 1<<unix.CAP_SETUID | 1<<unix.CAP_SETGID | 1<<unix.CAP_KILL
	return os.Geteuid() == 0 && unix.Capget(&header, &data[0]) == nil && data[0].Effective&needed == needed
}

// Version describes the program, such as "bubblewrap 0.8.0".
func (e *Engine) Version(ctx context.Context) (string, error) {
	out, err := exec.CommandContext(ctx, e.bwrap, "--version").Output()
	if err != nil {
		return "", fmt.Errorf("bwrap --version: %w", err)
	}
	return strings.TrimSpace(string(out)), nil
}

// Weaker says what holds on this machine and for this user.
func (e *Engine) Weaker() []cell.Weakness {
	weaker := []cell.Weakness{cell.HostRuntime}
	if e.groups.none() {
		weaker = append(weaker, cell.NoGroup)
	}
	if !e.privileged {
		weaker = append(weaker, cell.OneUser, cell.LooseScratch)
	}
	if filter(Extra{}) == nil {
		weaker = append(weaker, cell.NoFilter)
	}
	return weaker
}
