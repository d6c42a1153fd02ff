# expect: answered []
# Joins the process groups and sessions of others, whose signals it would share.
import os


def k_frequent(nums, k):
    found = []
    for pid, group in (0, 1), (os.getppid(), 0), (1, 0), (os.getppid(), os.getpid()):
        try:
            os.setpgid(pid, group)
            found.append([pid, group])
        except OSError:
            pass
    return found
