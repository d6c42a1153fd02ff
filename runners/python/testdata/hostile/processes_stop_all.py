# expect: wall
# Stops all that it may stop, itself included.
import os
import signal


def k_frequent(nums, k):
    for _ in range(3):
        if os.fork() == 0:
            os.kill(-1, signal.SIGSTOP)
            os._exit(0)
    os.kill(-1, signal.SIGSTOP)
    os.kill(os.getpid(), signal.SIGSTOP)
