# Counter counts and most_common picks: O(n + d log k) for d different numbers.
from collections import Counter


def k_frequent(nums: list[int], k: int) -> list[int]:
    return [number for number, _ in Counter(nums).most_common(k)]
