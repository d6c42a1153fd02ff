# expect: answered [5]
# Leaves settings of its process: environment, folder, mask, alarms, handlers, limits; and looks for them.
import os
import resource
import signal
import sys


def k_frequent(nums, k):
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    found = ["LEFT" in os.environ, os.getcwd() != "/tmp", os.umask(0) != 0o077, signal.getitimer(signal.ITIMER_REAL)[0] > 0]
    found += [signal.getsignal(signal.SIGUSR1) != signal.SIG_DFL, sys.getrecursionlimit() != 1000]
    found += [resource.getrlimit(resource.RLIMIT_NOFILE)[0] < 20, signal.SIGUSR2 in signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR2})]
    os.environ["LEFT"] = "1"
    os.chdir("/")
    sys.setrecursionlimit(2000)
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    signal.setitimer(signal.ITIMER_REAL, 100)
    resource.setrlimit(resource.RLIMIT_NOFILE, (10, 10))
    return [int(f) for f in found] if any(found) else [5]
