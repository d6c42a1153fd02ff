# expect: memory, raised
# Memory that belongs to no process: files in memory that it keeps open.
import os


def k_frequent(nums, k):
    while True:
        fd = os.memfd_create("x")
        for _ in range(8):
            os.write(fd, b"x" * (1 << 20))
