# expect: cpu, wall, signal 14, signal 9
# Has its children send it signals without end.
import os
import signal


def k_frequent(nums, k):
    for number in signal.SIGUSR1, signal.SIGURG, signal.SIGALRM, signal.SIGCHLD:
        signal.signal(number, lambda *_: None)
    signal.setitimer(signal.ITIMER_REAL, 1e-6, 1e-6)
    parent = os.getpid()
    for number in signal.SIGUSR1, signal.SIGURG:
        if os.fork() == 0:
            while True:
                os.kill(parent, number)
    while True:
        pass
