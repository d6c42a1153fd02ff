# expect: answered []
# Sends its parent and the first process signals by all ways that the kernel has, those of real time included.
import ctypes
import fcntl
import os
import platform
import signal
import struct

KILL, TKILL, TGKILL, QUEUE, THREAD_QUEUE = (62, 200, 234, 129, 297) if platform.machine() == "x86_64" else (129, 130, 131, 138, 240)
PIDFD_OPEN, PIDFD_SEND_SIGNAL = 434, 424


def k_frequent(nums, k):
    libc = ctypes.CDLL(None)
    found = []
    for pid in os.getppid(), 1:
        file = ctypes.c_long(libc.syscall(PIDFD_OPEN, pid, 0))
        folder = os.open("/proc/%d" % pid, os.O_RDONLY)
        for number in signal.SIGUSR1, signal.SIGRTMIN, signal.SIGRTMIN + 5, signal.SIGRTMAX:
            info = struct.pack("=iiiiii", number, 0, -1, 0, os.getpid(), os.getuid()) + bytes(104)  # SI_QUEUE
            for call, *args in (KILL, pid, number), (KILL, -pid if pid > 1 else pid, number), (TKILL, pid, number), (TGKILL, pid, pid, number), (
                QUEUE, pid, number, info), (THREAD_QUEUE, pid, pid, number, info), (
                PIDFD_SEND_SIGNAL, file, number, None, 0), (PIDFD_SEND_SIGNAL, folder, number, None, 0
            ):
                if libc.syscall(call, *args) == 0:
                    found.append([pid, number, call])
        # To have the kernel send it may be asked for in vain: whether it may is asked when it does.
        reader, writer = os.pipe()
        for act in (fcntl.fcntl, reader, fcntl.F_SETOWN, pid), (fcntl.fcntl, reader, 10, signal.SIGKILL), (  # F_SETSIG
            fcntl.ioctl, reader, 0x8901, struct.pack("i", pid)  # FIOSETOWN
        ):
            try:
                act[0](*act[1:])
            except OSError:
                pass
        fcntl.fcntl(reader, fcntl.F_SETFL, os.O_ASYNC)
        os.write(writer, b"x")
    return found
