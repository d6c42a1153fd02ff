# expect: answered [5]
# Leaves links to what must not be wiped, of all kinds and in circles.
import os


def k_frequent(nums, k):
    for i, target in enumerate(["/", "/proc/1/root", "/proc/self/cwd", "/tmp", "..", ".", "/usr/bin/python3", "loop"]):
        os.symlink(target, "/tmp/link%d" % i)
        os.mkdir("/tmp/folder%d" % i)
        os.symlink(target, "/tmp/folder%d/link" % i)
    os.symlink("loop", "/tmp/loop")
    for target in "/etc/passwd", "/usr/bin/python3", "/proc/self/exe":
        try:
            os.link(target, "/tmp/hard")
            return ["linked", target]
        except OSError:
            pass
    return [5]
