"""First process of a Python cell: runs cases for the judge. Protocol: package wire.

Three kinds of processes live in a cell. The supervisor (this one) speaks to the judge, holds the limits and the
clock, and never runs a submission. The zygote, its child, is an interpreter with the usual modules imported; all it
does is fork, so no case's bytes are ever in the memory that the next case inherits. Each case is a fork of the
zygote that gives up its privileges for a user of its own and then becomes the harness, which runs the submission.

A case's input goes from the judge into a file in memory, of which the case inherits the descriptor.
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
QUEUES = "/dev/mqueue"
SWEEPER = 65533  # real user of this process while it is the case's user to kill; no case ever runs as it
FIRST_USER, USERS = 10000, 50000  # a case's user; all of them below 65536, which is what user namespaces usually map
ORDER = struct.Struct("=6q")  # supervisor -> zygote: uid and the limits of one case
STARTED = struct.Struct("=i")  # case -> supervisor: its pid, once it has given up its privileges
ENDED = struct.Struct("=iqq")  # zygote -> supervisor: wait status, CPU microseconds, peak bytes
TICK = 0.01  # seconds between two looks at a running case's CPU time and memory
LONGEST = 10  # a case may last that many times its wall limit, where it is the machine that keeps it waiting
PATIENCE = 5  # seconds that killing and wiping may take
ROOT = os.getuid() == 0


# --- The zygote ---------------------------------------------------------------------------------------------------


def zygote(sock, harness):
    """Forks one case an order, and tells how it ended. Returns when the supervisor is gone."""
    null = os.open("/dev/null", os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    os.close(null)
    if ROOT:
        os.setgroups([])
    filtered = deny_calls()
    sys.argv[:] = [""]
    space = {"__name__": "harness", "__builtins__": __builtins__}
    exec(compile(harness, "<harness>", "exec"), space)
    run = space["run"]
    import gc

    gc.collect()
    gc.freeze()
    sock.send(b"ready" if filtered else b"ready, unfiltered")
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
                answer, job = become_case(fds, ORDER.unpack(order))
                sock.send(STARTED.pack(os.getpid()))
                sock.close()
            except BaseException as err:  # ours, not the submission's: it has not been read yet
                sock.send(b"set-up of the case: " + repr(err).encode()[:200])
                os._exit(127)
            run(job, answer)
            os._exit(0)
        for fd in fds:
            os.close(fd)
        _, status, used = os.wait4(pid, 0)
        sock.send(ENDED.pack(status, cpu_of(used), used.ru_maxrss * 1024))


def become_case(fds, order):
    """Turns a fork of the zygote into a process that has nothing but its own pipes, limits and user."""
    job, answer, out, err = fds
    uid, cpu, memory, file_size, open_files, processes = order
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.close(out)
    os.close(err)
    limits = [
        (resource.RLIMIT_CORE, 1),  # no dump; 0 would still let the kernel pipe one to the host's crash handler
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
        hard = resource.getrlimit(what)[1]
        if hard != resource.RLIM_INFINITY:  # an engine may allow less, and only its root may raise that
            most = min(most, hard)
        resource.setrlimit(what, (most, most))
    if not ROOT:
        reveal(True)  # this process has nothing to hide, and /proc/self is only then its user's
    fd = os.open("/proc/self/oom_score_adj", os.O_WRONLY)  # the case goes first when memory runs out
    os.write(fd, b"1000")
    os.close(fd)
    if uid:
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    os.setsid()  # or it could join the supervisor's process group
    os.chdir(SCRATCH)
    return answer, job


def reveal(readable):
    """Whether other processes of this one's user may read and write its memory and what it has open. Where there is only
    one user, they may not, or a case could read the next one's input, and write results."""
    import ctypes

    if ctypes.CDLL(None).prctl(4, int(readable), 0, 0, 0) != 0:  # PR_SET_DUMPABLE
        raise OSError("prctl")


def cpu_of(used):
    return int((used.ru_utime + used.ru_stime) * 1e6)


# --- The supervisor -----------------------------------------------------------------------------------------------


class Output:
    """The reading end of one of a case's pipes. It keeps no more than its limit."""

    def __init__(self, name, limit):
        self.name, self.limit = name, limit
        self.fd, self.writer = os.pipe2(os.O_CLOEXEC)
        os.set_blocking(self.fd, False)
        self.data = bytearray()
        self.over = False

    def read(self):
        """Reads what is there, if anything is; tells whether more may come."""
        try:
            chunk = os.read(self.fd, 65536)
        except BlockingIOError:
            return True
        room = self.limit - len(self.data)
        self.over = self.over or len(chunk) > room
        self.data += chunk if len(chunk) <= room else chunk[:room]
        return bool(chunk)

    def drain(self):
        """Reads the rest once nothing is left that could write, or as much as it takes to be over the limit."""
        while not self.over and self.read():
            pass
        os.close(self.fd)


