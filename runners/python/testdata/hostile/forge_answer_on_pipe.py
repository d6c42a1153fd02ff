# expect: answered
# Writes its own answer to its answer pipe. It is only an answer, and is compared.
import os


def k_frequent(nums, k):
    for fd in range(3, 256):
        try:
            os.write(fd, b"A[424242]")
        except OSError:
            pass
    os._exit(0)
