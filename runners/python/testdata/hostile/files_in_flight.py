# expect: answered [5]
# Files that only messages hold, in sockets that only messages hold: a circle that the kernel must find.
import array
import os
import socket


def k_frequent(nums, k):
    for i in range(20):
        fd = os.open("/tmp/%d" % i, os.O_RDWR | os.O_CREAT)
        os.write(fd, b"x" * 100000)
        os.unlink("/tmp/%d" % i)
        a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        for s in a, b:
            s.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [fd, a.fileno(), b.fileno()]))])
        os.close(fd)
        a.close()
        b.close()
    return [5]
