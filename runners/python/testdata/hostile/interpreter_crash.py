# expect: signal 11
import ctypes


def k_frequent(nums, k):
    ctypes.string_at(0)