class Supervisor:
    def __init__(self, sock, zygote_pid):
        self.sock = sock
        self.zygote = zygote_pid
        self.cgroup = Cgroup()
        self.resting = self.cgroup.tasks()  # tasks between two cases
        self.empty = free(SCRATCH)
        self.program = b""
        self.orphans_cpu = self.orphans_rss = 0  # of the running case, as far as they have been reaped
        self.delays = {}  # of its tasks: microseconds for which each waited for a processor
        # Every case has a user of its own. They start anywhere, so that two cells do not count as one user's.
        self.case = struct.unpack("=H", os.urandom(2))[0]

    def run(self, limits, job):
        """Runs one case, whose job is the file given; gives what a Result holds, and its three outputs."""
        outputs = [Output(name, limits[name]) for name in ("answer", "stdout", "stderr")]
        self.case += 1
        uid = FIRST_USER + self.case % USERS if ROOT else 0
        self.orphans_cpu = self.orphans_rss = 0
        self.delays = {}
        ooms = self.cgroup.ooms()
        before = self.cpu()
        memory_before = self.cgroup.memory() or 0
        start = time.monotonic()
        pid = self.start(uid, limits, job, outputs)
        killed, ended, peak = self.watch(pid, limits, outputs, start, before, memory_before, ooms)
        wall = int((time.monotonic() - start) * 1e6)
        status, cpu, rss = ENDED.unpack(ended)
        dirt = self.clean(uid)
        for output in outputs:
            output.drain()
            if output.over:
                killed = killed or output.name
        cpu += self.orphans_cpu
        counted = self.cpu_since(before, live=False)
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
            "peak": max(peak, rss, self.orphans_rss),
            "clean": not dirt,
            "dirt": dirt,
            "sizes": [len(o.data) for o in outputs],
        }, [o.data for o in outputs]

    def start(self, uid, limits, job, outputs):
        """Has the zygote fork a case that has these descriptors and no others; gives its pid."""
        order = ORDER.pack(
            uid, limits["cpu_us"], limits["memory"], limits["file_size"], limits["open_files"], limits["processes"]
        )
        fds = array.array("i", [job] + [o.writer for o in outputs])
        self.sock.sendmsg([order], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, fds)])
        for fd in fds:
            os.close(fd)
        return STARTED.unpack(self.receive(STARTED.size))[0]

    def watch(self, pid, limits, outputs, start, before, memory_before, ooms):
        """Reads what the case writes, and ends it at its limits. Gives the limit that it met, the zygote's word on its
        end, and the most memory that was seen."""
        poll = select.poll()
        readers = {o.fd: o for o in outputs}
        for fd in readers:
            poll.register(fd, select.POLLIN)
        poll.register(self.sock, select.POLLIN)
        poll.register(0, 0)  # only its end
        killed, peak = "", 0
        tick = start + TICK
        while True:
            now = time.monotonic()
            if now >= tick:
                tick = now + TICK
                used = self.cpu_since(before)
                if used is not None and used > limits["cpu_us"]:
                    killed = killed or "cpu"
                elif self.waited((now - start) * 1e6, used or 0, limits["wall_us"]):
                    killed = killed or "wall"
                held = sum(len(o.data) for o in outputs)  # is counted with the case's, but is here
                peak = max(peak, (self.cgroup.memory() or 0) - memory_before - held)
                self.reap()
                # One process that was ended for want of memory is enough: with many the kernel takes a minute.
                if killed or ooms is not None and self.cgroup.ooms() > ooms:
                    self.kill(pid)
                    if not ROOT:  # a case that shares its user can stop the zygote, which is the one to tell of its end
                        os.kill(self.zygote, signal.SIGCONT)
            for fd, event in poll.poll((tick - now) * 1000):
                if fd in readers:
                    output = readers[fd]
                    if not output.read():
                        poll.unregister(fd)
                    elif output.over:
                        poll.unregister(fd)
                        killed = killed or output.name
                        self.kill(pid)
                elif fd == self.sock.fileno():
                    return killed, self.receive(ENDED.size), peak
                elif event & (select.POLLHUP | select.POLLERR):
                    os._exit(0)  # the judge is gone; the end of this process ends the cell

    def waited(self, elapsed, used, limit):
        """Whether the case has been waiting for longer than it may. On a busy machine it also waits for a processor, which
        is not its fault and does not count, within reason."""
        if elapsed <= limit / 4:
            return False  # too early to look
        queued = self.queued()
        return elapsed > limit and (elapsed > LONGEST * limit or elapsed - used - queued > limit)

    def queued(self):
        """Microseconds that the case's tasks, as far as they were seen, were ready to run and had no processor; without end
        where one is ready now, for the kernel counts that only once it has got one."""
        ready = False
        for pid in os.listdir("/proc"):
            if not pid.isdigit() or int(pid) in (os.getpid(), self.zygote):
                continue
            try:
                for task in os.listdir("/proc/%s/task" % pid):
                    folder = "/proc/%s/task/%s/" % (pid, task)
                    with open(folder + "stat", "rb") as f:
                        ready = ready or f.read().rpartition(b") ")[2][:1] == b"R"
                    with open(folder + "schedstat") as f:
                        self.delays[task] = int(f.read().split()[1]) // 1000
            except (OSError, IndexError, ValueError):
                pass  # it has ended, or the kernel does not count this
        return float("inf") if ready else sum(self.delays.values())

    def receive(self, size):
        message = self.sock.recv(512)
        if len(message) != size:
            raise RuntimeError("the zygote died" if not message else "from the zygote: %r" % message)
        return message

    def cpu(self):
        """(microseconds of the whole cell or None, of this process)"""
        return self.cgroup.cpu(), cpu_of(resource.getrusage(resource.RUSAGE_SELF))

    def cpu_since(self, before, live=True):
        """Microseconds that the case has used; without a control group, those of its processes that live and of the orphans
        that have been reaped, and None once none may live."""
        total, own = self.cpu()
        if total is not None:
            return total - before[0] - (own - before[1])
        if not live:
            return None
        ticks = 0
        for pid in os.listdir("/proc"):
            if not pid.isdigit() or int(pid) in (os.getpid(), self.zygote):
                continue
            try:
                with open("/proc/%s/stat" % pid, "rb") as f:
                    ticks += sum(map(int, f.read().rpartition(b")")[2].split()[11:15]))  # its own, and of those it has waited for
            except OSError:
                pass
        return ticks * 1000000 // os.sysconf("SC_CLK_TCK") + self.orphans_cpu

    def kill(self, pid):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def reap(self):
        """Reaps orphans, and adds what they used to the case's."""
        while True:
            try:
                pid, _, used = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                raise RuntimeError("the zygote died") from None
            if pid == 0:
                return
            if pid == self.zygote:
                raise RuntimeError("the zygote died")
            self.orphans_cpu += cpu_of(used)
            self.orphans_rss = max(self.orphans_rss, used.ru_maxrss * 1024)

    def clean(self, uid):
        """Ends what the case left, wipes what it wrote, and proves it: gives what is left all the same."""
        self.reap()
        deadline = time.monotonic() + PATIENCE
        while not (self.alone() and free(SCRATCH) == self.empty and not os.listdir(SCRATCH)):
            if time.monotonic() > deadline:
                break
            self.sweep(uid, deadline)
            self.reap()
            time.sleep(0.001)
        os.utime(SCRATCH, (0, 0))  # no message to the next case either
        dirt = []
        if not self.alone():
            dirt.append("processes")
        if free(SCRATCH) != self.empty or os.listdir(SCRATCH):
            dirt.append("files")
        if any(count(path) for path in IPC) or os.path.isdir(QUEUES) and os.listdir(QUEUES):
            dirt.append("IPC objects")
        return ", ".join(dirt)

    def alone(self):
        """Whether only this process and the zygote are there. The control group's count cannot be raced by a case that
        forks ahead of a reader of /proc."""
        tasks = self.cgroup.tasks()
        if tasks is not None:
            return tasks <= self.resting
        own = {os.getpid(), self.zygote}
        return all(int(p) in own for p in os.listdir("/proc") if p.isdigit())

    def sweep(self, uid, deadline):
        """Kills and wipes as the case's user. kill(-1) reaches all of a user's processes at once, so none can fork away.
        No process is started for this, for a case may have taken all that there may be. Meanwhile the real and the saved
        user are others than the case's, so that it cannot reach this process."""
        if not ROOT:
            for p in os.listdir("/proc"):
                if p.isdigit() and int(p) not in (os.getpid(), self.zygote):
                    self.kill(int(p))
            wipe(SCRATCH, deadline)
            return
        os.setresgid(SWEEPER, uid, 0)
        os.setresuid(SWEEPER, uid, 0)
        try:
            os.kill(-1, signal.SIGKILL)
        except ProcessLookupError:
            pass
        finally:
            wipe(SCRATCH, deadline)
            os.setresuid(0, 0, 0)
            os.setresgid(0, 0, 0)


