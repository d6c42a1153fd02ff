# Mistake: compares pairs with the number in front, so the largest numbers win, not the most frequent ones.
import heapq
from collections import Counter


def k_frequent(nums, k):
    return [number for number, count in heapq.nlargest(k, Counter(nums).items())]
