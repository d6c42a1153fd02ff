# expect: exited 0
# Writes a frame with a result, as the supervisor sends them, to every descriptor.
import os
import struct


def k_frequent(nums, k):
    header = b'{"exit":0,"signal":0,"killed":"","oom":false,"cpu_us":1,"wall_us":1,"peak":1,"clean":true,"dirt":"","sizes":[3,0,0]}'
    frame = struct.pack(">IcI", 5 + len(header) + 3, b"R", len(header)) + header + b"A[]"
    for fd in range(256):
        try:
            os.write(fd, frame)
        except OSError:
            pass
    return nums[:k]
