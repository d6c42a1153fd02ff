# Slow: list.count reads the whole list for each different number: O(n * d).
def k_frequent(nums, k):
    return sorted(set(nums), key=nums.count, reverse=True)[:k]
