# expect: cpu
# Burns time.
def k_frequent(nums, k):
    while True:
        pass
