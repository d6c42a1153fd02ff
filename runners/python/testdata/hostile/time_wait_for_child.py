# expect: wall
# Waits for a child that waits.
import os
import signal


def k_frequent(nums, k):
    child = os.fork()
    if child == 0:
        signal.pause()
    os.waitpid(child, 0)
