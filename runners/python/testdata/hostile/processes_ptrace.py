# expect: answered []
# Traces its parent, the first process, and a child of its own.
import ctypes
import os
import signal


def k_frequent(nums, k):
    libc = ctypes.CDLL(None)
    child = os.fork()
    if child == 0:
        signal.pause()
    attach, seize = 16, 0x4206
    found = [pid for pid in (os.getppid(), 1, child) for how in (attach, seize) if libc.ptrace(how, pid, None, None) == 0]
    os.kill(child, signal.SIGKILL)
    return found
