# expect: wall
# Waits for a lock that it holds itself.
import threading


def k_frequent(nums, k):
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
