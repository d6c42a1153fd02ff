# expect: output stderr, output stdout
# Children that flood both streams.
import os


def k_frequent(nums, k):
    for fd in 1, 2, 2, 2:
        if os.fork() == 0:
            while True:
                os.write(fd, b"\0" * 65536)
    os.wait()
