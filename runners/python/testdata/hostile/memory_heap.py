# expect: memory
# Takes memory for ever.
def k_frequent(nums, k):
    hoard = []
    while True:
        hoard.append(bytearray(1 << 20))
