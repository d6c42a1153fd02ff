# expect: memory
# Shares memory with its children, who then write to it.
import os
import signal


def k_frequent(nums, k):
    block = bytearray(24 << 20)
    for _ in range(12):
        if os.fork() == 0:
            for i in range(0, len(block), 4096):
                block[i] = 1
            signal.pause()
    signal.pause()
