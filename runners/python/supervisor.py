"""First process of a Python cell: runs cases for the judge. Protocol: package wire.

Three kinds of processes live in a cell. The supervisor (this one) speaks to the judge, holds the limits and the
clock, and never runs a submission. The zygote, its child, is an interpreter with the usual modules imported; all it
does is fork, so no case's bytes are ever in the memory that the next case inherits. Each case is a fork of the
zygote that gives up its privileges for a user of its own and then becomes the harness, which runs the submission.
"""
import os
import sys

sys.path[:] = [p for p in sys.path if p]  # -c puts the working directory first

import _socket  # noqa: E402  (socket itself imports a lot that is not needed here)
import array  # noqa: E402
import resource  # noqa: E402
import select  # noqa: E402
import signal  # noqa: E402
import struct  # noqa: E402
import time  # noqa: E402

VERSION = 1
SCRATCH = "/tmp"
IPC = ("/proc/sysvipc/shm", "/proc/sysvipc/sem", "/proc/sysvipc/msg")
SWEEPER = 65533  # real user of the process that kills what is left; no case ever runs as it
ORDER = struct.Struct("=7q")  # supervisor -> zygote: uid and the limits of one case
ENDED = struct.Struct("=iqq")  # zygote -> supervisor: wait status, CPU microseconds, peak bytes
TICK = 0.01  # seconds between two looks at a running case's CPU time and memory
ROOT = os.getuid() == 0


# --- The zygote ---------------------------------------------------------------------------------------------------


