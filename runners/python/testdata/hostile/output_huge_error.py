# expect: output stderr
# One huge text to stderr.
import sys


def k_frequent(nums, k):
    sys.stderr.write("x" * (20 << 20))
    return [5]
