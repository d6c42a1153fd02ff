# --- The supervisor -----------------------------------------------------------------------------------------------
#
# Joined with the other parts by python.go.

import json  # noqa: E402
import marshal  # noqa: E402
import select  # noqa: E402
import signal  # noqa: E402
import time  # noqa: E402

TICK = 0.01  # seconds between two looks at a running case's CPU time and memory
LONGEST = 10  # a case may last that many times its wall limit, where it is the machine that keeps it waiting
FIRST_USER, USERS = 10000, 50000  # a case's user; all of them below 65536, which is what user namespaces usually map


def supervise(sock, zygote_pid, idle):
    """Serves the judge until it goes, or says what went wrong."""
    try:
        ready = sock.recv(64)
        if not ready.startswith(b"ready"):
            raise RuntimeError("the zygote did not start")
        supervisor = Supervisor(sock, zygote_pid)
        if select.select([0], [], [], idle)[0]:  # or nobody wants this cell
            serve(supervisor, filtered=ready == b"ready")
    except Exception as err:
        send(b"E", {"message": "%s: %s" % (type(err).__name__, err)})


def place_of(folder):
    """Where a task waits in the kernel; "" where that cannot be seen."""
    try:
        with open(folder + "wchan") as f:
            return f.read()
    except OSError:
        return ""


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
        self.cleaner = Cleaner(zygote_pid, self.cgroup, self.reap)
        self.orphans_cpu = self.orphans_rss = 0  # of the running case, as far as they have been reaped
        self.delays = {}  # of its tasks: microseconds for which each waited for a processor
        # Every case has a user of its own. They start anywhere, so that two cells do not count as one user's.
        self.case = struct.unpack("=H", os.urandom(2))[0]

    def run(self, limits, job):
        """Runs one case, whose job is the file given; gives what a Result holds, and its three outputs."""
        talks = limits.get("dialog")
        outputs = [(Said if talks and name == "stdout" else Output)(name, limits[name]) for name in ("answer", "stdout", "stderr")]
        dialog = Dialog(outputs[1]) if talks else None
        self.case += 1
        uid = FIRST_USER + self.case % USERS if ROOT else 0
        self.orphans_cpu = self.orphans_rss = 0
        self.delays = {}
        before = self.cpu()
        ooms, memory = self.cgroup.read("oom"), self.cgroup.read("memory")  # few cases need what they say
        start = time.monotonic()
        fds = [job] + [o.writer for o in outputs] + ([dialog.heard.reader] if dialog else [])
        pid = self.start(uid, limits, fds)
        killed, ended, peak = self.watch(pid, uid, limits, outputs, start, before, memory, ooms, dialog)
        wall = int((time.monotonic() - start) * 1e6)
        status, cpu, rss = ENDED.unpack(ended)
        dirt = self.cleaner.clean(uid)
        if dialog:
            dialog.heard.close()
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
            "oom": self.cgroup.killed_since(ooms),
            "cpu_us": cpu,
            "wall_us": wall,
            "peak": max(peak, rss, self.orphans_rss),
            "clean": not dirt,
            "dirt": dirt,
            "told": bool(dialog and dialog.told),
            "sizes": [len(o.data) for o in outputs],
        }, [o.data for o in outputs]

    def start(self, uid, limits, fds):
        """Has the zygote fork a case that has these descriptors and no others; gives its pid."""
        order = ORDER.pack(
            uid, limits["cpu_us"], limits["memory"], limits["file_size"], limits["open_files"], limits["processes"]
        )
        fds = array.array("i", fds)
        self.sock.sendmsg([order], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, fds)])
        for fd in fds:
            os.close(fd)
        return STARTED.unpack(self.receive(STARTED.size))[0]

    def watch(self, pid, uid, limits, outputs, start, before, memory, ooms, dialog):
        """Reads what the case writes, and ends it at its limits. Gives the limit that it met, the zygote's word on its
        end, and the most memory that was seen."""
        poll = select.poll()
        readers = {o.fd: o for o in outputs}
        for fd in readers:
            poll.register(fd, select.POLLIN)
        poll.register(self.sock, select.POLLIN)
        poll.register(0, 0)  # only its end
        if dialog:
            dialog.register(poll, readers)
        killed, peak, last = "", 0, start  # the last that anybody said, or waited for
        tick = start + TICK
        while True:
            now = time.monotonic()
            if now >= tick:
                tick = now + TICK
                used = self.cpu_since(before)
                if used is not None and used > limits["cpu_us"]:
                    killed = killed or "cpu"
                elif dialog and self.silent(now - start, now - last, limits["wall_us"]):
                    killed = killed or "wall"
                elif not dialog and self.waited((now - start) * 1e6, used or 0, limits["wall_us"]):
                    killed = killed or "wall"
                if dialog:
                    dialog.tick(lambda: self.waits(uid))
                    if dialog.rests:  # which is not its own time, but the other one's
                        last = now
                    if dialog.over:
                        killed = killed or dialog.name
                held = sum(len(o.data) for o in outputs)  # is counted with the case's, but is here
                peak = max(peak, (self.cgroup.memory() or 0) - (self.cgroup.memory(memory) or 0) - held)
                self.reap()
                # One process that was ended for want of memory is enough: with many the kernel takes a minute.
                if killed or self.cgroup.killed_since(ooms):
                    kill(pid)
                    if not ROOT:  # a case that shares its user can stop the zygote, which is the one to tell of its end
                        os.kill(self.zygote, signal.SIGCONT)
            for fd, event in poll.poll((tick - now) * 1000):
                if fd in readers:
                    last = now
                    output = readers[fd]
                    if not output.read():
                        poll.unregister(fd)
                    elif output.over:
                        poll.unregister(fd)
                        killed = killed or output.name
                        kill(pid)
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

    def silent(self, elapsed, since, limit):
        """Whether nobody has said anything for longer than a case may wait, or the dialog does not end."""
        return elapsed * 1e6 > LONGEST * limit or self.waited(since * 1e6, 0, limit)

    def waits(self, uid):
        """Where the case's tasks wait in the kernel, as far as that can be seen, each with the signals that it catches; None
        if they did not all wait at one moment. They did if none of them has run from one look to the next."""
        before = self.tasks()
        if not before or any(state != "S" for state, *_ in before.values()):
            return None
        if ROOT:  # which may not look without privileges that it does not have; the case's user may
            os.setresgid(-1, uid, -1)
            os.setresuid(-1, uid, -1)
        try:
            found = {(place_of(folder), caught) for folder, (_, caught, *_) in before.items()}
        finally:
            if ROOT:
                os.setresuid(-1, 0, -1)
                os.setresgid(-1, 0, -1)
        return found if self.tasks() == before else None

    def tasks(self):
        """The state of each of the case's tasks, the signals that it catches, and how often it gave up a processor and lost it."""
        found = {}
        for pid in os.listdir("/proc"):
            if not pid.isdigit() or int(pid) in (os.getpid(), self.zygote):
                continue
            try:
                for task in os.listdir("/proc/%s/task" % pid):
                    folder = "/proc/%s/task/%s/" % (pid, task)
                    with open(folder + "status", "rb") as f:
                        status = dict(line.split(b":\t", 1) for line in f.read().splitlines() if b":\t" in line)
                    state = status[b"State"][:1].decode()
                    if state != "Z":  # which never runs again
                        found[folder] = (
                            state, int(status[b"SigCgt"], 16), status.get(b"voluntary_ctxt_switches"), status.get(b"nonvoluntary_ctxt_switches")
                        )
            except (OSError, KeyError):
                found[pid] = ("", 0, None, None)  # it has ended
        return found

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
