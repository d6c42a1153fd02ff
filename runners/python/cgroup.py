# --- What the kernel knows of the cell ----------------------------------------------------------------------------
#
# Joined with the other parts by python.go.


class Cgroup:
    """The cell's own control group, read-only; every reading is None where there is none. The version is 0 where the group
    does not bound both processes and memory."""

    V1 = {
        "pids": "pids/pids.current", "cpu": "cpuacct/cpuacct.usage",
        "memory": "memory/memory.stat", "oom": "memory/memory.oom_control",
    }
    V2 = {"pids": "pids.current", "cpu": "cpu.stat", "memory": "memory.stat", "oom": "memory.events"}

    def __init__(self, base="/sys/fs/cgroup", own="/proc/self/cgroup"):
        if os.path.exists(base + "/cgroup.controllers"):
            self.version, paths = 2, self.V2
            # In a cgroup namespace the group is the root; without one, what is mounted is the host's tree.
            folder = base + own_folder(own)
            if os.path.exists(folder + "/pids.current"):
                base = folder
        else:
            self.version, paths = 1, self.V1
        self.files = {}
        for name, path in paths.items():
            try:
                self.files[name] = os.open(base + "/" + path, os.O_RDONLY | os.O_CLOEXEC)
            except OSError:
                pass
        if self.tasks() is None or self.memory() is None:  # then nothing holds a cell's processes and memory either
            self.version = 0

    def read(self, name):
        fd = self.files.get(name)
        return None if fd is None else os.pread(fd, 8192, 0)

    def tasks(self):
        """How many tasks there are, zombies and threads included."""
        text = self.read("pids")
        return int(text) if text else None

    def cpu(self):
        """Microseconds that all tasks of the cell have used."""
        text = self.read("cpu")
        if text is None or text[:1].isdigit():  # version 1: nanoseconds
            return int(text) // 1000 if text else None
        return field(text, b"usage_usec")

    def memory(self, text=None):
        """Bytes in use that cannot be given back, or were at an earlier reading: anonymous memory and files in memory."""
        return field(text or self.read("memory"), b"anon", b"rss", b"shmem")  # anon is what version 1 calls rss

    def ooms(self, text=None):
        """How often the kernel has ended a process for want of memory, or had at an earlier reading."""
        return field(text or self.read("oom"), b"oom_kill")

    def killed_since(self, text):
        """Whether the kernel has ended a process for want of memory since an earlier reading; mostly its words are the same."""
        return self.read("oom") != text and (self.ooms() or 0) > (self.ooms(text) or 0)


def field(text, *keys):
    """The sum of the lines "key value"; None where there is none of them, or no text."""
    total = None
    for line in (text or b"").split(b"\n"):
        key, _, number = line.partition(b" ")
        if key in keys:
            total = (total or 0) + int(number)
    return total


def own_folder(path):
    """The group's folder below the root that is mounted, empty for the root itself."""
    try:
        with open(path) as f:
            for line in f:
                if line.startswith("0::/"):
                    return line.strip()[3:].rstrip("/")
    except OSError:
        pass
    return ""


