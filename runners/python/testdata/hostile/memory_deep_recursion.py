# expect: raised
# Calls itself for ever.
def k_frequent(nums, k):
    return k_frequent(nums, 1) + 1
