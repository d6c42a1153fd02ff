# expect: cpu
# Keeps its orphans from the first process, and never reaps them.
import ctypes
import os
import time


def k_frequent(nums, k):
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER
    for _ in range(3):
        if os.fork() == 0:
            if os.fork() == 0:
                while True:
                    pass
            os._exit(0)
    time.sleep(1000)
