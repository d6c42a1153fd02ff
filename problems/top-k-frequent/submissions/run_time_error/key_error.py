# Crash: adds to a count that is not there yet (KeyError).
def k_frequent(nums, k):
    counts = {}
    for number in nums:
        counts[number] += 1
    return sorted(counts, key=counts.get, reverse=True)[:k]
