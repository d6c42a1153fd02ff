# expect: cpu
# Burns time in children that it never waits for, and has the kernel forget them.
import os
import signal
import time


def k_frequent(nums, k):
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in range(4):
        if os.fork() == 0:
            while True:
                pass
    time.sleep(1000)
