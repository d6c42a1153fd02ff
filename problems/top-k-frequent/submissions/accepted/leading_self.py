# A method pasted without its class, its self still there; counts and sorts: O(n + d log d).
from collections import Counter


def k_frequent(self, nums: List[int], k: int) -> List[int]:
    by_count = sorted(Counter(nums).items(), key=lambda item: item[1], reverse=True)
    return [number for number, _ in by_count[:k]]
