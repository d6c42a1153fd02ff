# expect: cpu
# Handles the signal of the time limit, as often as it comes, and goes on.
import resource
import signal


def k_frequent(nums, k):
    signal.signal(signal.SIGXCPU, lambda *_: None)
    for soft in 1, 0:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    while True:
        pass
