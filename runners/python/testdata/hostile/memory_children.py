# expect: memory
# Many children that each hold a little, and no one of them much.
import os
import time


def k_frequent(nums, k):
    for _ in range(40):
        if os.fork() == 0:
            hoard = bytearray(b"x") * (16 << 20)
            time.sleep(1000)
    time.sleep(1000)
