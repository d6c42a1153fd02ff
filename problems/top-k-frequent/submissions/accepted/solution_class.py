# A method of a class, as some practice sites want it; sorts the different numbers by their counts: O(n + d log d).
class Solution:
    def k_frequent(self, nums: List[int], k: int) -> List[int]:
        counts = {}
        for number in nums:
            counts[number] = counts.get(number, 0) + 1
        return sorted(counts, key=counts.get, reverse=True)[:k]
