# expect: answered []
# Asks for the addresses of names.
import socket


def k_frequent(nums, k):
    found = []
    for name in "example.com", "host.docker.internal", "gateway.docker.internal", "localhost.localdomain":
        try:
            found.append([name, str(socket.getaddrinfo(name, 80))])
        except OSError:
            pass
    return found
