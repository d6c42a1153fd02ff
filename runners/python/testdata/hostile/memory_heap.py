# expect: memory
def k_frequent(nums, k):
    hoard = []
    while True:
        hoard.append(bytearray(1 << 20))
