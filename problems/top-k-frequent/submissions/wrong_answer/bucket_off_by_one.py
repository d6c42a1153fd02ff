# Mistake: starts at the bucket of count len(nums) - 1 and never looks into the last one.
from collections import Counter


def k_frequent(nums, k):
    buckets = [[] for _ in range(len(nums) + 1)]
    for number, count in Counter(nums).items():
        buckets[count].append(number)
    result = []
    for count in range(len(nums) - 1, 0, -1):
        result += buckets[count]
    return result[:k]
