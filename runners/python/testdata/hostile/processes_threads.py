# expect: answered [5], raised
# Starts two hundred threads.
import threading
import time


def k_frequent(nums, k):
    for _ in range(200):
        try:
            threading.Thread(target=time.sleep, args=(1000,)).start()
        except RuntimeError:
            break
    return [5]
