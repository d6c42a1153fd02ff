# expect: answered
# Claims an answer that is no value.
import os


def k_frequent(nums, k):
    for fd in range(3, 256):
        try:
            os.write(fd, b'A{"int":"0x' + b"\xff\x00" * 1000)
        except OSError:
            pass
    os._exit(0)
