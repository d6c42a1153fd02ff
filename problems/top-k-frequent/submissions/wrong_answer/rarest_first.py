# Mistake: forgets to sort in reverse, so the rarest numbers come first.
from collections import Counter


def k_frequent(nums, k):
    counts = Counter(nums)
    return sorted(counts, key=counts.get)[:k]
