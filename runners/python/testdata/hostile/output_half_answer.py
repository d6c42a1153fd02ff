# expect: output stdout
# Begins an answer, never ends it, and prints for ever.
import os


def k_frequent(nums, k):
    answer = max(int(fd) for fd in os.listdir("/proc/self/fd") if os.path.exists("/proc/self/fd/" + fd))
    os.write(answer, b"A[5,")
    if os.fork() == 0:
        while True:
            os.write(answer, b" " * 10)
            os.sched_yield()
    while True:
        os.write(1, b"x" * 4096)
