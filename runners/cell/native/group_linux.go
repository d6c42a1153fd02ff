package native

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"github.com/coding-judge/judge/runners/cell"
)

// place is where cells' control groups are made: below this process's own, so that what bounds it bounds them too.
type place struct {
	unified bool
	parents []folder // one for each controller; a single one where the hierarchy is unified
}

// folder is a group's folder, and where the cell sees it.
type folder struct{ host, inside string }

// controllers of the older hierarchies, each of which is mounted apart.
var controllers = []string{"memory", "pids", "cpuacct"}

// findPlace finds where this process may make groups.
func findPlace() place {
	own, err1 := os.ReadFile("/proc/self/cgroup")
	mounts, err2 := os.ReadFile("/proc/self/mountinfo")
	if err1 != nil || err2 != nil {
		return place{}
	}
	var p place
	for _, controller := range controllers {
		dir := ownGroup(string(own), string(mounts), controller)
		if dir == "" || unix.Access(dir, unix.W_OK) != nil {
			p.parents = nil
			break
		}
		p.parents = append(p.parents, folder{dir, "/sys/fs/cgroup/" + controller})
	}
	if p.parents != nil {
		return p
	}
	// In a unified hierarchy a group with processes has no groups with controllers below it, so it is made beside ours.
	dir := ownGroup(string(own), string(mounts), "")
	for ; len(dir) > 1 && unix.Access(dir+"/cgroup.subtree_control", unix.R_OK) == nil; dir = filepath.Dir(dir) {
		given, _ := os.ReadFile(dir + "/cgroup.subtree_control")
		has := strings.Fields(string(given))
		if slices.Contains(has, "memory") && slices.Contains(has, "pids") && unix.Access(dir, unix.W_OK) == nil &&
			unix.Access(dir+"/cgroup.procs", unix.W_OK) == nil {
			return place{unified: true, parents: []folder{{dir, "/sys/fs/cgroup"}}}
		}
	}
	return place{}
}

// ownGroup gives the folder of this process's group in the controller's hierarchy, or in the unified one where the
// controller is ""; empty where it is not mounted. The arguments are what /proc/self/cgroup and mountinfo hold.
func ownGroup(own, mounts, controller string) string {
	var group string
	for line := range strings.Lines(own) { // 4:memory:/user.slice
		parts := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(parts) == 3 && (parts[1] == controller || controller != "" && slices.Contains(strings.Split(parts[1], ","), controller)) {
			group = parts[2]
		}
	}
	for line := range strings.Lines(mounts) { // 35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
		before, after, _ := strings.Cut(line, " - ")
		mount, fs := strings.Fields(before), strings.Fields(after)
		if group == "" || len(mount) < 5 || len(fs) < 3 {
			continue
		}
		if controller == "" && fs[0] != "cgroup2" || controller != "" && (fs[0] != "cgroup" || !slices.Contains(strings.Split(fs[2], ","), controller)) {
			continue
		}
		if below, err := filepath.Rel(mount[3], group); err == nil && below != ".." && !strings.HasPrefix(below, "../") {
			return filepath.Join(mount[4], below)
		}
	}
	return ""
}

func (p place) none() bool { return len(p.parents) == 0 }

// group is a cell's control group: folders of the same name, one for each parent.
type group struct {
	unified bool
	folders []folder
}

// prefix is what the names of groups begin with that judges of this process-id namespace make.
func prefix() string {
	namespace, _ := os.Readlink("/proc/self/ns/pid") // pid:[4026531836]
	return "judge-" + strings.Trim(strings.TrimPrefix(namespace, "pid:"), "[]") + "-"
}

// group names a group that is still to be made; an empty one where there is no place.
func (p place) group() *group {
	g := &group{unified: p.unified}
	name := prefix() + strconv.Itoa(os.Getpid()) + "-" + rand.Text()[:8]
	for _, parent := range p.parents {
		g.folders = append(g.folders, folder{filepath.Join(parent.host, name), parent.inside})
	}
	return g
}

// make makes the group with the spec's limits.
func (g *group) make(s cell.Spec) error {
	for _, f := range g.folders {
		if err := os.Mkdir(f.host, 0o755); err != nil {
			return fmt.Errorf("make control group: %w", err)
		}
		if err := f.limit(s, g.unified); err != nil {
			return fmt.Errorf("limit control group: %w", err)
		}
	}
	return nil
}

// limit sets what the folder's controllers limit.
func (f folder) limit(s cell.Spec, unified bool) error {
	memory, swap, noSwap := "memory.limit_in_bytes", "memory.memsw.limit_in_bytes", s.Memory // of memory and swap together
	if unified {
		memory, swap, noSwap = "memory.max", "memory.swap.max", 0
	}
	for _, l := range []struct {
		file  string
		value int64
	}{{memory, s.Memory}, {swap, noSwap}, {"pids.max", int64(s.Processes)}} {
		file := filepath.Join(f.host, l.file)
		if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
			continue // another controller's; or of swap, where the kernel has none
		}
		if err := os.WriteFile(file, []byte(strconv.FormatInt(l.value, 10)), 0); err != nil {
			return err
		}
	}
	return nil
}

// joins are the files to which a process writes 0 to join the group. In the older hierarchies it is the file that moves a
// single thread: for a whole process the kernel first waits until each processor has passed a point of rest, which takes as
// long as all else that is done for a cell.
func (g *group) joins() []string {
	name := "tasks"
	if g.unified {
		name = "cgroup.procs"
	}
	out := make([]string, len(g.folders))
	for i, f := range g.folders {
		out[i] = filepath.Join(f.host, name)
	}
	return out
}

// remove ends what is left in the group, and removes it. A group that is gone does no harm.
func (g *group) remove() error {
	var errs []error
	for _, f := range g.folders {
		errs = append(errs, f.remove())
	}
	return errors.Join(errs...)
}

func (g *group) kill() {
	for _, f := range g.folders {
		f.kill()
	}
}

// removeTimeout bounds how long the kernel may take to let go of processes that were killed.
const removeTimeout = 5 * time.Second

func (f folder) remove() error {
	deadline := time.Now().Add(removeTimeout)
	for wait := time.Millisecond; ; wait *= 2 {
		err := unix.Rmdir(f.host)
		switch {
		case err == nil, errors.Is(err, unix.ENOENT):
			return nil
		case !errors.Is(err, unix.EBUSY), time.Now().After(deadline):
			return fmt.Errorf("remove control group %s: %w", f.host, err)
		}
		f.kill()
		time.Sleep(wait)
	}
}

func (f folder) kill() {
	list, _ := os.ReadFile(f.host + "/cgroup.procs")
	for _, id := range strings.Fields(string(list)) {
		if pid, err := strconv.Atoi(id); err == nil && pid > 0 { // 0 is one of another namespace
			_ = unix.Kill(pid, unix.SIGKILL)
		}
	}
}

// sweep removes the groups of judges that were killed.
func (p place) sweep() error {
	var errs []error
	for _, parent := range p.parents {
		entries, _ := os.ReadDir(parent.host)
		for _, entry := range entries {
			rest, ours := strings.CutPrefix(entry.Name(), prefix())
			owner, _, _ := strings.Cut(rest, "-")
			pid, err := strconv.Atoi(owner)
			if ours && err == nil && errors.Is(unix.Kill(pid, 0), unix.ESRCH) {
				errs = append(errs, folder{host: filepath.Join(parent.host, entry.Name())}.remove())
			}
		}
	}
	return errors.Join(errs...)
}
