# expect: wall
# Waits for what never comes.
import select
import signal


def k_frequent(nums, k):
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    select.select([], [], [])
