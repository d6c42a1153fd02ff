# expect: memory
# Unpacks some kilobytes into gigabytes.
import zlib


def k_frequent(nums, k):
    squeeze = zlib.compressobj(9)
    small = b"".join(squeeze.compress(b"\0" * (1 << 20)) for _ in range(400)) + squeeze.flush()
    return len(zlib.decompress(small))
