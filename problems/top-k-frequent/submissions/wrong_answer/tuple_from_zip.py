# Mistake: zip gives tuples, so the result is not a list.
from collections import Counter


def k_frequent(nums, k):
    numbers, counts = zip(*Counter(nums).most_common(k))
    return numbers
