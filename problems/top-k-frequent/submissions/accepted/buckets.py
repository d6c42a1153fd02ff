# One bucket for each possible count, emptied from the highest down: O(n).
from collections import defaultdict


def k_frequent(nums: list[int], k: int) -> list[int]:
    counts = defaultdict(int)
    for number in nums:
        counts[number] += 1
    buckets = [[] for _ in range(len(nums) + 1)]
    for number, count in counts.items():
        buckets[count].append(number)
    result = []
    for bucket in reversed(buckets):
        for number in bucket:
            result.append(number)
            if len(result) == k:
                return result
