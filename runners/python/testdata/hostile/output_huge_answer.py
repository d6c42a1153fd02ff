# expect: output answer, memory
# Returns more than an answer may be.
def k_frequent(nums, k):
    return ["x" * 1000] * 40000