def free(folder):
    """Free blocks and inodes of its file system: what an unlinked file holds is missing here too."""
    stat = os.statvfs(folder)
    return stat.f_bfree, stat.f_ffree


def count(path):
    """How many objects a table in /proc has, below its heading."""
    try:
        with open(path, "rb") as f:
            return max(0, f.read().count(b"\n") - 1)
    except OSError:
        return 0  # a kernel without it


def wipe(folder, deadline):
    """Removes what is in a folder, as the user who owns it; never follows a link. Folders in folders are first moved up
    to the folder itself, so that no path gets long however deep they are."""
    moved = 0
    pending = [folder]
    while pending and time.monotonic() < deadline:
        path = pending.pop()
        try:
            if path != folder:
                os.chmod(path, 0o700)
            with os.scandir(path) as entries:
                names = [(entry.path, entry.is_dir(follow_symlinks=False)) for entry in entries]
            for name, is_folder in names:
                if not is_folder:
                    os.unlink(name)
                elif path == folder:
                    pending.append(name)
                else:
                    os.chmod(name, 0o700)
                    while os.path.lexists("%s/%d" % (folder, moved)):
                        moved += 1
                    os.rename(name, "%s/%d" % (folder, moved))
                    pending.append("%s/%d" % (folder, moved))
            if path != folder:
                os.rmdir(path)
        except OSError:
            pass  # it is found to be left


