# expect: cpu
def k_frequent(nums, k):
    while True:
        pass
