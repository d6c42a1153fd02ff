# Does not compile: the colon after the loop's head is missing.
def k_frequent(nums, k):
    counts = {}
    for number in nums
        counts[number] = counts.get(number, 0) + 1
    return sorted(counts, key=counts.get, reverse=True)[:k]
