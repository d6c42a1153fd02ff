# Mistake: a set forgets the counts; the order in which it gives its members means nothing.
def k_frequent(nums, k):
    return list(set(nums))[:k]
