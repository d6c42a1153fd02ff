# expect: exited 7
# Runs a program from a file in memory, which no mount forbids: it is as much confined as what it was before.
import os


def k_frequent(nums, k):
    fd = os.memfd_create("program", 0)
    with open("/bin/sh", "rb") as f:
        os.write(fd, f.read())
    os.set_inheritable(fd, True)
    os.execv("/proc/self/fd/%d" % fd, ["sh", "-c", "exit 7"])
