# expect: wall
# Shows that it lives, byte by byte, for as long as it may.
import os
import time


def k_frequent(nums, k):
    while True:
        os.write(1, b".")
        time.sleep(0.02)
