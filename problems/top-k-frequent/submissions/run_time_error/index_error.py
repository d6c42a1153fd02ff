# Crash: one bucket too few, so a number that fills the whole list has none (IndexError).
from collections import Counter


def k_frequent(nums, k):
    buckets = [[] for _ in range(len(nums))]
    for number, count in Counter(nums).items():
        buckets[count].append(number)
    result = []
    for bucket in reversed(buckets):
        result += bucket
    return result[:k]
