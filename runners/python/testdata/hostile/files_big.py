# expect: raised, answered [5]
# A sparse file of 2 GB and as many bytes as it gets.
import os


def k_frequent(nums, k):
    fd = os.open("/tmp/sparse", os.O_RDWR | os.O_CREAT)
    try:
        os.ftruncate(fd, 2 << 30)
    except OSError:
        pass
    for i in range(100):
        with open("/tmp/%d" % i, "wb") as f:
            f.write(b"x" * (1 << 20))
    return [5]
