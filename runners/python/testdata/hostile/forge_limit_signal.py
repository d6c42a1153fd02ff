# expect: signal 24
# Ends itself by the signal of a limit, which is not to have met it.
import os
import signal


def k_frequent(nums, k):
    os.kill(os.getpid(), signal.SIGXCPU)
