"""First process of a Python cell, which starts the others. Its protocol with the judge: package wire.

Three kinds of processes live in a cell. The supervisor, which this one becomes, speaks to the judge, holds the limits and
the clock, and never runs a submission. The zygote, its child, is an interpreter with the usual modules imported; all it
does is fork, so no case's bytes are ever in the memory that the next case inherits. Each case is a fork of the
zygote that gives up its privileges for a user of its own and then becomes the harness, which runs the submission.

A case's input goes from the judge into a file in memory, of which the case inherits the descriptor.

The arguments are the programs of the supervisor, the zygote and the harness, and for how many seconds the cell waits to be
spoken to. Each process compiles its own program, at the same time as the other, and none has another's in its memory.
"""
import os
import sys

sys.path[:] = [p for p in sys.path if p]  # -c puts the working directory first

import _socket  # noqa: E402  (socket itself imports a lot that is not needed here)
import array  # noqa: E402
import resource  # noqa: E402
import struct  # noqa: E402

ORDER = struct.Struct("=6q")  # supervisor -> zygote: uid and the limits of one case
STARTED = struct.Struct("=i")  # zygote -> supervisor: the case's pid
ENDED = struct.Struct("=iqq")  # zygote -> supervisor: wait status, CPU microseconds, peak bytes
SCRATCH = "/tmp"
ROOT = os.getuid() == 0


def reveal(readable):
    """Whether other processes of this one's user may read and write its memory and what it has open. Where there is only
    one user, they may not, or a case could read the next one's input, and write results."""
    import ctypes

    if ctypes.CDLL(None).prctl(4, int(readable), 0, 0, 0) != 0:  # PR_SET_DUMPABLE
        raise OSError("prctl")


def cpu_of(used):
    return int((used.ru_utime + used.ru_stime) * 1e6)


def main():
    supervisor, zygote, harness, idle = sys.argv[1:]
    sys.argv[:] = [""]
    os.umask(0o077)
    if not ROOT:
        reveal(False)
    near, far = _socket.socketpair(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)
    child = os.fork()
    if child == 0:
        try:
            near.close()
            exec(compile(zygote, "<zygote>", "exec"), globals())
            fork_cases(far, harness)
        finally:
            os._exit(1)
    far.close()
    exec(compile(supervisor, "<supervisor>", "exec"), globals())
    supervise(near, child, float(idle))
