from collection import Counter
def k_frequent(self, nums: List[int], k: int):
    nums_sorted = sorted(counter(nums).items(), key=lambda x: x[1], reverse=True)
    return [item for item, freq in nums_sorted[:k]]
# O(n)
