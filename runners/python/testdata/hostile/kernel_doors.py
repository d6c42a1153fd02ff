# expect: answered []
# Asks the kernel for what a case has no use for. What is given is its answer, which must be empty.
import ctypes
import errno
import os
import platform
import socket
import subprocess

CALLS = {  # name: (x86_64, aarch64, arguments)
    "unshare user": (272, 97, (0x10000000,)), "unshare net": (272, 97, (0x40000000,)), "setns": (308, 268, (0, 0)),
    "clone user": (56, 220, (0x10000011, 0, 0, 0, 0)), "clone3": (435, 435, (0, 0)),
    "mount": (165, 40, (b"none", b"/tmp", b"tmpfs", 0, 0)), "fsopen": (430, 430, (b"tmpfs", 0)),
    "ptrace": (101, 117, (0, 0, 0, 0)), "process_vm_readv": (310, 270, (1, 0, 0, 0, 0, 0)),
    "keyctl": (250, 219, (0, -3, 0)), "add_key": (248, 217, (b"user", b"left", b"x", 1, -3)),
    "bpf": (321, 280, (0, 0, 0)), "perf_event_open": (298, 241, (0, 0, -1, -1, 0)), "userfaultfd": (323, 282, (1,)),
    "io_uring_setup": (425, 425, (1, 0)), "shmget": (29, 194, (1, 4096, 0o1666)), "semget": (64, 190, (1, 1, 0o1666)),
    "msgget": (68, 186, (1, 0o1666)), "mq_open": (240, 180, (b"left", 0o102, 0o666, 0)),
    "setpriority": (141, 140, (0, 1, 19)), "chroot": (161, 51, (b"/tmp",)), "pivot_root": (155, 41, (b"/tmp", b"/tmp")),
    "swapon": (167, 224, (b"/tmp/x", 0)), "init_module": (175, 105, (0, 0, b"")), "reboot": (169, 142, (0, 0, 0)),
    "settimeofday": (164, 170, (0, 0)), "sethostname": (170, 161, (b"x", 1)),
}


def k_frequent(nums, k):
    found = []
    libc = ctypes.CDLL(None, use_errno=True)
    column = 0 if platform.machine() == "x86_64" else 1
    refused = errno.EPERM, errno.ENOSYS, errno.EACCES
    for name, call in CALLS.items():
        got = libc.syscall(call[column], *[ctypes.c_long(a) if isinstance(a, int) else a for a in call[2]])
        if got == 0 and name == "clone user":
            os._exit(0)
        if got >= 0 or ctypes.get_errno() not in refused:
            found.append("%s: %s" % (name, errno.errorcode.get(ctypes.get_errno()) if got < 0 else got))
    for family in range(2, 50):
        for kind in socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET:
            try:
                socket.socket(family, kind).close()
                found.append("socket %d %d" % (family, kind))
            except OSError:
                pass
    for program in ["su", "-c", "id"], ["newgrp"], ["mount", "-t", "tmpfs", "none", "/tmp"]:
        try:
            done = subprocess.run(program, stdin=subprocess.DEVNULL, capture_output=True, timeout=1)
            if done.returncode == 0 and b"uid=0" in done.stdout:
                found.append(program[0])
        except (OSError, subprocess.TimeoutExpired):
            pass
    for i in range(3):
        try:
            os.setuid(i)
            found.append("setuid")
        except OSError:
            pass
    return found
