# Mistake: returns pairs of a number and its count, as most_common gives them.
from collections import Counter


def k_frequent(nums, k):
    return Counter(nums).most_common(k)
