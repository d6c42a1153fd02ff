# expect: answered []
# Makes device nodes of the host's disks and memory.
import os
import stat


def k_frequent(nums, k):
    found = []
    for kind, major, minor in (stat.S_IFBLK, 8, 0), (stat.S_IFBLK, 254, 0), (stat.S_IFCHR, 1, 1), (stat.S_IFCHR, 5, 1):
        try:
            os.mknod("/tmp/device", kind | 0o666, os.makedev(major, minor))
            os.close(os.open("/tmp/device", os.O_RDONLY))
            found.append([major, minor])
        except OSError:
            pass
    return found
