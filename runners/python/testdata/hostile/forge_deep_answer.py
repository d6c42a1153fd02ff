# expect: answered
# Returns a hundred thousand lists in each other, and writes 50 thousand more to its answer pipe by hand.
import os


def k_frequent(nums, k):
    answer = max(int(fd) for fd in os.listdir("/proc/self/fd") if os.path.exists("/proc/self/fd/" + fd))
    deep = []
    for _ in range(100000):
        deep = [deep]
    os.write(answer, b"A" + b"[" * 50000)
    return deep
