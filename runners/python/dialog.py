

# --- Dialogs ------------------------------------------------------------------------------------------------------
#
# Joined with supervisor.py by python.go. In a dialog, what a case reads comes from the judge while it runs, and what it writes to
# its standard output goes to the judge at once. Neither is ever more than a window ahead of whoever takes it, so that a case
# that floods, or never reads, waits, and nothing grows.

import fcntl  # noqa: E402
import termios  # noqa: E402

WINDOW = 64 << 10  # as package wire has it
RESTS = 2  # ticks in a row in which a case waits, before it is believed to
READS = {"pipe_read", "anon_pipe_read", "pipe_wait", "do_wait"}  # where the kernel has those wait whom only another can wake
HARMLESS = 1 << 1 | 3 << 31  # signals that a case may catch and yet sleep until another wakes it: SIGINT, and the C library's two


def held(fd):
    """Whether there is anything in a pipe."""
    return any(fcntl.ioctl(fd, termios.FIONREAD, bytes(4)))


class Said(Output):
    """A case's standard output in a dialog. None of it is kept, and what is beyond the limit is not sent."""

    def __init__(self, name, limit):
        super().__init__(name, limit)
        self.room, self.count, self.open = WINDOW, 0, True

    def read(self):
        """Sends what is there and has room; tells whether to look again as soon as there is more."""
        if self.room <= 0:
            return False
        try:
            chunk = os.read(self.fd, min(self.room, WINDOW))
        except BlockingIOError:
            return True
        self.open = bool(chunk)
        self.over = self.count + len(chunk) > self.limit
        chunk = chunk[: self.limit - self.count]
        if chunk:
            self.count += len(chunk)
            self.room -= len(chunk)
            send(b"O", {}, [chunk])
        return self.over or self.open and self.room > 0

    def drain(self):
        """Sends the rest, for which there is no room to wait for: it is within the limit."""
        self.room = self.limit + WINDOW
        super().drain()


class Heard:
    """A case's standard input in a dialog. It keeps what the pipe has no room for."""

    over = False  # as Output has it, for who polls

    def __init__(self):
        self.reader, self.fd = os.pipe2(os.O_CLOEXEC)
        os.set_blocking(self.fd, False)
        self.pending = bytearray()
        self.count = 0  # bytes that came, in all
        self.untold = 0  # of those that were taken, how many the judge does not know of

    def read(self):
        """Gives the case what it has room for; tells whether there is more. It has its name for the sake of who polls."""
        while self.pending and self.fd >= 0:
            try:
                taken = os.write(self.fd, self.pending)
            except BlockingIOError:
                return True
            except BrokenPipeError:  # it does not listen, which is no reason for the other one to wait
                self.close()
                break
            del self.pending[:taken]
            self.took(taken)
        self.took(len(self.pending))
        self.pending.clear()
        return False

    def took(self, size):
        self.untold += size
        if self.untold >= WINDOW // 2:  # seldom, for only a whole window keeps the other one waiting
            send(b"T", {"bytes": self.untold})
            self.untold = 0

    def empty(self):
        """Whether the case listens, and has read all there is."""
        return self.fd >= 0 and not self.pending and not held(self.fd)

    def close(self):
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1


class Dialog:
    """What a case in a dialog has more than others. To who polls it is what the judge's frames are read by.

    The end of its input is held back until the case has read all there is and waits for more: so whatever a case does by itself,
    it does before it is told of the end, however late it gets a processor."""

    name = "stop"  # why the case is ended once it is over

    def __init__(self, said):
        self.said, self.heard = said, Heard()
        self.ending = self.stopping = self.over = self.told = False
        self.rests = 0
        self.known = None  # of its waiting, what the judge has been told

    def register(self, poll, readers):
        self.poll, self.readers = poll, readers
        readers[0] = self
        readers[self.heard.fd] = self.heard
        poll.register(0, select.POLLIN)

    def read(self):
        """Takes a frame of the judge's."""
        head = read_exactly(9)
        if head is None:
            os._exit(0)  # the judge is gone; the end of this process ends the cell
        length, kind, header_length = struct.unpack(">IcI", head)
        size = length - 5 - header_length
        if kind not in DIALOG or header_length > MAX_HEADER or not 0 <= size <= WINDOW:
            raise RuntimeError("garbled frame %r of %d bytes in a dialog" % (kind, length))
        header, body = read_exactly(header_length), read_exactly(size)
        if header is None or body is None:
            os._exit(0)
        if kind == b"I":
            self.listen(body)
        elif kind == b"T":
            self.said.room += json.loads(header)["bytes"]
            if self.said.open and not self.said.over:
                self.poll.register(self.said.fd, select.POLLIN)
        elif json.loads(header)["waits"]:
            self.ending = self.stopping = True
        else:
            self.over = True
        return True

    def listen(self, body):
        self.heard.pending += body
        self.heard.count += len(body)
        self.ending = self.ending or not body
        if self.heard.read():
            self.poll.register(self.heard.fd, select.POLLOUT)

    def tick(self, look):
        """Sees whether the case waits for more, and does what is to be done then. Where its tasks wait, look tells, and None
        if any of them does not."""
        waits = look() if self.said.room > 0 and self.heard.empty() else None
        if waits is None or any("nanosleep" in place for place, _ in waits) or held(self.said.fd):
            self.rests = 0
            return
        self.rests += 1
        if self.rests < RESTS:
            return
        if self.ending:
            self.over, self.told = self.stopping, not self.stopping
            if self.told:
                self.heard.close()
            return
        sure = all(place in READS and not caught & ~HARMLESS for place, caught in waits)
        if self.known != (self.heard.count, sure):
            self.known = self.heard.count, sure
            send(b"Q", {"heard": self.heard.count, "sure": sure})


DIALOG = b"I", b"T", b"X"  # frames of the judge's for a case in a dialog; for one that has ended, they mean nothing
