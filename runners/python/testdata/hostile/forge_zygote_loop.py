# expect: exited 1, raised
# Tries to get back into the loop that forks cases, with the zygote's own frames and sockets.
import gc
import os
import sys


def k_frequent(nums, k):
    frame = sys._getframe()
    while frame:
        sock = frame.f_locals.get("sock")
        if sock is not None:
            try:
                sock.send(b"ready")
            except OSError:
                pass
        frame = frame.f_back
    for thing in gc.get_objects():
        if type(thing).__name__ == "socket":
            thing.send(b"\0" * 20)
    sys.settrace(None)
    os.closerange(0, 256)
    raise KeyboardInterrupt
