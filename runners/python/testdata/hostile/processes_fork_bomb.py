# expect: cpu, wall, raised, exited 1, signal 9
# Forks for ever.
import os


def k_frequent(nums, k):
    while True:
        try:
            os.fork()
        except OSError:
            pass