def zygote(sock, harness):
    """Forks one case an order, tells its pid and then how it ended. Returns when the supervisor is gone."""
    null = os.open("/dev/null", os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    if ROOT:
        os.setgroups([])
    space = {"__name__": "harness", "__builtins__": __builtins__}
    exec(compile(harness, "<harness>", "exec"), space)
    run = space["run"]
    import gc

    gc.collect()
    gc.freeze()
    sock.send(b"ready")
    while True:
        order, ancillary, _, _ = sock.recvmsg(
            ORDER.size, _socket.CMSG_SPACE(4 * 4), _socket.MSG_CMSG_CLOEXEC
        )
        if not order:
            return
        fds = array.array("i")
        fds.frombytes(ancillary[0][2])
        pid = os.fork()
        if pid == 0:
            try:
                sock.close()
                os.close(null)
                answer, job = become_case(fds, ORDER.unpack(order))
            except BaseException as err:  # ours, not the submission's: it has not been read yet
                os.write(2, b"set-up of the case: " + repr(err).encode())
                os._exit(127)
            run(job, answer)
            os._exit(0)
        for fd in fds:
            os.close(fd)
        sock.send(struct.pack("=i", pid))
        _, status, used = os.wait4(pid, 0)
        sock.send(ENDED.pack(status, cpu_of(used), used.ru_maxrss * 1024))


def become_case(fds, order):
    """Turns a fork of the zygote into a process that has nothing but its own pipes, limits and user."""
    job, answer, out, err = fds
    uid, cpu, memory, file_size, open_files, processes, _ = order
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.close(out)
    os.close(err)
    limits = [
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, cpu // 1000000 + 2),  # behind the supervisor's own clock
        (resource.RLIMIT_FSIZE, file_size),
        (resource.RLIMIT_NOFILE, open_files),
        (resource.RLIMIT_STACK, 64 << 20),
        (resource.RLIMIT_MEMLOCK, 0),
        (12, 0),  # RLIMIT_MSGQUEUE, which the module does not name: no POSIX message queues
    ]
    if memory:
        limits.append((resource.RLIMIT_AS, memory))
    if processes:
        limits.append((resource.RLIMIT_NPROC, processes))
    for what, most in limits:
        resource.setrlimit(what, (most, most))
    fd = os.open("/proc/self/oom_score_adj", os.O_WRONLY)  # the case goes first when memory runs out
    os.write(fd, b"1000")
    os.close(fd)
    if uid:
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    os.chdir(SCRATCH)
    return answer, job


def cpu_of(used):
    return int((used.ru_utime + used.ru_stime) * 1e6)


# --- What the kernel knows of the cell ----------------------------------------------------------------------------


class Cgroup:
    """The cell's own control group, read-only; every reading is None where there is none."""

    def __init__(self):
        self.version = 0
        self.files = {}
        base = "/sys/fs/cgroup"
        if os.path.exists(base + "/cgroup.controllers"):
            self.version = 2
            paths = {
                "pids": "pids.current", "cpu": "cpu.stat", "memory": "memory.stat", "oom": "memory.events",
            }
        else:
            self.version = 1
            paths = {
                "pids": "pids/pids.current", "cpu": "cpuacct/cpuacct.usage",
                "memory": "memory/memory.stat", "oom": "memory/memory.oom_control",
            }
        for name, path in paths.items():
            try:
                self.files[name] = os.open(base + "/" + path, os.O_RDONLY | os.O_CLOEXEC)
            except OSError:
                pass
        if self.tasks() is None:  # without it nothing proves that a cell is clean
            self.version = 0

    def read(self, name):
        fd = self.files.get(name)
        return None if fd is None else os.pread(fd, 8192, 0)

    def field(self, name, *keys):
        """The sum of the lines "key value" of a file."""
        text = self.read(name)
        if text is None:
            return None
        total = 0
        for line in text.split(b"\n"):
            key, _, number = line.partition(b" ")
            if key in keys:
                total += int(number)
        return total

    def tasks(self):
        """How many tasks there are, zombies and threads included."""
        text = self.read("pids")
        return int(text) if text else None

    def cpu(self):
        """Microseconds that all tasks of the cell have used."""
        if self.version == 2:
            return self.field("cpu", b"usage_usec")
        text = self.read("cpu")
        return int(text) // 1000 if text else None

    def memory(self):
        """Bytes in use that cannot be given back: anonymous memory and files in memory."""
        if self.version == 2:
            return self.field("memory", b"anon", b"shmem")
        return self.field("memory", b"rss", b"shmem")

    def ooms(self):
        """How often the kernel ended a process for want of memory."""
        return self.field("oom", b"oom_kill")


# --- The supervisor -----------------------------------------------------------------------------------------------


class Supervisor:
    def __init__(self, sock, zygote_pid):
        self.sock = sock
        self.zygote = zygote_pid
        self.cgroup = Cgroup()
        self.resting = self.cgroup.tasks()  # tasks between two cases
        self.empty = os.statvfs(SCRATCH).f_bfree
        self.program = b""
        # Every case has a user of its own. They start anywhere, so that two cells do not count as one user's.
        self.uid = 10000 + struct.unpack("=H", os.urandom(2))[0] % 40000 if ROOT else 0

    def run(self, limits, data):
        """Runs one case; gives what a Result holds, and answer, stdout and stderr."""
        job = os.memfd_create("job")
        for part in (self.program, data):
            view = memoryview(part)
            while view:
                view = view[os.write(job, view):]
        os.lseek(job, 0, 0)
        pipes = [os.pipe2(os.O_CLOEXEC) for _ in range(3)]
        names = ("answer", "stdout", "stderr")
        reads = {}
        poll = select.poll()
        for (r, _), name in zip(pipes, names):
            os.set_blocking(r, False)
            reads[r] = (name, limits[name], [])
            poll.register(r, select.POLLIN)
        poll.register(self.sock, select.POLLIN)
        poll.register(0, 0)  # only its end
        if ROOT:
            self.uid += 1
        order = ORDER.pack(
            self.uid, limits["cpu_us"], limits["memory"], limits["file_size"], limits["open_files"],
            limits["processes"], 0,
        )
        fds = array.array("i", [job] + [w for _, w in pipes])
        ooms = self.cgroup.ooms()
        cpu_before = self.cpu()
        memory_before = self.cgroup.memory() or 0
        start = time.monotonic()
        self.sock.sendmsg([order], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, fds)])
        for fd in fds:
            os.close(fd)

        pid = self.forked()
        killed = ""
        totals = dict.fromkeys(reads, 0)
        peak = 0
        ended = None
        tick = start + TICK
        while ended is None:
            now = time.monotonic()
            if now >= tick and not killed:
                tick = now + TICK
                used = self.cpu_since(cpu_before, pid)
                if used is not None and used > limits["cpu_us"]:
                    killed = "cpu"
                elif (now - start) * 1e6 > limits["wall_us"]:
                    killed = "wall"
                peak = max(peak, (self.cgroup.memory() or 0) - memory_before)
                self.reap()
                if killed:
                    self.kill(pid)
            for fd, event in poll.poll(max(0, (tick - now) * 1000)):
                if fd in reads:
                    name, most, chunks = reads[fd]
                    chunk = read_some(fd)
                    if chunk:
                        chunks.append(chunk)
                        totals[fd] += len(chunk)
                        if totals[fd] > most and not killed:
                            killed = name
                            self.kill(pid)
                        if killed:
                            chunks[:] = [b"".join(chunks)[:most]]
                    elif chunk == b"":
                        poll.unregister(fd)
                elif fd == self.sock.fileno():
                    ended = self.receive(ENDED.size)
                elif event & (select.POLLHUP | select.POLLERR):
                    os._exit(0)  # the judge is gone; the end of this process ends the cell
        wall = int((time.monotonic() - start) * 1e6)
        status, cpu, rss = ENDED.unpack(ended)
        orphans_cpu, orphans_rss, dirt = self.clean()
        parts = []
        for fd, (name, most, chunks) in reads.items():
            while True:  # all that could write is gone, so this ends
                chunk = read_some(fd)
                if not chunk:
                    break
                chunks.append(chunk)
                totals[fd] += len(chunk)
                if totals[fd] > most:
                    killed = killed or name
                    break
            os.close(fd)
            parts.append(b"".join(chunks)[:most])
        cpu += orphans_cpu
        counted = self.cpu_since(cpu_before, None)
        # A case can hide CPU time from wait4 by ignoring its children. The control group misses nothing, but
        # counts the zygote's fork too, so it is used only when the two are far apart.
        if counted is not None and counted > cpu + 50000:
            cpu = counted
        signaled = os.WIFSIGNALED(status)
        return {
            "exit": -1 if signaled else os.WEXITSTATUS(status),
            "signal": os.WTERMSIG(status) if signaled else 0,
            "killed": killed,
            "oom": ooms is not None and self.cgroup.ooms() > ooms,
            "cpu_us": cpu,
            "wall_us": wall,
            "peak": max(peak, rss, orphans_rss),
            "clean": not dirt,
            "dirt": dirt,
            "sizes": [len(p) for p in parts],
        }, parts

    def receive(self, size):
        message = self.sock.recv(64)
        if len(message) != size:
            raise RuntimeError("the zygote died")
        return message

    def forked(self):
        return struct.unpack("=i", self.receive(4))[0]

    def cpu(self):
        """(microseconds of the whole cell or None, of this process)"""
        return self.cgroup.cpu(), cpu_of(resource.getrusage(resource.RUSAGE_SELF))

    def cpu_since(self, before, pid):
        """Microseconds that the case has used; without a control group, those of the process pid."""
        total, own = self.cpu()
        if total is not None:
            return total - before[0] - (own - before[1])
        if pid is None:
            return None
        try:
            with open("/proc/%d/stat" % pid, "rb") as f:
                fields = f.read().rpartition(b")")[2].split()
        except OSError:
            return None
        return sum(map(int, fields[11:15])) * 1000000 // os.sysconf("SC_CLK_TCK")

    def kill(self, pid):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def reap(self):
        """Reaps orphans; gives their CPU microseconds and the largest's peak bytes."""
        cpu = rss = 0
        while True:
            try:
                pid, _, used = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                raise RuntimeError("the zygote died") from None
            if pid == 0:
                return cpu, rss
            if pid == self.zygote:
                raise RuntimeError("the zygote died")
            cpu += cpu_of(used)
            rss = max(rss, used.ru_maxrss * 1024)

    def clean(self):
        """Ends what the case left, wipes what it wrote, and proves it: gives CPU and peak of orphans, and what is left."""
        cpu, rss = self.reap()
        if not self.alone() or os.listdir(SCRATCH):
            deadline = time.monotonic() + 5
            while True:
                self.sweep(deadline)
                more_cpu, more_rss = self.reap()
                cpu, rss = cpu + more_cpu, max(rss, more_rss)
                if self.alone() and not os.listdir(SCRATCH):
                    break
                if time.monotonic() > deadline:
                    break
                time.sleep(0.001)
        dirt = []
        if not self.alone():
            dirt.append("processes")
        if os.listdir(SCRATCH) or os.statvfs(SCRATCH).f_bfree != self.empty:
            dirt.append("files")
        for path in IPC:
            try:
                fd = os.open(path, os.O_RDONLY)
            except OSError:
                continue  # a kernel without it
            if os.read(fd, 4096).count(b"\n") > 1:
                dirt.append("IPC objects")
            os.close(fd)
        return cpu, rss, ", ".join(dirt)

    def alone(self):
        """Whether only this process and the zygote are there. The control group's count cannot be raced by a case that
        forks ahead of a reader of /proc."""
        tasks = self.cgroup.tasks()
        if tasks is not None:
            return tasks <= self.resting
        own = {os.getpid(), self.zygote}
        return all(int(p) in own for p in os.listdir("/proc") if p.isdigit())

    def sweep(self, deadline):
        """Kills and wipes as the case's user. kill(-1) reaches all of a user's processes at once, so none can fork
        away; the sweeper's real and saved user are others, so none can kill it first."""
        pid = os.fork()
        if pid == 0:
            try:
                if ROOT:
                    os.setresgid(SWEEPER, self.uid, SWEEPER)
                    os.setresuid(SWEEPER, self.uid, SWEEPER)
                    try:
                        os.kill(-1, signal.SIGKILL)
                    except ProcessLookupError:
                        pass
                else:
                    for p in os.listdir("/proc"):
                        if p.isdigit() and int(p) not in (1, os.getpid(), os.getppid(), self.zygote):
                            self.kill(int(p))
                wipe(SCRATCH, deadline)
            finally:
                os._exit(0)
        os.waitpid(pid, 0)


