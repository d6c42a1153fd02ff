# expect: answered []
# Listens on the loopback device, where traces would be left for the next case.
import socket


def k_frequent(nums, k):
    found = []
    for family, address in (socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"):
        try:
            with socket.create_server((address, 0), family=family):
                found.append(address)
        except OSError:
            pass
    return found
