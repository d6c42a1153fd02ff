# expect: raised
# As many files as it gets, and then some.
def k_frequent(nums, k):
    for i in range(100000):
        open("/tmp/%d" % i, "w").close()
