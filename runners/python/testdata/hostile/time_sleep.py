# expect: wall
# Sleeps.
import time


def k_frequent(nums, k):
    time.sleep(1000)
