"""What a supervisor that was taken over could still do: tries to leave the cell with all that its first process has, and
prints what works, a line each."""
import ctypes
import errno
import os
import socket

libc = ctypes.CDLL(None, use_errno=True)
X86 = os.uname().machine == "x86_64"


def works(what, attempt):
    try:
        got = attempt()
    except (OSError, AttributeError):
        return
    if got is not False:
        print(what, repr(got)[:100], flush=True)


def call(number, *args):
    if libc.syscall(number, *[ctypes.c_long(a) if isinstance(a, int) else a for a in args]) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return True


def writable(path):
    """Opens it and writes nothing: if it can be, that is bad enough."""
    os.close(os.open(path, os.O_WRONLY | (os.O_CREAT if path.endswith("/written") else 0)))
    return True


works("mount", lambda: call(165 if X86 else 40, b"none", b"/tmp", b"tmpfs", 0, None))
works("remount", lambda: call(165 if X86 else 40, b"none", b"/usr", None, 0x20 | 0x1000, None))
works("unshare user", lambda: call(272 if X86 else 97, 0x10000000))
works("unshare mount", lambda: call(272 if X86 else 97, 0x20000))
works("clone into a user namespace", lambda: call(56 if X86 else 220, 0x10000000 | 17, 0, 0, 0, 0))
works("clone3", lambda: call(435, None, 0))
works("setns", lambda: call(308 if X86 else 268, os.open("/proc/self/ns/net", os.O_RDONLY), 0))
works("chroot", lambda: os.chroot("/tmp"))
works("ptrace", lambda: call(101 if X86 else 117, 0, 0, 0, 0))
works("keyctl", lambda: call(250 if X86 else 219, 0, -3, 1))
works("bpf", lambda: call(321 if X86 else 280, 0, 0, 0))
works("io_uring", lambda: call(425, 1, None))
works("perf", lambda: call(298 if X86 else 241, None, 0, -1, -1, 0))
works("userfaultfd", lambda: call(323 if X86 else 282, 0))
works("module", lambda: call(175 if X86 else 105, b"", 0, b""))
works("shmget", lambda: call(29 if X86 else 194, 0, 4096, 0o1666))
works("mq_open", lambda: call(240 if X86 else 180, b"queue", os.O_CREAT, 0o600, None))
works("sethostname", lambda: socket.sethostname("host"))
works("terminal input", lambda: call(16 if X86 else 29, 0, 0x5412, b"x"))
works("device node", lambda: os.mknod("/tmp/disk", 0o60600, os.makedev(8, 0)))
works("memory of the machine", lambda: open("/dev/mem", "rb"))
works("memory of the kernel", lambda: open("/proc/kcore", "rb").read(1) != b"" or False)
for family in socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK, socket.AF_PACKET, 40, 38:
    works("socket of family %d" % family, lambda: socket.socket(family, socket.SOCK_RAW).close() or True)
    works("socket of family %d" % family, lambda: socket.socket(family, socket.SOCK_DGRAM).close() or True)
    works("socket of family %d" % family, lambda: socket.socket(family, socket.SOCK_STREAM).close() or True)

# Abstract sockets belong to a network, of which the host's is another.
with socket.socket(socket.AF_UNIX) as s:
    works("a socket of the host's", lambda: s.connect("\0judge-test-of-native-cells") or True)

for path in (
    "/proc/sys/kernel/core_pattern", "/proc/sys/vm/drop_caches", "/proc/sys/kernel/hostname", "/proc/sys/net/ipv4/ip_forward",
    "/proc/sysrq-trigger", "/sys/fs/cgroup/pids/pids.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes",
    "/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/cgroup.procs", "/sys/fs/cgroup/pids/cgroup.procs", "/usr/bin/written", "/etc/written",
    "/written", "/dev/written", "/proc/irq/default_smp_affinity", "/proc/acpi/wakeup", "/proc/mtrr", "/proc/fs/written",
):
    works("write " + path, lambda: writable(path))
for path in "/home", "/root", "/var", "/run", "/sys/kernel", "/dev/shm", "/dev/pts", "/boot", "/etc/passwd", "/etc/shadow", "/proc/1/root/home":
    works("see " + path, lambda: os.stat(path) and True)

opened = []  # by others than this program
for fd in os.listdir("/proc/self/fd"):
    try:
        opened.append((int(fd), os.readlink("/proc/self/fd/" + fd)))
    except OSError:
        pass  # that of the listing
if sorted(fd for fd, what in opened if what[:4] != "net:") != [0, 1, 2]:  # a namespace is what this test opened
    print("open:", opened)
others = [pid for pid in os.listdir("/proc") if pid.isdigit() and pid != "1"]
if others or os.getpid() != 1:
    print("processes:", os.getpid(), others)
for line in open("/proc/self/cgroup"):
    if not line.endswith(":/\n"):
        print("group", line.strip())
if socket.gethostname() != "cell":
    print("the host's name is", socket.gethostname())
print("done", flush=True)
