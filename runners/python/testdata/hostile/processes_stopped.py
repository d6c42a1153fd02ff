# expect: answered [5]
# Leaves stopped children, which no signal but SIGKILL reaches.
import os
import signal


def k_frequent(nums, k):
    for _ in range(5):
        if os.fork() == 0:
            os.kill(os.getpid(), signal.SIGSTOP)
    return [5]
