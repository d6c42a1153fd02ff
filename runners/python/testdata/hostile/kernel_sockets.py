# expect: answered []
# Opens sockets of families that reach the host or its kernel: VSOCK, ALG, netlink, packets, Bluetooth, and all others.
import socket


def k_frequent(nums, k):
    found = []
    for family in range(2, 50):
        for kind in socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET:
            try:
                socket.socket(family, kind).close()
                found.append([family, int(kind)])
            except OSError:
                pass
    return found
