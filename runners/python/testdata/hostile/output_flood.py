# expect: output stdout
# Prints for ever.
def k_frequent(nums, k):
    while True:
        print("x" * 1000)
