# expect: answered [5]
# Leaves children that have ended, and that nobody has waited for.
import os


def k_frequent(nums, k):
    for _ in range(100):
        try:
            if os.fork() == 0:
                os._exit(0)
        except OSError:
            break
    return [5]
