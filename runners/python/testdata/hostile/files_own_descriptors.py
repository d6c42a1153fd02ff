# expect: answered []
# Looks for descriptors that it should not have inherited.
import os
import stat


def k_frequent(nums, k):
    found = []
    for fd in range(256):
        try:
            mode = os.fstat(fd).st_mode
        except OSError:
            continue
        if fd > 2 or stat.S_ISSOCK(mode) or stat.S_ISDIR(mode):
            found.append([fd, os.readlink("/proc/self/fd/%d" % fd)])
    return [] if len(found) == 1 and found[0][1].startswith("pipe:") else found  # its answer's
