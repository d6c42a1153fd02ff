# expect: answered []
# Makes a user namespace, in which it would be root, by each of the ways.
import ctypes
import os
import platform


def k_frequent(nums, k):
    libc, found = ctypes.CDLL(None), []
    if libc.unshare(0x10000000) == 0:
        found.append("unshare")
    flags = ctypes.c_long(0x10000000 | 17)
    child = libc.syscall(56 if platform.machine() == "x86_64" else 220, flags, 0, 0, 0, 0)
    if child == 0:
        os._exit(0)
    if child > 0:
        found.append("clone")
    arguments = (ctypes.c_uint64 * 11)(0x10000000, 0, 0, 0, 17)
    child = libc.syscall(435, arguments, ctypes.c_long(88))
    if child == 0:
        os._exit(0)
    return found + ["clone3"] if child > 0 else found
