package native_test

import (
	"testing"

	"github.com/coding-judge/judge/runners/cell/native"
)

// Where a process's own control group is, on systems of all kinds.
func TestOwnGroup(t *testing.T) {
	t.Parallel()
	const (
		old     = "12:pids:/user.slice\n5:cpu,cpuacct:/\n4:memory:/a/b\n1:name=systemd:/x\n0::/unified\n"
		unified = "0::/user.slice/user-1000.slice/session-1.scope\n"

		oldMounts = "32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n" +
			"35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory\n" +
			"41 31 0:38 / /sys/fs/cgroup/unified rw,relatime shared:9 - cgroup2 cgroup2 rw\n"
		container = "35 31 0:32 /docker/1 /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n"
		newMounts = "30 25 0:27 / /sys/fs/cgroup rw shared:9 - cgroup2 cgroup2 rw,nsdelegate\n"
	)
	for _, test := range []struct{ name, own, mounts, controller, want string }{
		{"one controller", old, oldMounts, "memory", "/sys/fs/cgroup/memory/a/b"},
		{"two controllers together", old, oldMounts, "cpuacct", "/sys/fs/cgroup/cpu,cpuacct"},
		{"not mounted", old, oldMounts, "pids", ""},
		{"unified beside old ones", old, oldMounts, "", "/sys/fs/cgroup/unified/unified"},
		{"unified", unified, newMounts, "", "/sys/fs/cgroup/user.slice/user-1000.slice/session-1.scope"},
		{"unified has no controllers apart", unified, newMounts, "memory", ""},
		{"the root of a container", "4:memory:/docker/1\n", container, "memory", "/sys/fs/cgroup/memory"},
		{"below the root of a container", "4:memory:/docker/1/c\n", container, "memory", "/sys/fs/cgroup/memory/c"},
		{"out of sight", "4:memory:/docker/12\n", container, "memory", ""},
		{"no groups at all", "", "", "", ""},
		{"garbage", "4:memory\n::::", "1 2 - \n - cgroup\n", "memory", ""},
	} {
		if got := native.OwnGroup(test.own, test.mounts, test.controller); got != test.want {
			t.Errorf("%s: %q; want %q", test.name, got, test.want)
		}
	}
}
