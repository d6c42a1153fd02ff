# expect: signal 11
# Crashes the interpreter.
import ctypes


def k_frequent(nums, k):
    ctypes.string_at(0)
