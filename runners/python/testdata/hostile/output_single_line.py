# expect: output stdout
# One line without end.
import sys


def k_frequent(nums, k):
    while True:
        sys.stdout.write("x" * 1000000)
