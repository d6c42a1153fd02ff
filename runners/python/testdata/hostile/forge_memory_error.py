# expect: memory
# Says that memory ran out: a failure of its own all the same.
def k_frequent(nums, k):
    raise MemoryError
