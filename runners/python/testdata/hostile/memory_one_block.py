# expect: memory
# Asks for more than any machine has, in one call.
def k_frequent(nums, k):
    return [0] * (1 << 50)
