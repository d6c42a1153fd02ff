# expect: answered [5]
# Leaves POSIX shared memory, semaphores and message queues, and looks for them.
import ctypes
import os


def k_frequent(nums, k):
    found = []
    for library in None, "librt.so.1":
        try:
            libc = ctypes.CDLL(library)
            libc.mq_open.restype = ctypes.c_int
        except (OSError, AttributeError):
            continue
        for call in libc.shm_open, libc.mq_open:
            if call(b"/left", os.O_RDWR, 0o666, None) >= 0:
                found.append(call.__name__)
            call(b"/left", os.O_RDWR | os.O_CREAT, 0o666, None)
    return found or [5]
