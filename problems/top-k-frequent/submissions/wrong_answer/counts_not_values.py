# Mistake: returns how often the numbers occur, not the numbers.
from collections import Counter


def k_frequent(nums, k):
    return [count for _, count in Counter(nums).most_common(k)]
