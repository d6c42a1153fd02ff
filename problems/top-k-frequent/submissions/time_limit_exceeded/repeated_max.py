# Slow: looks through all counts again for each of the k places: O(k * d).
from collections import Counter


def k_frequent(nums, k):
    counts = Counter(nums)
    result = []
    for _ in range(k):
        best = max(counts, key=counts.get)
        result.append(best)
        del counts[best]
    return result
