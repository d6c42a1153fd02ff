# expect: output stdout
def k_frequent(nums, k):
    while True:
        print("x" * 1000)
