# expect: memory
# Maps memory for ever.
import mmap


def k_frequent(nums, k):
    hoard = []
    while True:
        block = mmap.mmap(-1, 1 << 24)
        for page in range(0, 1 << 24, 4096):
            block[page] = 1
        hoard.append(block)