def wipe(folder, deadline):
    """Removes what is in a folder, as the user who owns it; never follows a link."""
    pending = [folder]
    found = []
    while pending and time.monotonic() < deadline:
        path = pending.pop()
        if path != folder:
            found.append(path)
            try:
                os.chmod(path, 0o700)
            except OSError:
                pass
        try:
            entries = list(os.scandir(path))
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                pending.append(entry.path)
            else:
                try:
                    os.unlink(entry.path)
                except OSError:
                    pass
    for path in reversed(found):
        try:
            os.rmdir(path)
        except OSError:
            pass


def read_some(fd):
    """Bytes, b"" at the end, None where there is nothing yet."""
    try:
        return os.read(fd, 65536)
    except BlockingIOError:
        return None


def read_exactly(n):
    """n bytes of the judge's, or None at the end of its stream."""
    data = bytearray(n)
    view = memoryview(data)
    while view:
        got = STDIN.readinto(view)
        if not got:
            return None
        view = view[got:]
    return data


def send(kind, header, parts=()):
    header = json.dumps(header).encode()
    frame = struct.pack(">IcI", 5 + len(header) + sum(map(len, parts)), kind, len(header)) + header + b"".join(parts)
    view = memoryview(frame)
    while view:
        view = view[os.write(1, view):]


