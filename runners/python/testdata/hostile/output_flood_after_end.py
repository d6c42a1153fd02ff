# expect: answered [5]
# Children that fill the pipes when the case itself has ended.
import os


def k_frequent(nums, k):
    if os.fork() == 0:
        if os.fork() == 0:
            os.setsid()
            while os.getppid() != 1:
                pass
            while True:
                os.write(1, b"x")
        os._exit(0)
    os.wait()
    return [5]
