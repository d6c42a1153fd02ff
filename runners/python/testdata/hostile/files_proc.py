# expect: answered []
# Reads what it can of the processes around it. What it finds is its answer, which must be empty.
import os


def k_frequent(nums, k):
    found = []
    for pid in os.listdir("/proc"):
        if not pid.isdigit() or int(pid) == os.getpid():
            continue
        for name in "environ", "mem", "maps", "fd/0", "fd/1", "root/etc/passwd", "cwd/etc/passwd", "stack", "auxv", "syscall":
            try:
                with open("/proc/%s/%s" % (pid, name), "rb") as f:
                    f.read(1)
                found.append(pid + "/" + name)
            except OSError:
                pass
    return found
