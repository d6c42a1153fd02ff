# expect: answered [5]
# Bytes of no text, escape sequences, and streams closed in the end.
import os


def k_frequent(nums, k):
    os.write(1, b"\x00\xff\xfe\x1b]0;title\x07\x1b[2J\xed\xa0\x80\r\n" * 10)
    os.write(2, bytes(range(256)))
    os.close(1)
    os.close(2)
    return [5]
