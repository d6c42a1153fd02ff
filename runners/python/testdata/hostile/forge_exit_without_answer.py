# expect: exited 0
# Ends well, without an answer and without the interpreter's end.
import os


def k_frequent(nums, k):
    os._exit(0)
