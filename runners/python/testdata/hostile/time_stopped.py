# expect: wall
# Stops itself.
import os
import signal


def k_frequent(nums, k):
    os.kill(os.getpid(), signal.SIGSTOP)
