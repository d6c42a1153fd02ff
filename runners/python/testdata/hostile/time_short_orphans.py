# expect: cpu
# Spreads its work over short orphans, so that no process is ever old.
import os
import time


def k_frequent(nums, k):
    while True:
        if os.fork() == 0:
            if os.fork() == 0:
                end = time.process_time() + 0.05
                while time.process_time() < end:
                    pass
            os._exit(0)
        os.wait()
