# expect: memory, signal 11, raised
# Calls itself for ever, by way of C.
import sys


def k_frequent(nums, k):
    sys.setrecursionlimit(1 << 30)

    def f(n):
        return [*map(f, [n + 1])]

    return f(0)
