# expect: answered []
# Reads and writes the memory of its parent and the first process, and takes what they have open.
import ctypes
import os
import platform

READ, WRITE, ADVISE, PIDFD_OPEN, PIDFD_GETFD = (310, 311, 440, 434, 438) if platform.machine() == "x86_64" else (270, 271, 440, 434, 438)


def k_frequent(nums, k):
    libc = ctypes.CDLL(None)
    found = []
    room = ctypes.create_string_buffer(64)
    here = (ctypes.c_long * 2)(ctypes.addressof(room), 64)
    for pid in os.getppid(), 1:
        # What was forked has the same addresses, so the room is there as well.
        for call in READ, WRITE:
            if libc.syscall(call, pid, here, ctypes.c_long(1), here, ctypes.c_long(1), ctypes.c_long(0)) >= 0:
                found.append([pid, call])
        file = libc.syscall(PIDFD_OPEN, pid, 0)
        for fd in range(8):
            if libc.syscall(PIDFD_GETFD, file, fd, 0) >= 0:
                found.append([pid, "descriptor %d" % fd])
        if libc.syscall(ADVISE, file, here, ctypes.c_long(1), ctypes.c_long(21), ctypes.c_long(0)) >= 0:  # MADV_PAGEOUT
            found.append([pid, "advice"])
        for name, flags in ("mem", os.O_RDWR), ("mem", os.O_RDONLY), ("oom_score_adj", os.O_WRONLY), ("fd/0", os.O_RDWR), ("fd/3", os.O_RDWR), (
            "clear_refs", os.O_WRONLY), ("timerslack_ns", os.O_WRONLY), ("autogroup", os.O_WRONLY
        ):
            try:
                fd = os.open("/proc/%d/%s" % (pid, name), flags)
                if flags == os.O_WRONLY:
                    os.write(fd, b"1")
                found.append([pid, name])
            except OSError:
                pass
    return found
