# expect: exited 0
# Becomes another program, which ends well.
import os


def k_frequent(nums, k):
    os.execv("/bin/sh", ["sh", "-c", "echo A[1]; echo A[1] >&3; exit 0"])
