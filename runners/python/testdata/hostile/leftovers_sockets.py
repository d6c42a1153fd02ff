# expect: answered [5]
# Leaves local sockets, with a file and without one, held by a daemon, and looks for them.
import os
import signal
import socket


def k_frequent(nums, k):
    found, kept = [], []
    for name in "\0left", "/tmp/left":
        s = socket.socket(socket.AF_UNIX)
        try:
            s.bind(name)
            s.listen()
        except OSError:
            found.append(name)
        kept.append(s)
    if os.fork() == 0:
        os.setsid()
        signal.pause()
    return found or [5]
