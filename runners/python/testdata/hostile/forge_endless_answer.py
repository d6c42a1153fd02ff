# expect: memory, cpu
# Returns a sequence that has no end.
import collections
import itertools


class Endless(collections.deque):
    def __iter__(self):
        return itertools.count()


def k_frequent(nums, k):
    return Endless()
