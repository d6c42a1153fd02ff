# A heap of the k best so far, the rarest of them on top: O(n + d log k) for d different numbers.
import heapq


def k_frequent(nums: list[int], k: int) -> list[int]:
    counts = {}
    for number in nums:
        counts[number] = counts.get(number, 0) + 1
    best = []
    for number, count in counts.items():
        if len(best) < k:
            heapq.heappush(best, (count, number))
        elif count > best[0][0]:
            heapq.heapreplace(best, (count, number))
    return [number for _, number in best]
