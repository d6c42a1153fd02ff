package native

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/coding-judge/judge/runners/cell"
)

// The descriptors that a boot gives beside the usual three. None of them reaches the cell.
const (
	infoFD   = 3   // bubblewrap tells the id of the cell's first process
	filterFD = 4   // the filter of system calls
	boundFD  = "5" // the judge says that the bounds are set
	filesFD  = 6   // and the following: the extra files
)

// enter is what the shell does before it becomes bubblewrap: it mounts the scratch folder of a privileged judge, waits until
// its bounds are set, and joins its control groups, so that all that follows is in them. There may be more files where there is
// more room: a PostgreSQL database is 300 of them. Bubblewrap itself mounts a folder only without noexec and without a limit
// of files. This happens in a mount namespace of its own, so no trace of it is seen outside.
const enter = `set -e
if [ "$1" ]; then
  mount -t tmpfs -o "nosuid,nodev,noexec,mode=1777,nr_inodes=$((4096 + $1 / 65536)),size=$1" scratch /tmp
fi
shift
read -r _ <&` + boundFD + `
exec ` + boundFD + `<&-
while [ "$1" != -- ]; do
  echo 0 >"$1"
  shift
done
shift
exec "$@"
`

// command is the whole command line of a cell: each program on it does one thing and becomes the next.
func (e *Engine) command(s cell.Spec, g *group, x Extra) []string {
	scratch := ""
	if e.privileged {
		scratch = strconv.FormatInt(s.Scratch, 10)
	}
	out := append([]string{"/bin/sh", "-c", enter, "sh", scratch}, g.joins()...)
	out = append(out, "--", e.bwrap)
	out = append(out, e.sandbox(s, g, x)...)
	out = append(out, "--")
	if e.privileged {
		// Bubblewrap makes capabilities inheritable, which a case would keep, and leaves all in the bounding set. SETPCAP,
		// which changing that takes, ends with the next program.
		out = append(out, "/usr/bin/setpriv", "--inh-caps=-all", "--ambient-caps=-all", "--bounding-set=-all,+setuid,+setgid,+kill", "--")
	}
	out = append(out, s.Command...)
	return out
}

// sandbox are bubblewrap's options. What is mounted is mounted in their order.
func (e *Engine) sandbox(s cell.Spec, g *group, x Extra) []string {
	o := options{
		"--unshare-net", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try", "--hostname", "cell",
		"--die-with-parent", "--as-pid-1", "--new-session", "--clearenv", "--chdir", "/", "--cap-drop", "ALL",
	}
	if e.privileged {
		o.add("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_KILL", "--cap-add", "CAP_SETPCAP")
	} else {
		o.add("--unshare-user", "--uid", "1000", "--gid", "1000") // never 0, which would pass for privileged
	}
	for _, v := range s.Env {
		name, value, _ := strings.Cut(v, "=")
		o.add("--setenv", name, value)
	}
	o.system()
	o.extra(x)
	o.proc()
	for _, name := range []string{"null", "zero", "full", "random", "urandom"} {
		o.add("--dev-bind", "/dev/"+name, "/dev/"+name)
	}
	o.add("--symlink", "/proc/self/fd", "/dev/fd", "--symlink", "/proc/self/fd/0", "/dev/stdin",
		"--symlink", "/proc/self/fd/1", "/dev/stdout", "--symlink", "/proc/self/fd/2", "/dev/stderr")
	if e.privileged {
		o.add("--bind", "/tmp", "/tmp")
	} else {
		o.add("--perms", "1777", "--size", strconv.FormatInt(s.Scratch, 10), "--tmpfs", "/tmp")
	}
	for _, f := range g.folders {
		o.add("--ro-bind", f.host, f.inside)
	}
	o.add("--remount-ro", "/", "--info-fd", strconv.Itoa(infoFD))
	if filter(x) != nil {
		o.add("--seccomp", strconv.Itoa(filterFD))
	}
	return o
}

type options []string

func (o *options) add(more ...string) { *o = append(*o, more...) }

// system shows the interpreter and its libraries. Of /etc there is only what the dynamic linker needs: the host's time zone,
// for one, would make the same submission get another answer here than there.
func (o *options) system() {
	o.add("--dir", "/etc", "--dir", "/dev") // for everybody to see, which a folder that is made on the way is not
	o.add("--ro-bind", "/usr", "/usr")
	for _, pattern := range []string{"/bin", "/sbin", "/lib*"} {
		found, _ := filepath.Glob(pattern)
		for _, path := range found {
			if target, err := os.Readlink(path); err == nil {
				o.add("--symlink", target, path)
			} else {
				o.add("--ro-bind", path, path)
			}
		}
	}
	o.add("--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache", "--ro-bind-try", "/etc/alternatives", "/etc/alternatives")
}

// What of /proc concerns the whole machine: settings, which root may change whatever its capabilities, and what only the
// host's root is to see.
var (
	settings = []string{"/proc/sys", "/proc/sysrq-trigger", "/proc/fs", "/proc/acpi", "/proc/scsi", "/proc/mtrr"}
	hidden   = []string{"/proc/kcore", "/proc/keys", "/proc/timer_list", "/proc/sched_debug", "/proc/kmsg"}
)

// proc shows the processes of the cell. Bubblewrap itself protects no more than /proc/irq and /proc/bus.
func (o *options) proc() {
	o.add("--proc", "/proc")
	for _, path := range settings {
		o.add("--ro-bind-try", path, path)
	}
	for _, path := range hidden {
		if _, err := os.Lstat(path); err == nil {
			o.add("--ro-bind", "/dev/null", path)
		}
	}
}

// extra shows what the cell has beyond its spec.
func (o *options) extra(x Extra) {
	for i, path := range x.paths() {
		o.add("--perms", "0444", "--file", strconv.Itoa(filesFD+i), path)
	}
	for _, path := range x.Shown {
		o.add("--ro-bind", path, path)
	}
	if x.SeenGroup { // folders that are made on the way are their maker's alone
		o.add("--dir", "/sys", "--dir", "/sys/fs", "--dir", "/sys/fs/cgroup")
	}
}

// program gives the spec's command with its program's whole path.
func program(command []string) []string {
	if command[0] != "python3" {
		return command
	}
	return append([]string{interpreter}, command[1:]...)
}
