# expect: raised, memory
# Memory of the kernel: full pipes and sockets.
import os
import socket


def k_frequent(nums, k):
    kept = []
    while True:
        a, b = socket.socketpair()
        a.setblocking(False)
        try:
            while True:
                a.send(b"x" * 65536)
        except BlockingIOError:
            pass
        kept.append((a, b))
