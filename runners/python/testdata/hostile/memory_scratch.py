# expect: raised, memory
# Fills the scratch folder, which is memory, and keeps it mapped.
import mmap


def k_frequent(nums, k):
    maps = []
    for i in range(1000):
        f = open("/tmp/%d" % i, "w+b")
        f.write(b"x" * (1 << 20))
        f.flush()
        maps.append(mmap.mmap(f.fileno(), 1 << 20))
