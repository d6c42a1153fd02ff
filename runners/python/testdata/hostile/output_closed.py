# expect: raised, answered [5]
# Closes its streams and prints.
import os


def k_frequent(nums, k):
    os.closerange(0, 3)
    print("x" * 100000, flush=True)
    return [5]
