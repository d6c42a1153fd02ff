"""Unit tests of the cell's programs, run by parts_test.go with the host's interpreter; none of them needs a cell."""
import json
import marshal
import os
import struct
import sys
import tempfile
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))


def load(*names):
    space = {"__name__": "parts"}
    for name in names:
        with open(os.path.join(HERE, name)) as f:
            exec(compile(f.read(), name, "exec"), space)
    return space


CELL = load("cell.py", "supervisor.py", "dialog.py", "cgroup.py", "cleaner.py", "wire.py", "zygote.py", "seccomp.py")
with open(os.path.join(HERE, "profile.py")) as _f:
    PROFILE = _f.read()
HARNESS = load("harness.py", "nodes.py", "design.py", "whole.py")


class Files(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.base = folder.name

    def write(self, name, text):
        path = os.path.join(self.base, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as f:
            f.write(text)
        return path


class Cgroup(Files):
    def group(self, own="0::/\n"):
        group = CELL["Cgroup"](self.base + "/cgroup", self.write("own", own))
        for fd in group.files.values():
            self.addCleanup(os.close, fd)
        return group

    def write_v2(self, folder=""):
        for name, text in {
            "pids.current": "2\n",
            "cpu.stat": "usage_usec 1234567\nuser_usec 1000000\nsystem_usec 234567\nnr_periods 0\n",
            "memory.stat": "anon 1000\nfile 500000\nkernel_stack 7\nshmem 24\nanon_thp 5\n",
            "memory.events": "low 0\nhigh 0\nmax 12\noom 3\noom_kill 2\noom_group_kill 0\n",
        }.items():
            self.write("cgroup" + folder + "/" + name, text)

    def check_v2(self, group):
        self.assertEqual((group.version, group.tasks(), group.cpu(), group.memory(), group.ooms()), (2, 2, 1234567, 1024, 2))

    def test_v2(self):
        self.write("cgroup/cgroup.controllers", "cpu memory pids\n")
        self.write_v2()
        self.check_v2(self.group())

    def test_v2_of_the_host(self):
        self.write("cgroup/cgroup.controllers", "cpu memory pids\n")
        self.write_v2("/system.slice/docker-1.scope")
        self.check_v2(self.group("0::/system.slice/docker-1.scope\n"))

    def test_v2_without_controllers(self):
        # A rootless engine to which nothing was delegated.
        self.write("cgroup/cgroup.controllers", "\n")
        self.write("cgroup/cpu.stat", "usage_usec 1\n")
        group = self.group()
        self.assertEqual((group.version, group.tasks(), group.cpu(), group.memory(), group.ooms()), (0, None, 1, None, None))

    def test_without_memory(self):
        # A machine that was started without control of memory: rlimits must hold it, but the rest can be read.
        self.write("cgroup/pids/pids.current", "3\n")
        self.write("cgroup/cpuacct/cpuacct.usage", "5000\n")
        group = self.group()
        self.assertEqual((group.version, group.tasks(), group.cpu(), group.memory(), group.ooms()), (0, 3, 5, None, None))

    def test_v1(self):
        self.write("cgroup/pids/pids.current", "3\n")
        self.write("cgroup/cpuacct/cpuacct.usage", "1234567890\n")
        self.write("cgroup/memory/memory.stat", "cache 5000\nrss 2000\nrss_huge 0\nshmem 48\ntotal_rss 9\ntotal_shmem 9\n")
        self.write("cgroup/memory/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 4\n")
        group = self.group("8:pids:/docker/1\n0::/docker/1\n")
        self.assertEqual((group.version, group.tasks(), group.cpu(), group.memory(), group.ooms()), (1, 3, 1234567, 2048, 4))

    def test_v1_of_an_old_kernel(self):
        self.write("cgroup/pids/pids.current", "3\n")
        self.write("cgroup/memory/memory.stat", "cache 5000\nrss 2000\n")
        self.write("cgroup/memory/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\n")
        group = self.group()
        self.assertEqual((group.version, group.tasks(), group.cpu(), group.ooms()), (1, 3, None, None))

    def test_none(self):
        group = self.group()
        self.assertEqual((group.version, group.tasks(), group.cpu(), group.memory(), group.ooms()), (0,) + (None,) * 4)


class Wipe(Files):
    def test_leaves_nothing_and_follows_no_link(self):
        kept = self.write("kept/file", "x")
        for name in "scratch/a/b/c/f", "scratch/f", "scratch/0/1/f", "scratch/a/0/f":
            self.write(name, "x")
        scratch = self.base + "/scratch"
        os.symlink(self.base + "/kept", scratch + "/a/link")
        os.symlink(kept, scratch + "/link")
        os.mkfifo(scratch + "/pipe")
        os.chmod(scratch + "/a/b/c", 0)
        os.chmod(scratch + "/a/b", 0)
        CELL["wipe"](scratch, float("inf"))
        self.assertEqual(os.listdir(scratch), [])
        self.assertTrue(os.path.exists(kept))

    def test_ends_in_time(self):
        self.write("scratch/f", "x")
        CELL["wipe"](self.base + "/scratch", 0)
        self.assertEqual(os.listdir(self.base + "/scratch"), ["f"])


class Output(unittest.TestCase):
    def test_limit(self):
        for size, kept, over in (0, 0, False), (10, 10, False), (11, 10, True), (60000, 10, True):
            output = CELL["Output"]("stdout", 10)
            os.write(output.writer, b"x" * size)
            os.close(output.writer)
            output.drain()
            self.assertEqual((len(output.data), output.over), (kept, over))


class Dialog(unittest.TestCase):
    """A dialog without a case: the test has its ends of the pipes."""

    def setUp(self):
        self.sent, self.frames = [], b""
        for name, other in ("send", lambda kind, header, parts=(): self.sent.append((kind, header, b"".join(parts)))), ("read_exactly", self.from_judge):
            self.addCleanup(CELL.__setitem__, name, CELL[name])
            CELL[name] = other
        self.said = CELL["Said"]("stdout", 200000)
        self.dialog = CELL["Dialog"](self.said)
        self.heard = self.dialog.heard
        self.poll, self.readers = CELL["select"].poll(), {self.said.fd: self.said}
        self.dialog.register(self.poll, self.readers)
        self.poll.unregister(0)
        self.inner = [self.heard.reader, self.said.writer]
        for fd in self.inner:
            os.set_blocking(fd, False)

    def tearDown(self):
        self.heard.close()
        os.close(self.said.fd)
        for fd in self.inner:
            os.close(fd)

    def from_judge(self, n):
        data, self.frames = self.frames[:n], self.frames[n:]
        return data

    def tell(self, kind, header=b"{}", body=b""):
        self.frames = CELL["struct"].pack(">IcI", 5 + len(header) + len(body), kind, len(header)) + header + body
        self.dialog.read()
        for fd, _ in self.poll.poll(0):
            if not self.readers[fd].read():
                self.poll.unregister(fd)

    def taken(self):
        return sum(header["bytes"] for kind, header, _ in self.sent if kind == b"T") + self.heard.untold

    def ticks(self, n, *waits):
        for _ in range(n):
            self.dialog.tick(lambda: set(waits) or None)

    def test_heard(self):
        for body in b"x" * 50000, b"y" * 50000:
            self.tell(b"I", body=body)
        read = os.read(self.heard.reader, 1 << 20)
        self.assertEqual((read[:50000], self.heard.pending), (b"x" * 50000, b"y" * (100000 - len(read))))
        self.assertFalse(self.heard.empty())
        self.assertEqual(self.taken(), len(read))
        self.tell(b"I")
        self.assertEqual(read + os.read(self.heard.reader, 1 << 20), b"x" * 50000 + b"y" * 50000)
        self.assertEqual(self.taken(), 100000)
        self.assertRaises(BlockingIOError, os.read, self.heard.reader, 1)  # it is not told of the end before it waits

    def test_who_does_not_listen(self):
        os.close(self.inner.pop(0))
        for _ in range(3):
            self.tell(b"I", body=b"x" * 65536)
        self.assertEqual((self.taken(), self.heard.fd, bytes(self.heard.pending)), (3 * 65536, -1, b""))
        self.assertFalse(self.heard.empty())  # so it does not wait for anything

    def test_said(self):
        written = 0
        for _ in range(20):
            try:
                written += os.write(self.said.writer, b"x" * 10000)
            except BlockingIOError:
                pass
            self.said.read()
        sent = sum(len(body) for _, _, body in self.sent)
        self.assertEqual((sent, self.said.room, self.said.read()), (CELL["WINDOW"], 0, False))
        self.tell(b"T", b'{"bytes":5}')
        self.assertEqual(sum(len(body) for _, _, body in self.sent), sent + 5)
        os.close(self.inner.pop())
        while self.said.read():
            pass
        self.said.room = 1 << 20
        while self.said.read():
            pass
        self.assertEqual((sum(len(body) for _, _, body in self.sent), self.said.over, bytes(self.said.data)), (written, False, b""))

    def test_limit(self):
        self.said.limit = 10
        os.write(self.said.writer, b"0123456789a")
        self.assertTrue(self.said.read() and self.said.over)
        self.assertEqual(self.sent, [(b"O", {}, b"0123456789")])

    def test_quiet(self):
        reads, other, sleeps = ("pipe_read", 2), ("ep_poll", 2), ("hrtimer_nanosleep", 2)
        for waits, sure in ((reads,), True), ((reads, other), False), ((), None), ((reads, sleeps), None), ((("", 2),), False), ((("do_wait", 1 << 13),), False):
            self.sent.clear()
            self.dialog.known = None
            self.ticks(1)
            self.ticks(1, *waits)
            self.assertEqual(self.sent, [])
            self.ticks(3, *waits)
            self.assertEqual(self.sent, [] if sure is None else [(b"Q", {"heard": 0, "sure": sure}, b"")])

    def test_what_is_no_waiting(self):
        for fd in self.heard.fd, self.said.writer:
            os.write(fd, b"x")  # which it has not read, or has written and is to be sent
            self.ticks(9, ("pipe_read", 2))
            self.assertEqual((self.sent, self.dialog.rests), ([], 0))
            os.read(self.heard.reader if fd == self.heard.fd else self.said.fd, 1)
        self.said.room = 0
        self.ticks(9, ("pipe_read", 2))
        self.assertEqual(self.sent, [])

    def test_end(self):
        self.tell(b"I")
        self.ticks(1, ("pipe_read", 2))
        self.assertFalse(self.dialog.told)
        self.ticks(1, ("pipe_read", 2))
        self.assertEqual((self.dialog.told, self.dialog.over, os.read(self.heard.reader, 1)), (True, False, b""))

    def test_stop(self):
        self.tell(b"X", b'{"waits":true}')
        self.ticks(1, ("pipe_read", 2))
        self.assertFalse(self.dialog.over)
        self.ticks(1, ("pipe_read", 2))
        self.assertEqual((self.dialog.told, self.dialog.over), (False, True))
        self.dialog.over = False
        self.tell(b"X", b'{"waits":false}')
        self.assertTrue(self.dialog.over)

    def test_garbled(self):
        for kind, header, body in (b"C", b"{}", b""), (b"I", b"{}", b"x" * 65537), (b"T", b"[]", b""), (b"X", b"{}", b""):
            with self.assertRaises((RuntimeError, TypeError, KeyError)):
                self.tell(kind, header, body)


class Filter(unittest.TestCase):
    """The filter is a program; here is what runs it, to try it for both machines on any."""

    def decide(self, machine, number, argument=0, arch=None, second=0, third=0):
        column, own = CELL["MACHINES"][machine]
        code, length = CELL["filter_program"](column, own, (-1, 1, 2))
        self.assertEqual(len(code), 8 * length)
        data = {0: number, 4: own if arch is None else arch, 16: argument & 0xFFFFFFFF, 24: second, 32: third & 0xFFFFFFFF, 36: third >> 32}
        at = value = 0
        while True:
            what, yes, no, operand = CELL["struct"].unpack_from("=HBBI", code, 8 * at)
            at += 1
            if what == 0x20:
                value = data[operand]
            elif what == 0x06:
                return {0x7FFF0000: "allow", 0x50001: "deny", 0x50061: "no family", 0x50026: "no call"}[operand]
            else:
                true = {0x15: value == operand, 0x35: value >= operand, 0x45: bool(value & operand)}[what]
                at += yes if true else no

    def test_decisions(self):
        for machine, read, socket, socketpair, clone, unshare, keyctl in (
            ("x86_64", 0, 41, 53, 56, 272, 250), ("aarch64", 63, 198, 199, 220, 97, 219),
        ):
            for number, argument, want in (
                (read, 0, "allow"), (socket, 1, "allow"), (socketpair, 1, "allow"), (clone, 0x11, "allow"),
                (clone, 0x3D0F00, "allow"),  # a thread
                (socket, 2, "no family"), (socket, 16, "no family"), (socket, 38, "no family"), (socket, 40, "no family"),
                (socketpair, 2, "no family"), (clone, 0x10000011, "deny"), (clone, 0x40000011, "deny"), (clone, 0x8011, "deny"), (435, 0, "no call"),
                (unshare, 0, "deny"), (keyctl, 0, "deny"), (0x40000000 + socket, 1, "deny"),
            ):
                self.assertEqual(self.decide(machine, number, argument), want, (machine, number, argument))
            self.assertEqual(self.decide(machine, read, arch=0x40000003), "deny")

    def test_other_processes(self):
        """Signals to the processes that are named and limits of any other are denied, and what tells of others' files."""
        for machine, signals, prlimit, setrlimit, fcntl, ioctl, flock in (
            ("x86_64", (62, 200, 234, 129, 297), 302, 160, 72, 16, 73), ("aarch64", (129, 130, 131, 138, 240), 261, 164, 25, 29, 32),
        ):
            for number in signals:
                for pid, want in (-1, "deny"), (1, "deny"), (2, "deny"), (0, "allow"), (3, "allow"), (-3, "allow"):
                    self.assertEqual(self.decide(machine, number, pid), want, (machine, number, pid))
            for pid, want in (0, "allow"), (1, "deny"), (3, "deny"), (-1, "deny"):
                self.assertEqual(self.decide(machine, prlimit, pid), want, (machine, pid))
            for limit, new, want in (4, 0, "allow"), (4, 1 << 12, "deny"), (4, 1 << 40, "deny"), (7, 1 << 40, "allow"):
                self.assertEqual(self.decide(machine, prlimit, 0, second=limit, third=new), want, (machine, limit, new))
            for limit, want in (4, "deny"), (7, "allow"):
                self.assertEqual(self.decide(machine, setrlimit, limit), want, (machine, limit))
            for command, want in {3: "allow", 5: "deny", 6: "allow", 8: "deny", 15: "deny", 36: "deny", 37: "allow", 1026: "deny"}.items():
                self.assertEqual(self.decide(machine, fcntl, 1, second=command), want, (machine, command))
            for command, want in {0x5401: "allow", 0x8901: "deny", 0x8902: "deny", 5: "allow"}.items():
                self.assertEqual(self.decide(machine, ioctl, 1, second=command), want, (machine, command))
            self.assertEqual(self.decide(machine, flock, 1), "deny")


class Values(unittest.TestCase):
    def test_round_trip(self):
        encode, decode = HARNESS["encode"], HARNESS["DECODER"].decode
        for value in (
            None, True, False, 0, -1, 2**63 - 1, -2**63, 2**63, -2**100, 1.0, -0.0, 1e300, float("inf"), "", "ä\0\n\"\\",
            [], [1, [True]], (), (1, (2,)), {1, 2}, frozenset([1]), {}, {"a": 1, 2: [None], (1,): {}}, b"\xff", [1, 2**70],
        ):
            back = decode(encode(value).decode())
            self.assertEqual((type(back), repr(back)), (type(value), repr(value)))
        self.assertTrue(decode(encode(float("nan")).decode()) != decode(encode(float("nan")).decode()))

    def test_hostile(self):
        class List(list):
            def __iter__(self):
                raise ValueError

            def __len__(self):
                raise ValueError

        class Int(int):
            def __int__(self):
                return 7

            __index__ = __repr__ = __str__ = __int__

        class Lying(list):
            __class__ = int

        for value, want in (List([1]), "[1]"), (Int(3), "3"), ([Int(3)], "[3]"), (Lying([1]), "[1]"):
            self.assertEqual(HARNESS["encode"](value).decode(), want)
        cycle = {}
        cycle["self"] = [cycle]
        json.loads(HARNESS["encode"](cycle))


class Code(unittest.TestCase):
    """The code that one run compiles is the next ones' only where it says all that compiling says."""

    def test_taken(self):
        code = HARNESS["portable"](compile("def one():\n    return 1\n", "submission", "exec"))
        for answer, stderr, changes, want in (
            (b"C" + code, b"", {}, code),
            (b"C", b"", {}, b""),
            (b"C" + code, b"SyntaxWarning", {}, b""),  # which each case is to say
            (b"C" + code, b"", {"exit": 1}, b""),
            (b"C" + code, b"", {"killed": "answer"}, b""),
        ):
            result = {"exit": 0, "killed": "", "sizes": [len(answer), 0, len(stderr)], **changes}
            outputs = [bytearray(answer), bytearray(), bytearray(stderr)]
            self.assertEqual(CELL["take_code"](result, outputs), want)
            self.assertEqual((outputs[0], result["sizes"][0]), (b"C", 1))  # is all that the judge gets
        result, outputs = {"exit": 0, "killed": "", "sizes": [2, 0, 0]}, [bytearray(b"S{"), bytearray(), bytearray()]
        self.assertEqual(CELL["take_code"](result, outputs), b"")
        self.assertEqual((outputs[0], result["sizes"][0]), (b"S{", 2))

    def test_job(self):
        code = HARNESS["portable"](compile("answer = 42", "submission", "exec"))
        job = os.memfd_create("job")
        os.write(job, CELL["program_of"](b'{"function":"f"}', b"answer = 42", code) + b"input")
        os.lseek(job, 0, 0)
        header, source, read, data = HARNESS["read"](job)
        self.assertEqual((header, source, read, bytes(data)), ({"function": "f"}, b"answer = 42", code, b"input"))


class Nearest(unittest.TestCase):
    def test_nearest(self):
        known = {name: name for name in ("collections", "Counter", "kFrequent", "top", "string")}
        for name, want in {
            "collection": "collections", "counter": "Counter", "k_frequent": "kFrequent", "numpy": None, "tip": None, "strings": "string",
        }.items():
            self.assertEqual(HARNESS["nearest"](name, known), want, name)


class Profile(unittest.TestCase):
    """profile.py in a fork, as the zygote makes them, whose clock goes on while it sleeps, and stands still else."""

    def watch(self, source, data=b'{"dict":[["n",100]]}', after=100.0):
        source = source.encode()
        program = marshal.dumps(({"function": "f", "profile": PROFILE, "after": after}, source, b""))
        job, (reader, writer) = os.memfd_create("job"), os.pipe()
        os.write(job, struct.pack("=I", len(program)) + program + data)
        os.lseek(job, 0, 0)
        pid = os.fork()
        if pid == 0:
            try:
                os.close(reader)
                os.dup2(os.open("/dev/null", os.O_WRONLY), 2)
                now = [1.0]
                time.perf_counter, time.sleep = lambda: now[0], lambda s: now.__setitem__(0, now[0] + s)
                HARNESS["run"](job, writer)
            finally:
                os._exit(0)
        os.close(writer)
        os.close(job)
        with open(reader, "rb") as f:
            said = f.read()
        os.waitpid(pid, 0)
        snapshots = []
        while said[:1] == b"P":
            n = int.from_bytes(said[1:5], "big")
            snapshots.append(json.loads(said[5:5 + n]))
            said = said[5 + n:]
        return snapshots, said

    def hits(self, source, **more):
        snapshots, rest = self.watch(source, **more)
        return {line: hits for line, hits, _ in snapshots[-1]["lines"]}, rest

    def test_lines(self):
        hits, rest = self.hits("def f(n):\n  t = 0\n  for i in range(n):\n    t += g(i)\n  return t\ndef g(i):\n  return i\n")
        self.assertEqual(rest, b"A4950")
        self.assertEqual((hits[2], hits[4], hits[5], hits[7]), (1, 100, 1, 100))
        self.assertIn(hits[3], (100, 101))

    def test_time_is_of_the_line_itself(self):
        slow = "import time\ndef f(n):\n  g()\n  return [0 for _ in h()]\ndef g():\n  time.sleep(0.1)\ndef h():\n  yield 1\n  time.sleep(0.1)\n  yield 2\n"
        snapshots, _ = self.watch(slow)
        times = {line: us for line, _, us in snapshots[-1]["lines"]}
        self.assertAlmostEqual(times[6], 100000, delta=2)
        self.assertAlmostEqual(times[9], 100000, delta=2)
        self.assertEqual((times[3], times[4]), (0, 0))

    def test_errors_leave_their_functions(self):
        source = "import time\ndef f(n):\n  try:\n    g()\n  except ValueError:\n    pass\n  time.sleep(0.1)\n  g()\ndef g():\n  int('x')\n"
        snapshots, rest = self.watch(source)
        times = {line: us for line, _, us in snapshots[-1]["lines"]}
        self.assertAlmostEqual(times[7], 100000, delta=2)
        self.assertEqual(rest[:1], b"E")

    def test_other_code_is_not_watched(self):
        hits, _ = self.hits("import json, functools\ndef f(n):\n  json.dumps([n], indent=2)\n  return functools.reduce(lambda a, b: a, [1, 2])\n")
        self.assertEqual(sorted(hits), [1, 2, 3, 4])

    def test_a_fork_says_nothing(self):
        snapshots, rest = self.watch("import os\ndef f(n):\n  if os.fork() == 0:\n    for i in range(9 ** 6): pass\n    os._exit(0)\n  os.wait()\n")
        self.assertEqual(rest, b"Anull")
        self.assertNotIn(5, [line[0] for line in snapshots[-1]["lines"]])

    def test_the_end_is_not_needed(self):
        snapshots, rest = self.watch("import os, time\ndef f(n):\n  time.sleep(0.05)\n  for _ in range(3):\n    time.sleep(0.11)\n  os._exit(0)\n")
        self.assertEqual(rest, b"")
        self.assertGreater(len(snapshots), 3)
        self.assertIn([5, 3], [line[:2] for line in snapshots[-1]["lines"]])

if __name__ == "__main__":
    sys.exit(not unittest.main(exit=False).result.wasSuccessful())
