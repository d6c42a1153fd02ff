# Mistake: keeps everything that is as frequent as the k-th number, which is too much where counts tie there.
from collections import Counter


def k_frequent(nums, k):
    counts = Counter(nums)
    least = sorted(counts.values(), reverse=True)[k - 1]
    return [number for number in counts if counts[number] >= least]
