# expect: answered [5]
# Leaves a hundred sleeping orphans, as far as it may have so many, and a wrong answer for the next case.
import os
import time


def k_frequent(nums, k):
    for _ in range(100):
        try:
            if os.fork() == 0:
                os.setsid()
                time.sleep(1000)
        except OSError:
            break
    return [5]