# --- The wire -----------------------------------------------------------------------------------------------------


def read_exactly(n):
    """n bytes of the judge's, or None at the end of its stream."""
    data = bytearray()
    while len(data) < n:
        chunk = os.read(0, n - len(data))
        if not chunk:
            return None
        data += chunk
    return bytes(data)


def write_all(fd, data):
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view):]


def send(kind, header, parts=()):
    header = json.dumps(header).encode()
    frame = struct.pack(">IcI", 5 + len(header) + sum(map(len, parts)), kind, len(header)) + header
    if sum(map(len, parts)) < 65536:
        parts = [frame + b"".join(parts)]  # one write for what is small
    else:
        write_all(1, frame)
    for part in parts:
        write_all(1, part)


def receive_job(program, size):
    """Gives a file with the program and the next so many bytes of the judge's, which are kept nowhere else."""
    job = os.memfd_create("job")
    write_all(job, program)
    while size:
        chunk = os.read(0, min(size, 65536))
        if not chunk:
            os._exit(0)
        write_all(job, chunk)
        size -= len(chunk)
    os.lseek(job, 0, 0)
    return job


def serve(sock, zygote_pid):
    ready = sock.recv(64)
    if not ready.startswith(b"ready"):
        raise RuntimeError("the zygote did not start")
    supervisor = Supervisor(sock, zygote_pid)
    if not select.select([0], [], [], float(sys.argv[2]))[0]:
        return  # nobody wants this cell
    while True:
        head = read_exactly(9)
        if head is None:
            return
        length, kind, header_length = struct.unpack(">IcI", head)
        header = read_exactly(header_length)
        if header is None:
            return
        size = length - 5 - header_length
        if kind == b"W":
            send(b"H", {
                "version": VERSION, "runtime": "Python " + sys.version.split()[0], "cgroup": supervisor.cgroup.version,
                "uids": ROOT, "filter": ready == b"ready",
            })
        elif kind == b"P":
            source = read_exactly(size)
            if source is None:
                return
            supervisor.program = struct.pack("=II", len(header), len(source)) + header + source
        elif kind == b"C":
            job = receive_job(supervisor.program, size)
            result, outputs = supervisor.run(json.loads(header), job)
            send(b"R", result, outputs)
            del outputs  # the memory is the next case's
        else:
            raise RuntimeError("unknown frame %r" % kind)


def main():
    global json
    os.umask(0o077)
    if not ROOT:
        reveal(False)
    near, far = _socket.socketpair(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)
    child = os.fork()
    if child == 0:
        try:
            near.close()
            zygote(far, sys.argv[1])
        finally:
            os._exit(1)
    far.close()
    import json  # while the zygote imports its modules

    try:
        serve(near, child)
    except Exception as err:
        send(b"E", {"message": "%s: %s" % (type(err).__name__, err)})