def serve(sock, zygote_pid):
    if sock.recv(64) != b"ready":
        raise RuntimeError("the zygote did not start")
    supervisor = Supervisor(sock, zygote_pid)
    send(b"H", {
        "version": VERSION, "runtime": "Python " + sys.version.split()[0], "cgroup": supervisor.cgroup.version,
        "uids": ROOT,
    })
    while True:
        head = read_exactly(9)
        if head is None:
            return
        length, kind, header_length = struct.unpack(">IcI", head)
        rest = read_exactly(length - 5)
        if rest is None:
            return
        header, body = rest[:header_length], memoryview(rest)[header_length:]
        if kind == b"P":
            supervisor.program = struct.pack("=II", len(header), len(body)) + bytes(header) + bytes(body)
        elif kind == b"C":
            result, parts = supervisor.run(json.loads(header), body)
            send(b"R", result, parts)
        else:
            raise RuntimeError("unknown frame %r" % kind)


os.umask(0o077)
near, far = _socket.socketpair(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)
child = os.fork()
if child == 0:
    try:
        near.close()
        zygote(far, sys.argv[1])
    finally:
        os._exit(1)
far.close()
import io  # noqa: E402
import json  # noqa: E402  (while the zygote imports its modules)

STDIN = io.FileIO(0, closefd=False)
try:
    serve(near, child)
except Exception as err:
    send(b"E", {"message": "%s: %s" % (type(err).__name__, err)})
