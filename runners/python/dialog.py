

# --- Dialogs ------------------------------------------------------------------------------------------------------
#
# Joined with supervisor.py by python.go. In a dialog, what a case reads comes from the judge while it runs, and what it writes to
# its standard output goes to the judge at once. Nothing of it is kept here.

import fcntl  # noqa: E402
import termios  # noqa: E402

RESTS = 2  # ticks for which a case must have waited before it is told that nothing more comes


class Said(Output):
    """A case's standard output in a dialog."""

    count = 0

    def read(self):
        try:
            chunk = os.read(self.fd, 65536)
        except BlockingIOError:
            return True
        self.count += len(chunk)
        self.over = self.over or self.count > self.limit
        if chunk and not self.over:
            send(b"O", {}, [chunk])
        return bool(chunk)


class Heard:
    """A case's standard input in a dialog.

    Its end is held back until the case has read all there is and waits for more: so whatever a case does by itself, it does
    before it is told of the end, however late it gets a processor."""

    def __init__(self):
        self.reader, self.fd = os.pipe2(os.O_CLOEXEC)
        os.set_blocking(self.fd, False)
        self.pending = bytearray()
        self.ending = self.told = False
        self.rests = 0

    def hear(self):
        """Takes a frame of the judge's, which sends nothing but input while a case runs."""
        head = read_exactly(9)
        if head is None:
            os._exit(0)
        length, kind, header_length = struct.unpack(">IcI", head)
        size = length - 5 - header_length
        if kind != b"I" or length > MAX_FRAME or header_length > MAX_HEADER or size < 0:
            raise RuntimeError("garbled frame %r in a dialog" % kind)
        body = read_exactly(header_length + size)
        if body is None:
            os._exit(0)
        self.pending += body[header_length:]
        self.ending = self.ending or not size
        self.pass_on()

    def pass_on(self):
        """Writes what the case has room for."""
        if self.fd < 0:  # it is told of the end, or does not listen
            self.pending.clear()
        while self.pending:
            try:
                del self.pending[:os.write(self.fd, self.pending)]
            except BlockingIOError:
                return
            except BrokenPipeError:
                self.close()
                self.pending.clear()

    def tick(self, states):
        """Tells the case of the end if it waits for it. states are those of its tasks."""
        if not self.ending or self.pending or self.fd < 0:
            return
        if states != {"S"} or any(fcntl.ioctl(self.fd, termios.FIONREAD, b"\0" * 4)):
            self.rests = 0
            return
        self.rests += 1
        if self.rests >= RESTS:
            self.told = True
            self.close()

    def close(self):
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1
