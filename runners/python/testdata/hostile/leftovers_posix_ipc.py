# expect: answered [5]
# Leaves POSIX shared memory, semaphores and message queues, and looks for them.
import ctypes
import os


def k_frequent(nums, k):
    libraries = []
    for name in None, "librt.so.1":
        try:
            library = ctypes.CDLL(name)
            library.mq_open.restype = library.shm_open.restype = ctypes.c_int
            libraries.append(library)
        except (OSError, AttributeError):
            pass
    calls = [call for library in libraries for call in (library.shm_open, library.mq_open)]
    found = [call.__name__ for call in calls if call(b"/left", os.O_RDWR, 0o666, None) >= 0]
    for call in calls:
        call(b"/left", os.O_RDWR | os.O_CREAT, 0o666, None)
    return found or [5]
