# expect: raised
# Opens as many files as it gets.
import os


def k_frequent(nums, k):
    while True:
        os.open("/dev/null", os.O_RDONLY)
