# expect: answered []
# Connects to the world, the cloud's metadata, the engine's bridge, and services of this machine.
import errno
import socket


def k_frequent(nums, k):
    found = []
    for address, port in (
        ("1.1.1.1", 53), ("169.254.169.254", 80), ("172.17.0.1", 22), ("172.17.0.1", 2375), ("127.0.0.1", 22), ("127.0.0.1", 2375),
        ("127.0.0.1", 5432), ("10.0.0.1", 80), ("192.168.1.1", 80),
    ):
        try:
            s = socket.socket()
            s.settimeout(0.05)
            if s.connect_ex((address, port)) in (0, errno.EAGAIN, errno.EINPROGRESS):
                found.append([address, port])
        except OSError:
            pass
    return found
