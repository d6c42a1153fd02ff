# Mistake: looks numbers up by their count, so of those that occur equally often only the last one is left.
from collections import Counter


def k_frequent(nums, k):
    by_count = {count: number for number, count in Counter(nums).items()}
    return [by_count[count] for count in sorted(by_count, reverse=True)][:k]
