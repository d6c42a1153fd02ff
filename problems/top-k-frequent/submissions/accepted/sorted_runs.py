# Sorts the list, so that equal numbers stand together, and then the runs by their length: O(n log n).
from itertools import groupby


def k_frequent(nums: list[int], k: int) -> list[int]:
    runs = [(len(list(run)), number) for number, run in groupby(sorted(nums))]
    runs.sort(reverse=True)
    return [number for _, number in runs[:k]]
