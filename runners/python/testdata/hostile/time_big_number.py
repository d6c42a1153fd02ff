# expect: cpu, memory
# Writes a number of many million digits, in one call that looks at no signal.
import sys


def k_frequent(nums, k):
    sys.set_int_max_str_digits(0)
    return len(str(7 ** 6000000))
